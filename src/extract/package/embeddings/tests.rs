use super::*;
use crate::extract::testing::{Heard, zip};
use std::io::Cursor;

fn hear(parts: &[(&str, &[u8])], limits: Limits) -> Heard {
    let mut heard = Heard::default();
    let bytes = zip(parts);
    let mut source = Cursor::new(&bytes);
    let mut package = Package::open(&mut source, &limits, &mut heard).unwrap();
    Embeddings::default().push_rest(&mut package, &Options::from(limits), &mut heard).unwrap();
    heard
}

#[test]
fn what_is_embedded_is_told_as_a_part() {
    let inner = zip(&[
        ("word/document.xml", b"<w:document><w:p><w:t>inner</w:t></w:p></w:document>"),
        ("_rels/.rels", b"<a/>"),
    ]);
    let heard = hear(
        &[("xl/embeddings/a.docx", &inner), ("xl/media/image1.png", b"x"), ("word/afchunk1.txt", b"chunk")],
        Limits::default(),
    );
    assert_eq!(
        heard.segment_lines(),
        ["embedded a.docx, document, paragraph 1=inner", "embedded afchunk1.txt, paragraph 1=chunk"]
    );
    assert_eq!(heard.kinds(), []);
}

#[test]
fn limits_count_what_came_before() {
    let big = vec![b'x'; 10_000];
    let limits = Limits { expanded_bytes: 5_000, ..Limits::default() };
    let mut heard = Heard::default();
    let bytes = zip(&[("xl/embeddings/a.txt", &big)]);
    let mut source = Cursor::new(&bytes);
    let mut package = Package::open(&mut source, &limits, &mut heard).unwrap();
    let result = Embeddings::default().push_rest(&mut package, &Options::from(limits), &mut heard);
    assert!(matches!(result, Err(ExtractError::Limit { kind: IncidentKind::LimitBytes, .. })));
    assert_eq!(
        hear(&[("xl/embeddings/a.txt", b"text")], Limits { depth: 0, ..Limits::default() }).kinds(),
        [IncidentKind::LimitDepth]
    );
}
