use super::*;
use crate::extract::testing::Heard;
use std::io::Cursor;

fn entry() -> Entry {
    Entry { name: "a.txt".into(), bytes: 3, modified: None }
}

#[test]
fn a_fault_stands_at_the_end_of_what_could_be_had() {
    let mut content = Faulty { file: Cursor::new(b"abc"), fault: ExtractError::Truncated("short".into()) };
    for _ in 0..2 {
        let mut bytes = Vec::new();
        let error = content.read_to_end(&mut bytes).unwrap_err();
        assert_eq!(bytes, b"abc");
        assert!(matches!(ExtractError::from(error), ExtractError::Truncated(_)));
        content.rewind().unwrap();
    }
}

#[test]
fn what_never_began_is_named_with_its_reason() {
    let mut heard = Heard::default();
    let fault = Some(ExtractError::Corrupt("no".into()));
    give(entry(), Cursor::new(b""), fault, &mut heard).unwrap();
    assert_eq!(heard.members, [("a.txt".into(), Err(IncidentKind::Corrupt))]);
}

#[test]
fn damage_to_a_member_is_told_of_the_archive_too() {
    let mut heard = Heard::default();
    let fault = Some(ExtractError::Corrupt("its checksum is wrong".into()));
    give(entry(), Cursor::new(b"abc"), fault, &mut heard).unwrap();
    assert_eq!((heard.members.len(), heard.kinds()), (1, vec![IncidentKind::Corrupt]));
}

#[test]
fn each_bound_bites() {
    let limits = Limits { entries: 1, ..Limits::default() };
    let mut budget = Budget::new(&limits);
    budget.admit().unwrap();
    assert!(matches!(budget.admit(), Err(ExtractError::Limit { kind: IncidentKind::LimitEntries, .. })));

    let kind = |limits: Limits, packed: u64, bytes: u64| {
        let mut heard = Heard::default();
        let mut budget = Budget::new(&limits);
        let ended = budget.hand(entry(), packed, &mut io::repeat(b'x').take(bytes), &mut heard);
        let fault = match ended {
            Err(ExtractError::Limit { kind, .. }) => Some(kind),
            Err(_) => None,
            Ok(()) => None,
        };
        (fault, heard.members.len())
    };
    let bytes = Limits { expanded_bytes: 1_000, ..Limits::default() };
    assert_eq!(kind(bytes, 10, 5_000), (Some(IncidentKind::LimitBytes), 1));
    assert_eq!(kind(bytes, 10, 900), (None, 1));
    let seconds = Limits { seconds: 0, ..Limits::default() };
    assert_eq!(kind(seconds, 10, 10), (Some(IncidentKind::LimitTime), 1));
    // A ratio is a fault of the member, not of the archive.
    let limits = Limits { ratio: 10, ..Limits::default() };
    let mut budget = Budget::new(&limits);
    let (_, fault) = budget.expand(1, &mut io::repeat(0).take(limits.unpacked(1) + 1)).unwrap();
    assert!(matches!(fault, Some(ExtractError::Limit { kind: IncidentKind::LimitRatio, .. })));
}

#[test]
fn a_window_is_a_source_of_its_own() {
    let mut source = Cursor::new(b"0123456789".to_vec());
    let mut window = Window::new(&mut source, 3, 4);
    let mut text = String::new();
    window.read_to_string(&mut text).unwrap();
    assert_eq!(text, "3456");
    assert_eq!(window.seek(SeekFrom::End(-2)).unwrap(), 2);
    text.clear();
    window.read_to_string(&mut text).unwrap();
    assert_eq!(text, "56");
    assert!(window.seek(SeekFrom::Current(-9)).is_err());
}
