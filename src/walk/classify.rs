//! What a directory entry is, by its name and metadata alone.

use std::fs::Metadata;

/// What a directory entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A file to read, hidden ones included.
    File,
    /// A file without content.
    Empty,
    /// An owner or lock file of an open document (`~$list.xlsx`), a half-written download.
    Temporary,
    /// Made by the operating system for itself (`Thumbs.db`, `desktop.ini`).
    System,
    /// A symbolic link or junction: not followed.
    Link,
    /// A device, socket or pipe: never opened.
    Special,
    /// Its content is in the cloud only.
    Placeholder,
}

impl Class {
    /// The class of an entry that is not a folder. `name` is the file name, lossy where it is not Unicode.
    pub(super) fn of(name: &str, metadata: &Metadata) -> Self {
        let kind = metadata.file_type();
        if kind.is_symlink() {
            Self::Link
        } else if !kind.is_file() {
            Self::Special
        } else if is_placeholder(metadata) {
            Self::Placeholder
        } else if let Some(class) = Self::of_name(name) {
            class
        } else if metadata.len() == 0 {
            Self::Empty
        } else {
            Self::File
        }
    }

    /// What the name alone tells: a file that a program made for itself.
    pub fn of_name(name: &str) -> Option<Self> {
        if is_system(name) {
            Some(Self::System)
        } else if is_temporary(name) {
            Some(Self::Temporary)
        } else {
            None
        }
    }
}

/// Files that Windows and macOS keep for themselves; none holds text of a person's making.
fn is_system(name: &str) -> bool {
    const NAMES: [&str; 7] =
        ["thumbs.db", "ehthumbs.db", "desktop.ini", ".ds_store", ".localized", "icon\r", "$recycle.bin"];
    NAMES.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// Office owner files hold a user name and nothing of the document; LibreOffice's locks likewise. A plain `.tmp` may be a
/// whole document saved by a crashing program, so it is read like any file.
fn is_temporary(name: &str) -> bool {
    name.starts_with("~$") || (name.starts_with(".~lock.") && name.ends_with('#'))
}

#[cfg(windows)]
fn is_placeholder(metadata: &Metadata) -> bool {
    use std::os::windows::fs::MetadataExt;
    // FILE_ATTRIBUTE_OFFLINE, RECALL_ON_OPEN, RECALL_ON_DATA_ACCESS (Win32 "File Attribute Constants").
    const CLOUD_ONLY: u32 = 0x1000 | 0x4_0000 | 0x40_0000;
    metadata.file_attributes() & CLOUD_ONLY != 0
}

#[cfg(not(windows))]
fn is_placeholder(_: &Metadata) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_system_and_temporary_files() {
        for name in ["Thumbs.db", "THUMBS.DB", "desktop.ini", ".DS_Store"] {
            assert!(is_system(name), "{name}");
        }
        for name in ["~$list.xlsx", ".~lock.list.ods#"] {
            assert!(is_temporary(name), "{name}");
        }
        for name in ["list.xlsx", "thumbs.db.xlsx", "~list.xlsx", "notes.tmp", ".hidden.csv"] {
            assert!(!is_system(name) && !is_temporary(name), "{name}");
        }
    }
}
