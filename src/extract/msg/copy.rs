//! A storage inside of a compound file (a message in a message, an object of another program) as a file of its own.

use super::read::{Compound, file_name};
use super::{MESSAGE, Place};
use crate::extract::ExtractError;
use std::io::{Seek, Write};
use std::path::Path;
use tempfile::SpooledTempFile;

/// Storages in storages that are copied.
const DEEPEST: u32 = 32;
const IN_MEMORY: usize = 4 << 20;
const PROPERTIES: &str = "__properties_version1.0";
/// What precedes the properties of a message that lies in another one: 8 bytes less than at the root.
const INNER: usize = 24;
/// Names of properties: they stand only once, at the root.
const NAMES: &str = "/__nameid_version1.0";

/// Copies a storage; a message gets what only the outermost one has.
pub(super) fn storage(
    file: &mut Compound<'_>,
    place: &Path,
    is_message: bool,
) -> Result<SpooledTempFile, ExtractError> {
    let mut copy = cfb::CompoundFile::create(tempfile::spooled_tempfile(IN_MEMORY))?;
    let mut work = vec![(place.to_owned(), Place::from("/"), 0)];
    if is_message && file.is_storage(Path::new(NAMES)) {
        copy.create_storage(NAMES)?;
        work.push((Place::from(NAMES), Place::from(NAMES), 1));
    }
    while let Some((from, to, depth)) = work.pop() {
        for (is_storage, inner) in file.list(&from)? {
            let target = to.join(file_name(&inner));
            if is_storage {
                if depth >= DEEPEST {
                    return Err(ExtractError::Corrupt("storages are nested too deeply".into()));
                }
                if !copy.exists(&target) {
                    copy.create_storage(&target)?;
                }
                work.push((inner, target, depth + 1));
            } else {
                let at_root = is_message && depth == 0 && file_name(&inner) == PROPERTIES;
                stream(file, &inner, &target, at_root, &mut copy)?;
            }
        }
    }
    copy.flush()?;
    let mut copy = copy.into_inner();
    copy.rewind()?;
    Ok(copy)
}

fn stream(
    file: &mut Compound<'_>,
    from: &Path,
    to: &Path,
    root_properties: bool,
    copy: &mut cfb::CompoundFile<SpooledTempFile>,
) -> Result<(), ExtractError> {
    let mut source = file.open_stream(from)?;
    let mut target = copy.create_stream(to)?;
    if root_properties {
        std::io::copy(&mut std::io::Read::take(&mut source, INNER as u64), &mut target)?;
        target.write_all(&[0; MESSAGE - INNER])?;
    }
    std::io::copy(&mut source, &mut target)?;
    target.flush()?;
    Ok(())
}
