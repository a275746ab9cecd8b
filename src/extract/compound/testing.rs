//! Compound files for the tests of what is read out of them.

use std::io::{Cursor, Write};

/// A compound file of these streams, `/` between storages and names.
pub(crate) fn file(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).unwrap();
    for (path, content) in streams {
        if let Some((storage, _)) = path.rsplit_once('/') {
            file.create_storage_all(storage).unwrap();
        }
        file.create_stream(path).unwrap().write_all(content).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// A set of properties: ids and texts.
pub(crate) fn properties(first_id: u32, properties: &[(u32, &str)]) -> Vec<u8> {
    let mut set = vec![0xFE, 0xFF, 0, 0, 0, 0, 0, 0];
    set.extend([0; 16]);
    set.extend(1_u32.to_le_bytes());
    set.extend(first_id.to_le_bytes());
    set.extend([0; 12]);
    set.extend(48_u32.to_le_bytes());
    let mut values: Vec<(u32, Vec<u8>)> = vec![(1, vec![2, 0, 0, 0, 0xE4, 0x04, 0, 0])];
    for (id, text) in properties {
        let mut value = vec![0x1E, 0, 0, 0];
        value.extend((text.len() as u32 + 1).to_le_bytes());
        value.extend(text.bytes());
        value.push(0);
        value.resize(value.len().next_multiple_of(4), 0);
        values.push((*id, value));
    }
    let mut section = vec![0, 0, 0, 0];
    section.extend((values.len() as u32).to_le_bytes());
    let mut place = 8 + values.len() as u32 * 8;
    for (id, value) in &values {
        section.extend(id.to_le_bytes());
        section.extend(place.to_le_bytes());
        place += value.len() as u32;
    }
    section.extend(values.into_iter().flat_map(|(_, value)| value));
    set.extend(section);
    set
}

/// The id of the set of title, author and the like.
pub(crate) const SUMMARY: u32 = 0xF29F_85E0;

/// Runs an extractor over every cut of a file, and over the file with each byte changed in turn: it must come back.
pub(crate) fn batter(format: &crate::extract::Format, bytes: &[u8], step: usize) {
    use crate::extract::testing::Heard;
    let limits = crate::config::Limits { seconds: 20, expanded_bytes: 64 << 20, ..Default::default() };
    for pushes in 0..40 {
        let result = (format.extract)(
            &mut std::io::Cursor::new(bytes),
            &limits.into(),
            &mut crate::extract::testing::StopAfter(pushes),
        );
        // Each sample has something to say.
        let stopped = matches!(result, Err(crate::extract::ExtractError::Stopped));
        assert!(stopped || (pushes > 0 && result.is_ok()), "{format:?} after {pushes}: {result:?}");
    }
    for cut in (0..bytes.len()).step_by(step) {
        Heard::of(format, &bytes[..cut], &limits);
    }
    let mut changed = bytes.to_vec();
    for at in (0..bytes.len()).step_by(step) {
        for value in [0, 0xFF, bytes[at] ^ 1, bytes[at].wrapping_add(0x80)] {
            changed[at] = value;
            Heard::of(format, &changed, &limits);
        }
        changed[at] = bytes[at];
    }
}
