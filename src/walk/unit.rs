//! Splits a root into client folders and streams what stands in each.

use super::{Class, Entry, RelPath, WalkError};
use crate::incident::{Incident, Stage};
use std::fs::FileType;
use std::io::Read;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// Where the client folders of a root stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// This many levels under the root (at least 1).
    Depth(usize),
    /// The root itself is one client folder.
    Client,
}

/// A client folder, or what stands above the client folders of a root.
#[derive(Clone, Debug)]
pub struct Unit {
    root: PathBuf,
    /// Client name; `None` for files that stand in no client folder.
    pub client: Option<String>,
    /// The client folder (the root itself for files in none).
    pub folder: PathBuf,
    /// Path of the client folder relative to the root; empty where the root is the client folder or there is none.
    pub prefix: RelPath,
    /// Names of the folders directly in the client folder, sorted.
    pub folders: Vec<String>,
    loose_depth: Option<usize>,
    /// Set where the root is one file: a share, or a client folder, packed in a ZIP.
    only: Option<Entry>,
}

/// Splits `root` into units: first what stands in no client folder, then the client folders by name.
pub fn units(root: &Path, layout: Layout) -> Result<Vec<Unit>, WalkError> {
    if let Some(file) = check_root(root)? {
        return Ok(vec![Unit::file(root, layout, file)]);
    }
    match layout {
        Layout::Client => Ok(vec![Unit::client(root, root.to_owned(), client_name(root))]),
        Layout::Depth(depth) => {
            let depth = depth.max(1);
            let mut units = vec![Unit::loose(root, depth)];
            let walk = WalkDir::new(root).min_depth(depth).max_depth(depth).sort_by_file_name();
            // A folder above the clients that cannot be listed is an incident of the loose unit, which meets it again.
            let folders = walk.into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_dir());
            units.extend(folders.map(|entry| {
                let name = entry.file_name().to_string_lossy().into_owned();
                Unit::client(root, entry.into_path(), name)
            }));
            Ok(units)
        }
    }
}

impl Unit {
    fn loose(root: &Path, depth: usize) -> Self {
        Self {
            root: root.to_owned(),
            client: None,
            folder: root.to_owned(),
            prefix: RelPath::new(root, root),
            folders: Vec::new(),
            loose_depth: Some(depth),
            only: None,
        }
    }

    fn file(root: &Path, layout: Layout, only: Entry) -> Self {
        let name = root.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let (client, loose_depth) = match layout {
            Layout::Client => (Some(name), None),
            Layout::Depth(depth) => (None, Some(depth.max(1))),
        };
        let prefix = RelPath::new(root, root);
        let folder = root.to_owned();
        Self { root: root.to_owned(), client, folder, prefix, folders: Vec::new(), loose_depth, only: Some(only) }
    }

    fn client(root: &Path, folder: PathBuf, name: String) -> Self {
        let prefix = RelPath::new(root, &folder);
        let folders = folder_names(&folder);
        Self { root: root.to_owned(), client: Some(name), folder, prefix, folders, loose_depth: None, only: None }
    }

    /// How many levels down the client folders stand in a ZIP that lies directly in this root: 0 where the ZIP itself is one
    /// client's. None where a ZIP is a file like any other.
    pub fn depth_in_zip(&self) -> Option<usize> {
        match (&self.client, &self.only) {
            (None, _) => self.loose_depth,
            (Some(_), Some(_)) => Some(0),
            (Some(_), None) => None,
        }
    }

