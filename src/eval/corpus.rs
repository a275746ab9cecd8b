//! Finds the labelled files and cuts them into documents: a line of exactly `---` parts one from the next.

use super::EvalError;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// One labelled document, its marks still in the text.
#[derive(Debug)]
pub(super) struct Labelled {
    /// The file it stands in, relative to the folder asked for, `/` between parts.
    pub(super) file: String,
    /// Its first line in that file, 1-based.
    pub(super) line: u64,
    /// Text, marks included.
    pub(super) text: String,
    /// Name of the format that reads it.
    pub(super) format: &'static str,
}

/// Every document below `paths`, in one stable order.
pub(super) fn load(paths: &[PathBuf]) -> Result<Vec<Labelled>, EvalError> {
    let mut documents = Vec::new();
    for root in paths {
        if !root.exists() {
            return Err(EvalError::Missing(root.clone()));
        }
        let before = documents.len();
        for entry in WalkDir::new(root).sort_by_file_name() {
            let entry = entry.map_err(|error| {
                let path = error.path().unwrap_or(root).to_owned();
                EvalError::Read { path, source: error.into() }
            })?;
            let (path, is_file) = (entry.path(), entry.file_type().is_file());
            if let Some(format) = format_of(path).filter(|_| is_file) {
                let read = |source| EvalError::Read { path: path.to_owned(), source };
                let text = std::fs::read_to_string(path).map_err(read)?;
                cut(&shown(root, path), &text, format, &mut documents);
            }
        }
        if documents.len() == before {
            return Err(EvalError::Empty(root.clone()));
        }
    }
    Ok(documents)
}

/// How many files the documents stand in.
pub(super) fn files(documents: &[Labelled]) -> u64 {
    documents.chunk_by(|one, other| one.file == other.file).count() as u64
}

fn format_of(path: &Path) -> Option<&'static str> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "txt" | "md" => Some("text"),
        "csv" | "tsv" => Some("csv"),
        _ => None,
    }
}

fn shown(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).ok().filter(|below| !below.as_os_str().is_empty());
    let below = below.unwrap_or_else(|| path.file_name().map_or(path, Path::new));
    below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Cuts the text of one file.
fn cut(file: &str, text: &str, format: &'static str, out: &mut Vec<Labelled>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut document = String::new();
    let (mut first, mut line) = (1, 1);
    let mut put = |document: &mut String, line: u64| {
        let text = std::mem::take(document);
        if !text.trim().is_empty() {
            out.push(Labelled { file: file.to_owned(), line, text, format });
        }
    };
    for whole in text.split_inclusive('\n') {
        if whole.trim_end_matches(['\n', '\r']) == "---" {
            put(&mut document, first);
            first = line + 1;
        } else {
            document.push_str(whole);
        }
        line += 1;
    }
    put(&mut document, first);
}
