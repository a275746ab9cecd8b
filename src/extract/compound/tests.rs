use super::*;
use crate::extract::testing::Heard;
use crate::incident::IncidentKind;
use proptest::prelude::*;
use std::io::{Cursor, Read, Seek, SeekFrom};

/// What the file's streams hold: the names in each storage, and the bytes; or the kind of the error.
fn contents(bytes: &[u8], limits: &Limits) -> (Vec<(String, Vec<u8>)>, Vec<IncidentKind>) {
    let mut heard = Heard::default();
    let mut cursor = Cursor::new(bytes);
    let mut compound = match Compound::open(&mut cursor, limits, &mut heard) {
        Ok(compound) => compound,
        Err(error) => return (Vec::new(), vec![error.incident().unwrap().kind]),
    };
    let mut found = Vec::new();
    let mut kinds = heard.kinds();
    let entries: Vec<_> = compound.entries.iter().cloned().enumerate().filter(|(_, entry)| entry.is_stream).collect();
    for (at, entry) in entries {
        let (bytes, fault) = compound.read(at, u64::MAX);
        kinds.extend(fault.and_then(|fault| fault.incident()).map(|incident| incident.kind));
        found.push((entry.name, bytes));
    }
    found.sort();
    (found, kinds)
}

fn sample() -> Vec<u8> {
    let long: Vec<u8> = (0..20_000_u32).map(|at| at as u8).collect();
    testing::file(&[
        ("Small", b"a small stream"),
        ("Long", &long),
        ("Folder/Inner", &[7; 5_000]),
        ("Folder/Tiny", b"x"),
    ])
}

#[test]
fn streams_large_and_small() {
    let (found, kinds) = contents(&sample(), &Limits::default());
    assert_eq!(kinds, []);
    let lengths: Vec<_> = found.iter().map(|(name, bytes)| (name.as_str(), bytes.len())).collect();
    assert_eq!(lengths, [("Inner", 5_000), ("Long", 20_000), ("Small", 14), ("Tiny", 1)]);
    assert_eq!(found[2].1, b"a small stream");
    assert!(found[1].1.iter().enumerate().all(|(at, byte)| at as u8 == *byte));
}

#[test]
fn names_are_found_where_they_stand() {
    let bytes = sample();
    let mut cursor = Cursor::new(&bytes);
    let mut heard = Heard::default();
    let mut compound = Compound::open(&mut cursor, &Limits::default(), &mut heard).unwrap();
    assert!(compound.find(ROOT, "small").is_some());
    assert_eq!(compound.find(ROOT, "Inner"), None);
    let folder = compound.find_storage(ROOT, "FOLDER").unwrap();
    assert!(compound.find(folder, "Inner").is_some());
    let long = compound.find(ROOT, "Long").unwrap();
    let mut stream = compound.stream(long);
    stream.seek(SeekFrom::Start(777)).unwrap();
    let mut byte = [0];
    stream.read_exact(&mut byte).unwrap();
    assert_eq!(byte[0], 777_u32 as u8);
    assert_eq!(stream.len(), 20_000);
}

#[test]
fn a_file_that_was_cut_gives_what_is_there() {
    let bytes = sample();
    let (found, kinds) = contents(&bytes[..bytes.len() / 2], &Limits::default());
    assert!(!kinds.is_empty() && kinds.iter().all(|kind| *kind == IncidentKind::Truncated), "{kinds:?}");
    assert!(found.iter().any(|(_, bytes)| !bytes.is_empty()));
    assert_eq!(contents(&bytes[..100], &Limits::default()).1, [IncidentKind::Truncated]);
}

#[test]
fn chains_in_a_circle_end() {
    let mut bytes = sample();
    // Every sector leads to the one before it.
    let fat = 512 * (1 + u32::from_le_bytes(bytes[76..80].try_into().unwrap()) as usize);
    for at in 1..128_u32 {
        let place = fat + at as usize * 4;
        bytes[place..place + 4].copy_from_slice(&(at - 1).to_le_bytes());
    }
    let (found, _) = contents(&bytes, &Limits::default());
    assert!(found.iter().all(|(_, stream)| stream.len() <= bytes.len()));
}

#[test]
fn limits_bite() {
    let bytes = sample();
    let kinds = |limits: Limits| contents(&bytes, &limits).1;
    assert!(kinds(Limits { expanded_bytes: 9_000, ..Limits::default() }).contains(&IncidentKind::LimitBytes));
    assert_eq!(kinds(Limits { memory_bytes: 64, ..Limits::default() }), [IncidentKind::LimitMemory]);
    assert!(kinds(Limits { entries: 2, ..Limits::default() }).contains(&IncidentKind::LimitEntries));
    assert!(kinds(Limits { seconds: 0, ..Limits::default() }).contains(&IncidentKind::LimitTime));
    // The directory alone makes the same sectors many streams.
    let mut cursor = Cursor::new(&bytes);
    let mut compound =
        Compound::open(&mut cursor, &Limits { ratio: 1, ..Limits::default() }, &mut Heard::default()).unwrap();
    compound.produced = 64 << 20;
    assert!(compound.account(1).is_err());
}

#[test]
fn properties_by_their_ids() {
    let set = testing::properties(testing::SUMMARY, &[(2, "Plan"), (4, "Ann Lee"), (18, "Word"), (8, "Zo\u{eb}")]);
    let mut heard = Heard::default();
    properties::push_sets(&set, &mut heard).unwrap();
    let lines: Vec<_> = heard.segments.iter().map(|segment| (segment.role, segment.text.as_str())).collect();
    use crate::document::Role::{Author, Property};
    // The text was written as UTF-8 and is told as Windows-1252.
    assert_eq!(lines, [(Property, "Plan"), (Author, "Ann Lee"), (Author, "Zo\u{c3}\u{ab}")]);
    for cut in 0..set.len() {
        properties::push_sets(&set[..cut], &mut Heard::default()).unwrap();
    }
}

#[test]
fn packed_files_have_names() {
    let mut native = b"\x00\x00\x00\x00\x02\x00list.txt\0C:\\list.txt\0\x00\x00\x03\x00\x04\x00\x00\x00abc\0".to_vec();
    native.extend([5, 0, 0, 0]);
    native.extend(b"hello trailing");
    assert_eq!(objects::native(&native), Some(("list.txt".to_owned(), b"hello".as_slice())));
    for cut in 0..native.len() {
        let _ = objects::native(&native[..cut]);
    }
}

proptest! {
    #[test]
    fn any_file_comes_back(changes in proptest::collection::vec((0usize..3_000, any::<u8>()), 1..20), cut in 512usize..30_000) {
        let mut bytes = sample();
        for (at, value) in changes {
            bytes[at] = value;
        }
        bytes.truncate(cut);
        contents(&bytes, &Limits { expanded_bytes: 1 << 20, ..Limits::default() });
    }
}
