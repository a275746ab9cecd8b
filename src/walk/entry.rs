//! One thing found on the walk.

use super::Class;
use crate::incident::Incident;
use base64::Engine as _;
use std::path::{Component, Path, PathBuf};
use std::time::SystemTime;

/// A file, or a folder that could not be listed.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Where to open it.
    pub path: PathBuf,
    /// Where it stands under its root.
    pub relative: RelPath,
    /// What it is.
    pub class: Class,
    /// Size in bytes.
    pub bytes: u64,
    /// Last modification, where the file system tells.
    pub modified: Option<SystemTime>,
    /// Set where the entry (a folder, or a file whose metadata cannot be read) could not be reached.
    pub incident: Option<Incident>,
}

/// A path relative to a root, ready for reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelPath {
    /// `/` between parts; what is not Unicode is replaced by U+FFFD.
    pub display: String,
    /// Base64 of the raw path (bytes on Unix, UTF-16LE on Windows), where it is not Unicode.
    pub raw: Option<String>,
}

impl RelPath {
    /// The part of `path` below `root`.
    pub fn new(root: &Path, path: &Path) -> Self {
        let relative = path.strip_prefix(root).unwrap_or(path);
        let parts = relative.components().filter_map(|component| match component {
            Component::Normal(part) => Some(part.to_string_lossy()),
            _ => None,
        });
        let display = parts.collect::<Vec<_>>().join("/");
        let raw = relative.to_str().is_none().then(|| base64::prelude::BASE64_STANDARD.encode(raw_bytes(relative)));
        Self { display, raw }
    }

    /// The parts of the path, the file name last.
    pub fn parts(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.display.split('/').filter(|part| !part.is_empty())
    }
}

#[cfg(unix)]
fn raw_bytes(path: &Path) -> Vec<u8> {
    use std::os::unix::ffi::OsStrExt;
    path.as_os_str().as_bytes().to_vec()
}

#[cfg(windows)]
fn raw_bytes(path: &Path) -> Vec<u8> {
    use std::os::windows::ffi::OsStrExt;
    path.as_os_str().encode_wide().flat_map(u16::to_le_bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_paths_have_forward_slashes() {
        let path = Path::new("share").join("Acme").join("2. Design").join("list.xlsx");
        let relative = RelPath::new(Path::new("share"), &path);
        assert_eq!(relative, RelPath { display: "Acme/2. Design/list.xlsx".into(), raw: None });
        assert_eq!(relative.parts().collect::<Vec<_>>(), ["Acme", "2. Design", "list.xlsx"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_path_that_is_not_unicode_keeps_its_bytes() {
        use std::os::unix::ffi::OsStrExt;
        let path = Path::new("share").join(std::ffi::OsStr::from_bytes(b"caf\xe9.csv"));
        let relative = RelPath::new(Path::new("share"), &path);
        assert_eq!(relative.display, "caf\u{fffd}.csv");
        assert_eq!(relative.raw.as_deref(), Some("Y2Fm6S5jc3Y="));
    }
}
