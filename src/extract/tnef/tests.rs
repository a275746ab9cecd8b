use super::*;
use crate::config::Limits;
use crate::extract::testing::{check, run};
use proptest::prelude::*;

fn attribute(level: u8, id: u16, data: &[u8]) -> Vec<u8> {
    let mut bytes = vec![level];
    bytes.extend(id.to_le_bytes());
    bytes.extend([0, 0]);
    bytes.extend((data.len() as u32).to_le_bytes());
    bytes.extend(data);
    bytes.extend([0, 0]);
    bytes
}

fn property(kind: u16, id: u16, data: &[u8]) -> Vec<u8> {
    let mut bytes = [kind.to_le_bytes(), id.to_le_bytes()].concat();
    if id >= NAMED {
        bytes.extend([7; 16]);
        bytes.extend([0, 0, 0, 0, 9, 0, 0, 0]);
    }
    if matches!(kind, 0x1E | 0x1F | 0x102 | 0xD) {
        bytes.extend(1u32.to_le_bytes());
        bytes.extend((data.len() as u32).to_le_bytes());
        bytes.extend(data);
        bytes.resize(bytes.len().next_multiple_of(4), 0);
    } else {
        bytes.extend(data);
    }
    bytes
}

const NAMED: u16 = 0x8000;

fn list(properties: &[Vec<u8>]) -> Vec<u8> {
    [(properties.len() as u32).to_le_bytes().to_vec(), properties.concat()].concat()
}

fn file() -> Vec<u8> {
    let wide: Vec<u8> = "Zo\u{eb} Lund\0".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let recipient = list(&[property(0x1E, 0x3001, b"Bob\0"), property(0x1E, 0x39FE, b"bob@lund.example\0")]);
    let properties = [property(0x1F, 0x0C1A, &wide), property(0x1E, 0x8011, b"zoe@lund.example\0")];
    let object = [[5; 16].as_slice(), &MAGIC, &[1, 0]].concat();
    [
        [MAGIC.as_slice(), &[1, 0]].concat(),
        attribute(1, CODE_PAGE, &1252u32.to_le_bytes()),
        attribute(1, SUBJECT, b"Caf\xe9\0"),
        attribute(1, RECIPIENTS, &[1u32.to_le_bytes().to_vec(), recipient].concat()),
        attribute(1, PROPERTIES, &list(&properties)),
        attribute(1, BODY, b"Hello Bob\r\n\0"),
        attribute(2, ATTACHMENT, &[0; 14]),
        attribute(2, ATTACHED_DATA, b"text"),
        attribute(2, ATTACHED_NAME, b"LONGNA~1.TXT\0"),
        attribute(2, ATTACHED_PROPERTIES, &list(&[property(0x1E, 0x3707, b"long name.txt\0")])),
        attribute(2, ATTACHMENT, &[0; 14]),
        attribute(2, ATTACHED_PROPERTIES, &list(&[property(0x0D, OBJECT, &object)])),
    ]
    .concat()
}

#[test]
fn a_message_with_attachments() {
    check(
        extract,
        &file(),
        &[
            "header | Body | From: Zo\u{eb} Lund",
            "header | Body | To: Bob <bob@lund.example>",
            "header | Body | Subject: Caf\u{e9}",
            "properties | Machine | zoe@lund.example",
            "body | Body | Hello Bob",
            "member long name.txt | text",
            "member attachment 2 | x\u{fffd}>\"\u{1}\0",
        ],
    );
}

#[test]
fn limits_bite() {
    let of = |limits: Limits| run(extract, &file(), &limits).1;
    assert_eq!(of(Limits { entries: 1, ..Limits::default() }), [IncidentKind::LimitEntries]);
    assert_eq!(of(Limits { memory_bytes: 20, ..Limits::default() }), [IncidentKind::LimitMemory]);
    assert_eq!(of(Limits { expanded_bytes: 2, ..Limits::default() }), [IncidentKind::LimitBytes]);
}

#[test]
fn every_cut_is_read() {
    let file = file();
    for length in 0..file.len() {
        let (_, kinds) = run(extract, &file[..length], &Limits::default());
        assert!(kinds.len() < 3, "{length}: {kinds:?}");
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read(at in 6usize..500, bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
        let mut file = file();
        let at = at.min(file.len());
        file.splice(at.., bytes);
        run(extract, &file, &Limits::default());
    }
}
