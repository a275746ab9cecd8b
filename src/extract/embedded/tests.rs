use super::*;
use crate::config::Limits;
use crate::extract::testing::{Heard, zip};
use std::io::Cursor;

fn hear(part: &str, bytes: &[u8], limits: Limits) -> Heard {
    let mut heard = Heard::default();
    embedded(part, &mut Cursor::new(bytes), &Options::from(limits), &mut heard).unwrap();
    heard
}

#[test]
fn places_are_told_as_places_in_the_part() {
    let heard = hear("embedded notes.txt", b"First line\n\nThird line", Limits::default());
    assert_eq!(
        heard.segment_lines(),
        ["embedded notes.txt, paragraph 1=First line", "embedded notes.txt, paragraph 3=Third line"]
    );
    let heard = hear("embedded list.csv", b"Name,Score\nAnn,1\nBob,2\n", Limits::default());
    assert_eq!(heard.cell_lines()[0], "embedded list.csv, table 1, row 1, column 1=Name");
    assert_eq!(heard.tables, 1);
}

#[test]
fn what_cannot_be_read_is_said() {
    let limits = Limits { depth: 0, ..Limits::default() };
    assert_eq!(hear("a.txt", b"text", limits).kinds(), [IncidentKind::LimitDepth]);
    assert_eq!(hear("a.bin", &[0, 1, 2, 3, 4, 5, 250], Limits::default()).kinds(), [IncidentKind::Unsupported]);
    let broken = zip(&[("_rels/.rels", b"<r/>"), ("word/document.xml", b"<w:document><w:body>")]);
    let heard = hear("a.docx", &broken, Limits::default());
    assert_eq!(heard.kinds(), [IncidentKind::Truncated]);
    assert!(heard.incidents[0].detail.starts_with("a.docx: "), "{:?}", heard.incidents);
}
