//! Limits, broken archives and odd names.

use super::*;
use crate::extract::testing::{Heard, zip};
use std::io::Cursor;

/// Opens the package and reads one part; what went wrong on the way.
fn read(bytes: &[u8], name: &str, limits: Limits) -> (Vec<u8>, Vec<IncidentKind>) {
    let mut heard = Heard::default();
    let mut source = Cursor::new(bytes);
    let mut content = Vec::new();
    let mut run = || {
        let mut package = Package::open(&mut source, &limits, &mut heard)?;
        if let Some(mut part) = package.part(name)? {
            let mut chunk = [0; 4096];
            loop {
                match part.read(&mut chunk)? {
                    0 => break,
                    count => content.extend_from_slice(&chunk[..count]),
                }
            }
        }
        Ok::<_, ExtractError>(())
    };
    let result = run();
    let mut kinds = heard.kinds();
    kinds.extend(result.err().and_then(|error| error.incident()).map(|incident| incident.kind));
    (content, kinds)
}

#[test]
fn names_are_compared_as_packages_do() {
    let bytes = zip(&[("Xl\\Work.xml", b"1"), ("/abs.xml", b"2"), ("folder/", b"")]);
    for (name, want) in [("xl/work.xml", "1"), ("/XL/WORK.XML", "1"), ("abs.xml", "2"), ("folder/", ""), ("none", "")] {
        let (content, kinds) = read(&bytes, name, Limits::default());
        assert_eq!((content, kinds), (want.as_bytes().to_vec(), vec![]), "{name}");
    }
}

#[test]
fn expansion_is_bounded() {
    let big = vec![b'x'; 3 << 20];
    let bytes = zip(&[("a", &big)]);
    let limits = Limits { expanded_bytes: 1 << 20, ..Limits::default() };
    let (content, kinds) = read(&bytes, "a", limits);
    assert_eq!(kinds, [IncidentKind::LimitBytes]);
    assert!(content.len() > (1 << 20) - 4096, "what came before the limit was read");

    let bomb = zip(&[("a", &vec![b'x'; (64 << 20) + 100_000])]);
    let (content, kinds) = read(&bomb, "a", Limits { ratio: 100, ..Limits::default() });
    assert_eq!(kinds, [IncidentKind::LimitRatio]);
    assert!(content.len() as u64 > Limits { ratio: 0, ..Limits::default() }.unpacked(1) - 4096);
    assert_eq!(read(&bomb, "a", Limits { ratio: 10_000, ..Limits::default() }).1, []);
}

#[test]
fn time_is_bounded() {
    let (_, kinds) = read(&zip(&[("a", b"x")]), "a", Limits { seconds: 0, ..Limits::default() });
    assert_eq!(kinds, [IncidentKind::LimitTime]);
}

#[test]
fn members_are_bounded() {
    let bytes = zip(&[("a", b"1"), ("b", b"2"), ("c", b"3")]);
    let limits = Limits { entries: 2, ..Limits::default() };
    assert_eq!(read(&bytes, "b", limits), (b"2".to_vec(), vec![IncidentKind::LimitEntries]));
    assert_eq!(read(&bytes, "c", limits), (vec![], vec![IncidentKind::LimitEntries]));
}

#[test]
fn doubled_names_are_told() {
    let bytes = zip(&[("a.xml", b"1"), ("A.xml", b"2")]);
    assert_eq!(read(&bytes, "a.xml", Limits::default()), (b"1".to_vec(), vec![IncidentKind::Corrupt]));
}

#[test]
fn a_cut_package_is_truncated_and_a_changed_one_corrupt() {
    let text: Vec<u8> = (0..20_000_u32).flat_map(|number| (number.wrapping_mul(2_654_435_761)).to_le_bytes()).collect();
    let bytes = zip(&[("a", &text)]);
    for cut in [0, 10, bytes.len() / 2, bytes.len() - 30] {
        assert_eq!(read(&bytes[..cut], "a", Limits::default()).1, [IncidentKind::Truncated], "cut at {cut}");
    }
    let mut changed = bytes;
    changed[200] ^= 0x55;
    let (_, kinds) = read(&changed, "a", Limits::default());
    assert_eq!(kinds, [IncidentKind::Corrupt]);
}

#[test]
fn an_encrypted_member_is_told() {
    let mut bytes = zip(&[("a", b"secret"), ("b", b"open")]);
    // Bit 0 of the flags in the first central record.
    let central = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap();
    bytes[central + 8] |= 1;
    assert_eq!(read(&bytes, "a", Limits::default()), (vec![], vec![IncidentKind::Encrypted]));
    assert_eq!(read(&bytes, "b", Limits::default()), (b"open".to_vec(), vec![]));
    let mut only = zip(&[("a", b"secret")]);
    let central = memchr::memmem::find(&only, b"PK\x01\x02").unwrap();
    only[central + 8] |= 1;
    assert_eq!(read(&only, "a", Limits::default()).1, [IncidentKind::Encrypted]);
}

#[test]
fn members_that_share_bytes_are_refused() {
    let mut bytes = zip(&[("a", b"0123456789"), ("b", b"9876543210")]);
    let first = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap();
    let second = first + 4 + memchr::memmem::find(&bytes[first + 4..], b"PK\x01\x02").unwrap();
    // The second central record points to the first member's local header.
    bytes[second + 42..second + 46].fill(0);
    let (content, kinds) = read(&bytes, "a", Limits::default());
    assert_eq!((content, kinds), (b"0123456789".to_vec(), vec![IncidentKind::Corrupt]));
    assert_eq!(read(&bytes, "b", Limits::default()), (vec![], vec![IncidentKind::Corrupt]));
}

#[test]
fn a_directory_of_any_claimed_size_allocates_nothing() {
    let mut bytes = zip(&[("a", b"1")]);
    let limits = Limits { entries: 1, ..Limits::default() };
    let many: Vec<(String, &[u8])> = (0..5).map(|number| (number.to_string(), &b"x"[..])).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, content)| (&**name, *content)).collect();
    assert_eq!(read(&zip(&many), "0", limits), (vec![], vec![IncidentKind::LimitEntries]));
    let end = memchr::memmem::rfind(&bytes, b"PK\x05\x06").unwrap();
    bytes[end + 8..end + 12].fill(0xFF);
    bytes[end + 12..end + 16].copy_from_slice(&0xFFFF_FFF0_u32.to_le_bytes());
    assert_eq!(read(&bytes, "a", Limits::default()).1, [IncidentKind::LimitMemory]);
}
