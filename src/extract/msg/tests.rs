use super::*;
use crate::config::Limits;
use crate::extract::testing::{Heard, run};
use proptest::prelude::*;
use std::io::{Cursor, Write};

type File = cfb::CompoundFile<Cursor<Vec<u8>>>;

fn put(file: &mut File, place: &str, bytes: &[u8]) {
    file.create_stream(place).unwrap().write_all(bytes).unwrap();
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn fixed(header: usize, values: &[(u16, u16, i64)]) -> Vec<u8> {
    let mut bytes = vec![0; header];
    for (id, kind, value) in values {
        bytes.extend(kind.to_le_bytes());
        bytes.extend(id.to_le_bytes());
        bytes.extend([6, 0, 0, 0]);
        bytes.extend(value.to_le_bytes());
    }
    bytes
}

/// A message with a recipient, a file, a message, an object and a link.
fn message() -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    put(
        &mut file,
        "/__properties_version1.0",
        &fixed(32, &[(0x3FFD, 3, 1252), (0x0039, 0x40, 134_000_000_000_000_000)]),
    );
    put(&mut file, "/__substg1.0_001A001F", &wide("IPM.Note"));
    put(&mut file, "/__substg1.0_0037001F", &wide("Coaching"));
    put(&mut file, "/__substg1.0_0C1A001E", b"Ren\xe9e Lund");
    put(&mut file, "/__substg1.0_5D01001F", &wide("renee@lund.example"));
    put(&mut file, "/__substg1.0_1000001F", &wide("Dear Bob,\r\nsee you\r\n"));
    put(&mut file, "/__substg1.0_10130102", b"<p>Dear Bob,<p>see you<p>PS: bring Ada");
    put(&mut file, "/__substg1.0_8055101F", &[0; 8]);
    put(&mut file, "/__substg1.0_8055101F-00000000", &wide("Personal"));
    put(&mut file, "/__substg1.0_8055101F-00000001", &wide("Ada Lund"));
    file.create_storage("/__nameid_version1.0").unwrap();
    put(&mut file, "/__nameid_version1.0/__substg1.0_00020102", &[1; 16]);
    file.create_storage("/__recip_version1.0_#00000000").unwrap();
    put(&mut file, "/__recip_version1.0_#00000000/__properties_version1.0", &fixed(8, &[(0x0C15, 3, 1)]));
    put(&mut file, "/__recip_version1.0_#00000000/__substg1.0_3001001F", &wide("Bob Lund"));
    put(&mut file, "/__recip_version1.0_#00000000/__substg1.0_39FE001F", &wide("bob@lund.example"));
    for (at, method) in [1, 5, 6, 7].into_iter().enumerate() {
        let place = format!("/__attach_version1.0_#0000000{at}");
        file.create_storage(&place).unwrap();
        put(&mut file, &format!("{place}/__properties_version1.0"), &fixed(8, &[(0x3705, 3, method)]));
    }
    put(&mut file, "/__attach_version1.0_#00000000/__substg1.0_3707001F", &wide("notes.txt"));
    put(&mut file, "/__attach_version1.0_#00000000/__substg1.0_37010102", b"Ada's notes");
    let inner = "/__attach_version1.0_#00000001/__substg1.0_3701000D";
    file.create_storage(inner).unwrap();
    put(&mut file, &format!("{inner}/__properties_version1.0"), &fixed(24, &[(0x3FFD, 3, 1252)]));
    put(&mut file, &format!("{inner}/__substg1.0_0037001E"), b"Inner caf\xe9");
    put(&mut file, "/__attach_version1.0_#00000001/__substg1.0_3001001F", &wide("Inner"));
    let object = "/__attach_version1.0_#00000002/__substg1.0_3701000D";
    file.create_storage(object).unwrap();
    put(&mut file, &format!("{object}/WordDocument"), b"x");
    put(&mut file, "/__attach_version1.0_#00000003/__substg1.0_3707001F", &wide("budget.xlsx"));
    put(&mut file, "/__attach_version1.0_#00000003/__substg1.0_370D001F", &wide("https://lund.example/budget"));
    file.flush().unwrap();
    file.into_inner().into_inner()
}

fn hear(bytes: &[u8], limits: Limits) -> (Heard, Result<(), ExtractError>) {
    let mut heard = Heard::default();
    let result = extract(&mut Cursor::new(bytes), &Options::from(limits), &mut heard);
    (heard, result)
}

#[test]
fn a_message() {
    let (heard, result) = hear(&message(), Limits::default());
    assert!(result.is_ok() && heard.incidents.is_empty(), "{result:?} {:?}", heard.incidents);
    assert_eq!(
        heard.segment_lines(),
        [
            "header=From: Ren\u{e9}e Lund <renee@lund.example>",
            "header=To: Bob Lund <bob@lund.example>",
            "header=Subject: Coaching",
            "header=Date: 2025-08-18T14:13:20Z",
            "properties=Personal; Ada Lund",
            "body=Dear Bob,",
            "body=see you",
            "body, HTML version=PS: bring Ada",
            "attached link=budget.xlsx https://lund.example/budget",
        ]
    );
    assert_eq!(heard.members[0], ("notes.txt".into(), Ok(b"Ada's notes".to_vec())));
    assert_eq!(heard.members[1].0, "Inner.msg");
    let (inner, _) = hear(heard.members[1].1.as_ref().unwrap(), Limits::default());
    assert_eq!(inner.segment_lines(), ["header=Subject: Inner caf\u{e9}"]);
    assert_eq!(heard.members[2].0, "attachment 3");
    assert!(heard.members[2].1.as_ref().unwrap().starts_with(b"\xD0\xCF\x11\xE0"));
}

#[test]
fn limits_bite() {
    let kinds = |limits: Limits| run(extract, &message(), &limits).1;
    assert!(kinds(Limits { memory_bytes: 30, ..Limits::default() }).contains(&IncidentKind::LimitMemory));
    assert_eq!(kinds(Limits { entries: 2, ..Limits::default() }), [IncidentKind::LimitEntries]);
}

#[test]
fn every_cut_is_said() {
    let message = message();
    for length in (0..message.len()).step_by(61) {
        let (heard, result) = hear(&message[..length], Limits::default());
        assert!(result.is_err() || !heard.incidents.is_empty(), "{length}");
    }
}

proptest! {
    #[test]
    fn any_damage_is_survived(at in 0usize..10_000, bytes in proptest::collection::vec(any::<u8>(), 1..20)) {
        let mut message = message();
        let at = at % message.len();
        let end = (at + bytes.len()).min(message.len());
        message.splice(at..end, bytes);
        let _ = hear(&message, Limits::default());
    }
}
