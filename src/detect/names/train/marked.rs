//! Marked documents: `[[rule|value]]` in a text, documents parted by a line of `---`.

use std::ops::Range;
use std::{fs, path::PathBuf};

/// A document and the names in it.
pub(super) struct Marked {
    /// Its file.
    pub(super) file: String,
    /// Documents of one file are of one group.
    pub(super) group: usize,
    /// Its text without marks.
    pub(super) text: String,
    /// Where names stand.
    pub(super) names: Vec<Range<usize>>,
}

impl Marked {
    /// Whether exactly these bytes are a name.
    pub(super) fn is_name(&self, span: &Range<usize>) -> bool {
        self.names.binary_search_by_key(&(span.start, span.end), |name| (name.start, name.end)).is_ok()
    }
}

impl Marked {
    /// Its lines as documents of their own: what a cell, a slide or a short note shows.
    pub(super) fn lines(&self) -> impl Iterator<Item = Self> + '_ {
        let mut start = 0;
        self.text.split('\n').map(move |line| {
            let own = start..start + line.len();
            start = own.end + 1;
            let inside = self.names.iter().filter(|name| own.contains(&name.start));
            let names = inside.map(|name| name.start - own.start..name.end - own.start).collect();
            Self { file: self.file.clone(), group: self.group, text: line.into(), names }
        })
    }
}

/// How many documents make a long one, where all name nobody or all name somebody.
const LONG: [usize; 5] = [3, 8, 20, 50, 120];
/// How many of those that name somebody stand between how many of those that name nobody.
const MIXED: [(usize, usize); 6] = [(1, 4), (2, 30), (1, 12), (6, 12), (1, 40), (12, 60)];

/// Long documents made of these: whole manuals and minutes are longer than what anyone writes for training.
pub(super) fn long(documents: &[&Marked]) -> Vec<Marked> {
    let (named, empty): (Vec<&Marked>, Vec<&Marked>) =
        documents.iter().copied().partition(|document| !document.names.is_empty());
    let (named, empty) = (strewn(&named), strewn(&empty));
    let mut long = chunks(&empty, &LONG);
    long.extend(chunks(&named, &LONG));
    let (mut named, mut empty) = (named.into_iter().cycle(), empty.into_iter().peekable());
    for (some, around) in MIXED.into_iter().cycle() {
        if empty.peek().is_none() {
            break;
        }
        let between: Vec<&Marked> = empty.by_ref().take(around).collect();
        let mut chunk = Vec::new();
        for between in between.chunks(around.div_ceil(some + 1)) {
            chunk.extend_from_slice(between);
            chunk.extend(named.next());
        }
        long.push(join(&chunk));
    }
    long
}

/// Out of their order, so that what was written in a row stands apart.
fn strewn<'m>(documents: &[&'m Marked]) -> Vec<&'m Marked> {
    let count = documents.len();
    let stride = (count * 5 / 13..)
        .find(|stride| (2..=count).all(|by| !(count.is_multiple_of(by) && stride.is_multiple_of(by))))
        .unwrap_or(1);
    (0..count).map(|at| documents[at * stride % count]).collect()
}

fn chunks(documents: &[&Marked], sizes: &[usize]) -> Vec<Marked> {
    let mut rest = documents;
    let mut chunks = Vec::new();
    for size in sizes.iter().cycle() {
        if rest.is_empty() {
            break;
        }
        let (chunk, others) = rest.split_at(*size.min(&rest.len()));
        chunks.push(join(chunk));
        rest = others;
    }
    chunks
}

fn join(documents: &[&Marked]) -> Marked {
    let (mut text, mut names) = (String::new(), Vec::new());
    for document in documents {
        names.extend(document.names.iter().map(|name| name.start + text.len()..name.end + text.len()));
        text.push_str(&document.text);
        text.push('\n');
    }
    Marked { file: "long".into(), group: 0, text, names }
}

/// All documents of a folder, in the order of file names.
pub(super) fn folder(path: &str) -> Vec<Marked> {
    let mut files: Vec<PathBuf> = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    let read = |(group, path): (usize, &PathBuf)| {
        let text = fs::read_to_string(path).unwrap();
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        text.split("\n---\n").map(|text| parse(&file, group, text)).collect::<Vec<_>>()
    };
    files.iter().enumerate().flat_map(read).collect()
}

fn parse(file: &str, group: usize, marked: &str) -> Marked {
    let (mut text, mut names) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once("[[") {
        // `[[[rule|value]], a note]`: a bracket of the text in front of a mark.
        let brackets = after.len() - after.trim_start_matches('[').len();
        let (mark, after) = after[brackets..].split_once("]]").unwrap();
        let (rule, value) = mark.split_once('|').unwrap();
        text.push_str(before);
        text.push_str(&"[".repeat(brackets));
        if rule == "person-name" || rule == "person-name?" {
            names.push(text.len()..text.len() + value.len());
        }
        text.push_str(value);
        rest = after;
    }
    text.push_str(rest);
    Marked { file: file.into(), group, text, names }
}
