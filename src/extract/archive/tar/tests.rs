use super::*;
use crate::config::Limits;
use crate::extract::testing::{Heard, run};
use crate::incident::IncidentKind;
use proptest::prelude::*;

/// A header and its content, padded.
fn member(name: &str, kind: u8, content: &[u8]) -> Vec<u8> {
    let mut block = vec![0; 512];
    block[..name.len()].copy_from_slice(name.as_bytes());
    block[124..135].copy_from_slice(format!("{:011o}", content.len()).as_bytes());
    block[136..147].copy_from_slice(format!("{:011o}", 1_000_000_000).as_bytes());
    block[156] = kind;
    block[257..265].copy_from_slice(b"ustar\x0000");
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum::<u32>() + 8 * 32;
    block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    block.extend(content);
    block.resize(block.len().next_multiple_of(512), 0);
    block
}

fn archive(members: &[(&str, u8, &[u8])]) -> Vec<u8> {
    let mut bytes: Vec<u8> = members.iter().flat_map(|(name, kind, content)| member(name, *kind, content)).collect();
    bytes.extend([0; 1024]);
    bytes
}

#[track_caller]
fn check(bytes: &[u8], want: &[&str], incidents: &[IncidentKind]) {
    let (lines, kinds) = run(extract, bytes, &Limits::default());
    assert_eq!((lines.iter().map(String::as_str).collect::<Vec<_>>(), kinds), (want.to_vec(), incidents.to_vec()));
}

#[test]
fn members_are_read_where_they_lie() {
    let bytes = archive(&[
        ("a/", b'5', b""),
        ("a/list.txt", b'0', b"one"),
        ("link", b'2', b""),
        ("hole", b'S', b"x"),
        ("old", 0, b"two"),
    ]);
    assert!(is_tar(&bytes));
    check(
        &bytes,
        &["member a/list.txt | one", "member link | Unsupported", "member hole | Unsupported", "member old | two"],
        &[],
    );
}

#[test]
fn long_names_stand_before_their_member() {
    let long = format!("{}/list.txt", "folder".repeat(30));
    let gnu = archive(&[("././@LongLink", b'L', format!("{long}\0").as_bytes()), ("folderf", b'0', b"one")]);
    check(&gnu, &[&format!("member {long} | one")], &[]);
    let pax =
        archive(&[("x", b'x', "18 path=\u{c9}t\u{e9}.txt\n20 mtime=1700000000\n".as_bytes()), ("t", b'0', b"one")]);
    check(&pax, &["member Été.txt | one"], &[]);
    let sparse = archive(&[("x", b'x', b"22 GNU.sparse.major=1\n"), ("t", b'0', b"one")]);
    check(&sparse, &["member t | Unsupported"], &[]);
}

#[test]
fn joined_archives_are_one() {
    let bytes = [archive(&[("a", b'0', b"one")]), archive(&[("b", b'0', b"two")])].concat();
    check(&bytes, &["member a | one", "member b | two"], &[]);
}

#[test]
fn damage_is_told() {
    let bytes = archive(&[("a", b'0', b"one"), ("b", b'0', b"two")]);
    let mut broken = bytes.clone();
    broken[1024] = b'?';
    check(&broken, &["member a | one"], &[IncidentKind::Corrupt]);
    check(&bytes[..2048], &["member a | one", "member b | two"], &[IncidentKind::Truncated]);
    let large = archive(&[("a", b'0', &[b'x'; 3_000])]);
    let mut heard = Heard::default();
    let mut source = std::io::Cursor::new(&large[..1_500]);
    assert!(extract(&mut source, &Options::default(), &mut heard).is_err());
    assert_eq!(heard.members.len(), 1);
    for cut in 0..bytes.len() {
        run(extract, &bytes[..cut], &Limits::default());
    }
}

#[test]
fn limits_bite() {
    let bytes = archive(&[("a", b'0', b"one"), ("b", b'0', b"two")]);
    let kinds = |limits| run(extract, &bytes, &limits).1;
    assert_eq!(kinds(Limits { entries: 1, ..Limits::default() }), [IncidentKind::LimitEntries]);
    assert_eq!(kinds(Limits { expanded_bytes: 4, ..Limits::default() }), [IncidentKind::LimitBytes]);
    assert_eq!(kinds(Limits { seconds: 0, ..Limits::default() }), [IncidentKind::LimitTime]);
}

#[test]
fn a_huge_size_ends_it() {
    let mut bytes = archive(&[("a", b'0', b"one")]);
    bytes[124..136].copy_from_slice(&[0xFF; 12]);
    bytes[148..156].fill(b' ');
    let sum: u32 = bytes[..512].iter().map(|byte| u32::from(*byte)).sum();
    bytes[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
    // Told of the member, then of the archive.
    assert_eq!(run(extract, &bytes, &Limits::default()).1, [IncidentKind::Truncated; 2]);
}

proptest! {
    #[test]
    fn no_bytes_break_it(at in 0usize..1_600, byte: u8, cut in 0usize..2_100) {
        let mut bytes = archive(&[("x", b'x', b"19 path=abc/def.txt\n"), ("t", b'0', b"one")]);
        if let Some(place) = bytes.get_mut(at) {
            *place = byte;
        }
        bytes.truncate(cut);
        run(extract, &bytes, &Limits::default());
    }
}
