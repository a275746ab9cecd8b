//! Limits, damage, encryption.

use super::*;

fn sample() -> Vec<u8> {
    let table = "<table:table table:name='S'><table:table-row><table:table-cell><text:p>cell</text:p><office:annotation><text:p>note</text:p>\
                 </office:annotation></table:table-cell></table:table-row></table:table>";
    let meta =
        "<office:document-meta><office:meta><dc:creator>Ann Inn</dc:creator></office:meta></office:document-meta>";
    package(&[("mimetype", "x"), ("content.xml", &text(&format!("<text:p>one</text:p>{table}"))), ("meta.xml", meta)])
}

#[test]
fn an_encrypted_document_is_told() {
    let manifest = "<manifest:manifest><manifest:file-entry manifest:full-path='content.xml'><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let bytes = package(&[("META-INF/manifest.xml", manifest), ("content.xml", "\u{1}\u{2}")]);
    assert_eq!(run(&bytes, &Limits::default()), (vec![], vec![IncidentKind::Encrypted]));
}

#[test]
fn limits_bite() {
    let long = text(&format!(
        "<table:table><table:table-row><table:table-cell><text:p>{}</text:p></table:table-cell></table:table-row></table:table>",
        "long ".repeat(1_000)
    ));
    let bytes = package(&[("content.xml", &long)]);
    let check = |limits: Limits, want: IncidentKind| assert_eq!(run(&bytes, &limits).1, [want]);
    check(Limits { memory_bytes: 1_000, ..Limits::default() }, IncidentKind::LimitMemory);
    check(Limits { expanded_bytes: 1_000, ..Limits::default() }, IncidentKind::LimitBytes);
    check(Limits { xml_depth: 4, ..Limits::default() }, IncidentKind::LimitDepth);
    check(Limits { cells: 0, ..Limits::default() }, IncidentKind::LimitEntries);
    check(Limits { seconds: 0, ..Limits::default() }, IncidentKind::LimitTime);
    let many = package(&[("content.xml", &long), ("a", ""), ("b", "")]);
    assert_eq!(run(&many, &Limits { entries: 2, ..Limits::default() }).1, [IncidentKind::LimitEntries]);
    let deep = package(&[("content.xml", &text("")), ("Object 1", "text")]);
    assert_eq!(run(&deep, &Limits { depth: 0, ..Limits::default() }).1, [IncidentKind::LimitDepth]);
}

#[test]
fn filled_cells_that_repeat_are_bounded() {
    let body = "<office:spreadsheet><table:table table:name='S'><table:table-row table:number-rows-repeated='4000000000'>\
                <table:table-cell table:number-columns-repeated='4000000000'><text:p>x</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>";
    let (lines, kinds) = run(&package(&[("content.xml", &content(body))]), &Limits::default());
    assert_eq!((lines.len(), kinds), (1 + 4_096, vec![]));
}

#[test]
fn a_cut_file_gives_what_is_left() {
    let whole = sample();
    for cut in 0..whole.len() {
        run(&whole[..cut], &Limits::default());
    }
    let (lines, kinds) = run(&whole[..whole.len() - 40], &Limits::default());
    assert_eq!(lines.first().unwrap(), "document, paragraph 1 | Body | one");
    assert_eq!(kinds, [IncidentKind::Truncated]);
}

#[test]
fn a_sink_may_stop() {
    let bytes = sample();
    for pushes in 0..5 {
        let result = extract(&mut Cursor::new(&bytes), &Options::default(), &mut StopAfter(pushes));
        assert!(matches!(result, Err(ExtractError::Stopped)), "{pushes}");
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        run(&bytes, &Limits::default());
    }

    #[test]
    fn any_tags_are_read(tags in proptest::collection::vec(0usize..28, 0..60)) {
        const TAGS: [&str; 28] = [
            "<text:p>", "</text:p>", "text", "<table:table table:name='n'>", "</table:table>", "<table:table-row>", "</table:table-row>",
            "<table:table-cell>", "</table:table-cell>", "<table:table-cell office:value='1'/>", "<office:annotation>",
            "</office:annotation>", "<dc:creator>", "</dc:creator>", "<text:note>", "<text:note-body>", "</text:note-body>",
            "<draw:frame>", "</draw:frame>", "<svg:desc>", "</svg:desc>", "<draw:page>", "</draw:page>", "<text:s text:c='9'/>",
            "<office:spreadsheet>", "</office:spreadsheet>", "<text:a xlink:href='tel:1'>",
            "<table:table-row table:number-rows-repeated='3'>",
        ];
        let body: String = tags.iter().filter_map(|tag| TAGS.get(*tag)).copied().collect();
        run(&package(&[("content.xml", &content(&body)), ("meta.xml", &body)]), &Limits::default());
    }
}
