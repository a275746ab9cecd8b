//! Limits, damage, and what is embedded.

use super::*;
use crate::incident::IncidentKind;

fn deck() -> Vec<u8> {
    let table = format!("<a:tbl><a:tr><a:tc>{}</a:tc></a:tr></a:tbl>", p("cell"));
    let rels = relations(&[("c", "chart", "../charts/chart1.xml"), ("e", "package", "../embeddings/list.xml")]);
    package(&[
        ("ppt/presentation.xml", "<p:p/>"),
        ("ppt/slides/slide1.xml", &slide(&[shape("", &["text"]), table].concat())),
        ("ppt/slides/_rels/slide1.xml.rels", &rels),
        (
            "ppt/charts/chart1.xml",
            "<c:chart><c:cat><c:strCache><c:pt><c:v>Leeds</c:v></c:pt></c:strCache></c:cat></c:chart>",
        ),
        ("docProps/core.xml", "<cp:coreProperties><dc:creator>Ann Inn</dc:creator></cp:coreProperties>"),
    ])
}

#[test]
fn embedded_files_are_read_as_parts_of_their_slide() {
    let rels = relations(&[("e", "package", "../embeddings/list1.xml.csv")]);
    let bytes = package(&[
        ("ppt/presentation.xml", "<p:p/>"),
        ("ppt/slides/slide1.xml", &slide("")),
        ("ppt/slides/_rels/slide1.xml.rels", &rels),
        ("ppt/embeddings/list1.xml.csv", "Name,Score\nAnn,1\nBob,2\n"),
        ("ppt/embeddings/left.txt", "left over"),
    ]);
    let (lines, kinds) = run(&bytes, &Limits::default());
    assert_eq!(kinds, []);
    assert_eq!(lines.first().unwrap(), "slide 1, embedded list1.xml.csv, table 1, row 1, column 1 | Body | Name");
    assert_eq!(lines.last().unwrap(), "embedded left.txt, paragraph 1 | Body | left over");
}

#[test]
fn limits_bite() {
    let wide = |text: &str| slide(&format!("<a:tbl><a:tr><a:tc>{}</a:tc></a:tr></a:tbl>", p(text)));
    let bytes =
        package(&[("ppt/presentation.xml", "<p:p/>"), ("ppt/slides/slide1.xml", &wide(&"long ".repeat(1_000)))]);
    let check = |limits: Limits, want: IncidentKind| assert_eq!(run(&bytes, &limits).1, [want]);
    check(Limits { memory_bytes: 1_000, ..Limits::default() }, IncidentKind::LimitMemory);
    check(Limits { expanded_bytes: 1_000, ..Limits::default() }, IncidentKind::LimitBytes);
    check(Limits { xml_depth: 4, ..Limits::default() }, IncidentKind::LimitDepth);
    check(Limits { cells: 0, ..Limits::default() }, IncidentKind::LimitEntries);
    check(Limits { seconds: 0, ..Limits::default() }, IncidentKind::LimitTime);
    let few = Limits { entries: 2, ..Limits::default() };
    assert_eq!(run(&bytes, &few).1, [IncidentKind::LimitEntries]);
    let depth = Limits { depth: 0, ..Limits::default() };
    let bytes = package(&[("ppt/presentation.xml", "<p:p/>"), ("ppt/embeddings/a.txt", "text")]);
    assert_eq!(run(&bytes, &depth).1, [IncidentKind::LimitDepth]);
}

#[test]
fn a_broken_slide_costs_that_slide() {
    let bytes = package(&[
        ("ppt/presentation.xml", "<p:p/>"),
        ("ppt/slides/slide1.xml", "<p:sld><p:sp><a:tbl><a:tr><a:tc><a:p><a:t>one"),
        ("ppt/slides/slide2.xml", &slide(&shape("", &["two"]))),
    ]);
    let (lines, kinds) = run(&bytes, &Limits::default());
    assert_eq!(lines, ["slide 1, table 1, row 1, column 1 | Body | one", "slide 2 | Body | two"]);
    assert_eq!(kinds, [IncidentKind::Truncated]);
}

#[test]
fn cyclic_parts_end() {
    let rels =
        relations(&[("a", "chartUserShapes", "../slides/slide1.xml"), ("b", "comments", "../slides/slide1.xml")]);
    let one = slide(&shape("", &["one"]));
    check(
        &[
            ("ppt/presentation.xml", "<p:p/>"),
            ("ppt/slides/slide1.xml", &one),
            ("ppt/slides/_rels/slide1.xml.rels", &rels),
        ],
        &["slide 1 | Body | one"],
    );
}

#[test]
fn a_cut_file_gives_what_is_left() {
    let whole = deck();
    for cut in 0..whole.len() {
        run(&whole[..cut], &Limits::default());
    }
    let (lines, kinds) = run(&whole[..whole.len() - 40], &Limits::default());
    assert_eq!(lines.first().unwrap(), "slide 1 | Body | text");
    assert_eq!(kinds, [IncidentKind::Truncated]);
}

#[test]
fn a_sink_may_stop() {
    let bytes = deck();
    for pushes in 0..8 {
        let result = (FORMAT.extract)(&mut Cursor::new(&bytes), &Options::default(), &mut StopAfter(pushes));
        assert!(matches!(result, Err(ExtractError::Stopped)), "{pushes}");
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        run(&bytes, &Limits::default());
    }

    #[test]
    fn any_tags_are_read(tags in proptest::collection::vec(0usize..22, 0..60)) {
        const TAGS: [&str; 22] = [
            "<a:p>", "</a:p>", "<a:t>", "</a:t>", "text", "<a:tbl>", "</a:tbl>", "<a:tr>", "</a:tr>", "<a:tc>", "</a:tc>",
            "<p:sp>", "</p:sp>", "<p:ph type='title'/>", "<p:cNvPr descr='x'/>", "<mc:AlternateContent>",
            "</mc:AlternateContent>", "<mc:Choice>", "</mc:Choice>", "<p:text>", "</p:text>", "<a:br/>",
        ];
        let body: String = tags.iter().filter_map(|tag| TAGS.get(*tag)).copied().collect();
        let comments = format!("<p:cmLst>{body}</p:cmLst>");
        let bytes = package(&[("ppt/slides/slide1.xml", &slide(&body)), ("ppt/comments/comment1.xml", &comments), ("ppt/slideMasters/slideMaster1.xml", &body)]);
        run(&bytes, &Limits::default());
    }
}