    /// Everything in this unit but folders (one that cannot be listed is there, with its incident), by name, depth first.
    pub fn entries(&self) -> impl Iterator<Item = Entry> + '_ {
        let depth = self.loose_depth.unwrap_or(usize::MAX);
        // The loose unit meets the client folders at its last level and leaves them to their own units.
        let walk = WalkDir::new(&self.folder).min_depth(1).max_depth(depth).sort_by_file_name();
        // Below a file there is nothing: a root that is one is its own only entry.
        let walk = walk.into_iter().filter(|_| self.only.is_none());
        let found = walk.filter_map(move |found| match found {
            Ok(found) if found.file_type().is_dir() => None,
            Ok(found) => Some(self.entry(&found)),
            Err(error) => Some(self.unreachable(&error)),
        });
        self.only.iter().cloned().chain(found)
    }

    fn entry(&self, found: &DirEntry) -> Entry {
        let relative = RelPath::new(&self.root, found.path());
        let path = found.path().to_owned();
        match found.metadata() {
            Ok(metadata) => {
                let class = Class::of(&found.file_name().to_string_lossy(), &metadata);
                let modified = metadata.modified().ok();
                Entry { path, relative, class, bytes: metadata.len(), modified, incident: None }
            }
            Err(error) => {
                let class = class_without_metadata(found.file_type());
                let incident = walk_incident(&error);
                Entry { path, relative, class, bytes: 0, modified: None, incident: Some(incident) }
            }
        }
    }

    fn unreachable(&self, error: &walkdir::Error) -> Entry {
        let path = error.path().unwrap_or(&self.folder).to_owned();
        let relative = RelPath::new(&self.root, &path);
        let incident = Some(walk_incident(error));
        Entry { path, relative, class: Class::Special, bytes: 0, modified: None, incident }
    }

    /// How many files stand in the folder `name` of this client.
    pub fn count_files(&self, name: &str) -> usize {
        let walk = WalkDir::new(self.folder.join(name));
        walk.into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file()).count()
    }
}

/// Whether the root can be walked; the entry where it is a ZIP.
fn check_root(root: &Path) -> Result<Option<Entry>, WalkError> {
    let unreadable = |source: std::io::Error| match source.kind() {
        std::io::ErrorKind::NotFound => WalkError::Missing(root.to_owned()),
        _ => WalkError::Unreadable { path: root.to_owned(), source },
    };
    let metadata = std::fs::metadata(root).map_err(unreadable)?;
    if metadata.is_dir() {
        std::fs::read_dir(root).map_err(unreadable)?;
        return Ok(None);
    }
    if !metadata.is_file() || !is_zip(root).map_err(unreadable)? {
        return Err(WalkError::NotAFolder(root.to_owned()));
    }
    let relative = RelPath::new(root.parent().unwrap_or(Path::new("")), root);
    let (class, modified) = (Class::File, metadata.modified().ok());
    Ok(Some(Entry { path: root.to_owned(), relative, class, bytes: metadata.len(), modified, incident: None }))
}

/// Whether the file calls itself a ZIP and begins as one: Office documents begin so, too.
fn is_zip(path: &Path) -> std::io::Result<bool> {
    if !path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip")) {
        return Ok(false);
    }
    let mut head = Vec::new();
    std::fs::File::open(path)?.take(4).read_to_end(&mut head)?;
    Ok(matches!(head.as_slice(), b"PK\x03\x04" | b"PK\x05\x06"))
}

/// The name of a client folder given as `.` or `C:\Clients\Acme\` alike.
fn client_name(root: &Path) -> String {
    let absolute = std::fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
    absolute.file_name().map_or_else(|| root.display().to_string(), |name| name.to_string_lossy().into_owned())
}

fn folder_names(folder: &Path) -> Vec<String> {
    let walk = WalkDir::new(folder).min_depth(1).max_depth(1).sort_by_file_name();
    let folders = walk.into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_dir());
    folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

fn class_without_metadata(kind: FileType) -> Class {
    if kind.is_symlink() { Class::Link } else { Class::Special }
}

fn walk_incident(error: &walkdir::Error) -> Incident {
    match error.io_error() {
        Some(error) => Incident::from_io(Stage::Walk, error),
        None => Incident::new(Stage::Walk, crate::incident::IncidentKind::Io, "the folder leads back to itself"),
    }
}

#[cfg(test)]
mod tests;
