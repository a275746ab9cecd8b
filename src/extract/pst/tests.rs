use super::*;
use crate::config::Limits;
use crate::extract::testing::{Heard, run};
use crate::extract::tnef;
use proptest::prelude::*;
use std::io::Cursor;

mod builder;

use builder::{Builder, Value, heap_of_properties, heap_of_table};

/// A mailbox: a folder with a message that has a recipient, a short and a long file and a message attached.
fn mailbox(wide: bool, method: u8) -> Vec<u8> {
    let mut pst = Builder::new(wide, method);
    let name = |text: &str| heap_of_properties(&[(0x3001, Value::Text(text))]);
    let (root, inbox) = (pst.block(&name("")), pst.block(&name("In/box")));
    let long = pst.tree(&[vec![b'a'; 8_000], b"end".to_vec()]);
    let inner =
        pst.block(&heap_of_properties(&[(0x0037, Value::Text("\u{1}\u{1}Inner")), (0x1000, Value::Text("Bye"))]));
    let inner_below = pst.below(&[]);
    let attached = |name: &str, method: i32, value: Value<'_>| {
        heap_of_properties(&[(0x3701, value), (0x3705, Value::Number(method)), (0x3707, Value::Text(name))])
    };
    let short_data = pst.block(&attached("a.txt", 1, Value::Bytes(b"short")));
    let long_data = pst.block(&attached("b.txt", 1, Value::Node(0x8A3F)));
    let object = pst.block(&attached("Inner", 5, Value::Object(0x8A44)));
    let (long_below, object_below) = (pst.below(&[(0x8A3F, long, 0)]), pst.below(&[(0x8A44, inner, inner_below)]));
    let recipients = pst.block(&heap_of_table(&[(0x3001, "Bob Lund"), (0x39FE, "bob@lund.example")], 2));
    let below = pst.below(&[
        (0x692, recipients, 0),
        (0x8025, short_data, 0),
        (0x8045, long_data, long_below),
        (0x8065, object, object_below),
    ]);
    let message = pst.block(&heap_of_properties(&[
        (0x0037, Value::Text("\u{1}\u{5}RE: Coaching")),
        (0x0C1A, Value::Text("Zo\u{eb} Lund")),
        (0x1000, Value::Text("Dear Bob")),
        (0x8001, Value::List(&["Blue", "Ada Lund"])),
    ]));
    pst.node(0x122, root, 0, 0x122);
    pst.node(0x8022, inbox, 0, 0x122);
    pst.node(0x20_0024, message, below, 0x8022);
    pst.finish()
}

fn hear(bytes: &[u8], limits: Limits) -> (Heard, Result<(), ExtractError>) {
    let mut heard = Heard::default();
    let result = extract(&mut Cursor::new(bytes), &Options::from(limits), &mut heard);
    (heard, result)
}

#[track_caller]
fn message_of(bytes: &[u8]) -> Heard {
    let mut heard = Heard::default();
    (tnef::FORMAT.extract)(&mut Cursor::new(bytes), &Options::default(), &mut heard).unwrap();
    heard
}

#[test]
fn a_mailbox() {
    for (wide, method) in [(true, 0), (true, 1), (true, 2), (false, 1)] {
        let (heard, result) = hear(&mailbox(wide, method), Limits::default());
        assert!(result.is_ok() && heard.incidents.is_empty(), "{result:?} {:?}", heard.incidents);
        assert_eq!(heard.members.len(), 1);
        assert_eq!(heard.members[0].0, "In_box/1 RE: Coaching");
        let message = message_of(heard.members[0].1.as_ref().unwrap());
        assert_eq!(
            message.segment_lines(),
            [
                "header=From: Zo\u{eb} Lund",
                "header=To: Bob Lund <bob@lund.example>; Bob Lund <bob@lund.example>",
                "header=Subject: RE: Coaching",
                "properties=Blue; Ada Lund",
                "body=Dear Bob",
            ]
        );
        let names: Vec<&str> = message.members.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["a.txt", "b.txt", "Inner"]);
        assert_eq!(message.members[0].1.as_deref(), Ok(b"short".as_slice()));
        let long = message.members[1].1.as_ref().unwrap();
        assert!(long.len() == 8_003 && long.ends_with(b"aend"));
        let inner = message_of(message.members[2].1.as_ref().unwrap());
        assert_eq!(inner.segment_lines(), ["header=Subject: Inner", "body=Bye"]);
    }
}

#[test]
fn limits_bite() {
    let pst = mailbox(true, 1);
    let kinds = |limits: Limits| run(extract, &pst, &limits).1;
    assert_eq!(kinds(Limits { entries: 0, ..Limits::default() }), [IncidentKind::LimitEntries]);
    assert_eq!(kinds(Limits { expanded_bytes: 100, ..Limits::default() }), [IncidentKind::LimitBytes]);
    // The long attachment is no text: only what is held in memory counts.
    assert_eq!(kinds(Limits { memory_bytes: 9_000, ..Limits::default() }), []);
}

#[test]
fn other_forms_are_said() {
    let mut pst = mailbox(true, 0);
    pst[10] = 36;
    assert_eq!(run(extract, &pst, &Limits::default()).1, [IncidentKind::Unsupported]);
}

#[test]
fn every_cut_is_said() {
    let pst = mailbox(true, 1);
    for length in (0..pst.len()).step_by(97) {
        let (lines, kinds) = run(extract, &pst[..length], &Limits::default());
        assert!(!kinds.is_empty() || lines.iter().any(|line| line.contains("Truncated")), "{length} {lines:?}");
    }
}

proptest! {
    #[test]
    fn any_damage_is_survived(at: prop::sample::Index, bytes in proptest::collection::vec(any::<u8>(), 1..30), wide: bool) {
        let mut pst = mailbox(wide, 0);
        let at = at.index(pst.len());
        let end = (at + bytes.len()).min(pst.len());
        pst.splice(at..end, bytes);
        let (heard, _) = hear(&pst, Limits { expanded_bytes: 4 << 20, ..Limits::default() });
        for bytes in heard.members.iter().filter_map(|(_, content)| content.as_ref().ok()) {
            run(tnef::FORMAT.extract, bytes, &Limits::default());
        }
    }
}
