use super::*;
use crate::config::Limits;
use crate::extract::testing::{self, StopAfter};
use crate::incident::IncidentKind;
use proptest::prelude::*;
use std::io::Cursor;

/// A document with this body, and further parts.
fn docx(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let document = document(body);
    let mut all = vec![("[Content_Types].xml", "<Types/>"), ("word/document.xml", document.as_str())];
    all.extend(parts);
    let all: Vec<_> = all.into_iter().map(|(name, text)| (name, text.as_bytes())).collect();
    testing::zip(&all)
}

fn document(body: &str) -> String {
    format!("<?xml version='1.0'?><w:document xmlns:w='w'><w:body>{body}</w:body></w:document>")
}

/// A paragraph of one run.
fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn tc(content: &str) -> String {
    format!("<w:tc>{content}</w:tc>")
}

#[track_caller]
fn check(body: &str, want: &[&str]) {
    check_parts(body, &[], want);
}

#[track_caller]
fn check_parts(body: &str, parts: &[(&str, &str)], want: &[&str]) {
    testing::check(FORMAT.extract, &docx(body, parts), want);
}

#[test]
fn embedded_and_inserted_files_are_read() {
    let rels = "<Relationships><Relationship Id='r1' Type='x/aFChunk' Target='/word/inserted.txt'/></Relationships>";
    let parts = [
        ("word/embeddings/notes.txt", "left over"),
        ("word/embeddings/_rels/x.rels", ""),
        ("word/inserted.txt", "inserted"),
        ("word/_rels/document.xml.rels", rels),
    ];
    let want = [
        "document, paragraph 1 | Body | text",
        "embedded inserted.txt, paragraph 1 | Body | inserted",
        "embedded notes.txt, paragraph 1 | Body | left over",
    ];
    check_parts(&p("text"), &parts, &want);
    let broken = docx(&p("text"), &[("word/embeddings/book.xlsx", "PK\u{3}\u{4}")]);
    assert_eq!(run(&broken, &Limits::default()).1.len(), 1);
}

fn run(bytes: &[u8], limits: &Limits) -> (Vec<String>, Vec<IncidentKind>) {
    testing::run(FORMAT.extract, bytes, limits)
}

#[test]
fn paragraphs_count_and_runs_join() {
    let split = "<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>Jo</w:t></w:r><w:r><w:t>hn&amp;Co</w:t>\
                 <w:tab/><w:t>x</w:t><w:br/><w:t>y</w:t><w:noBreakHyphen/><w:t>z</w:t></w:r></w:p>";
    check(
        &[p("one"), "<w:p/>".into(), split.into()].concat(),
        &["document, paragraph 1 | Body | one", "document, paragraph 3 | Body | John&Co\tx\ny-z"],
    );
}

#[test]
fn any_prefix_and_strict_files() {
    let document = "<document xmlns='http://purl.oclc.org/ooxml/wordprocessingml/main'><body><p><r><t>one</t></r></p></body></document>";
    let bytes = testing::zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document.as_bytes())]);
    testing::check(FORMAT.extract, &bytes, &["document, paragraph 1 | Body | one"]);
}

#[test]
fn headings_by_style() {
    let styled = |id: &str| format!("<w:p><w:pPr><w:pStyle w:val='{id}'/></w:pPr><w:r><w:t>{id}</w:t></w:r></w:p>");
    let styles = "<w:styles><w:style w:styleId='berschrift1'><w:name w:val='heading 1'/></w:style>\
                  <w:style w:styleId='Standard'><w:name w:val='Normal'/></w:style></w:styles>";
    check_parts(
        &[styled("berschrift1"), styled("Standard")].concat(),
        &[("word/styles.xml", styles)],
        &["document, paragraph 1 | Heading | berschrift1", "document, paragraph 2 | Body | Standard"],
    );
    check(&styled("Title"), &["document, paragraph 1 | Heading | Title"]);
}

#[test]
fn tables_with_merged_cells() {
    let wide = format!("<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{}</w:tc>", p("wide"));
    let table = format!(
        "<w:tbl><w:tblPr/><w:tr>{wide}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>",
        tc(&p("right")),
        tc(&[p("a"), p("b")].concat()),
        tc("<w:p/>"),
        tc(&p("c"))
    );
    check(
        &[p("before"), table, p("after")].concat(),
        &[
            "document, paragraph 1 | Body | before",
            "document, table 1, row 1, column 1 | Body | wide",
            "document, table 1, row 1, column 3 | Body | right",
            "document, table 1, row 2, column 1 | Body | a\nb",
            "document, table 1, row 2, column 3 | Body | c",
            "document, paragraph 2 | Body | after",
        ],
    );
}

#[test]
fn nested_tables_follow_their_outer_table() {
    let row = |cells: &str| format!("<w:tbl><w:tr>{cells}</w:tr></w:tbl>");
    let inmost = row(&tc(&p("inmost")));
    let inner = row(&tc(&[p("inner"), inmost].concat()));
    let outer = row(&[tc(&[p("first"), inner].concat()), tc(&p("second"))].concat());
    check(
        &[outer, row(&tc(&p("next")))].concat(),
        &[
            "document, table 1, row 1, column 1 | Body | first",
            "document, table 1, row 1, column 2 | Body | second",
            "document, table 2, row 1, column 1 | Body | inner",
            "document, table 3, row 1, column 1 | Body | inmost",
            "document, table 4, row 1, column 1 | Body | next",
        ],
    );
}

#[test]
fn text_boxes_are_read_once() {
    let text_box = format!("<w:txbxContent>{}</w:txbxContent>", p("boxed"));
    let both = format!(
        "<w:p><w:r><w:t>be</w:t></w:r><w:r><mc:AlternateContent><mc:Choice>{text_box}</mc:Choice><mc:Fallback><w:pict>{text_box}\
         </w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>fore</w:t></w:r></w:p>"
    );
    check(
        &[both, p("next")].concat(),
        &[
            "document, paragraph 1 | Body | boxed",
            "document, paragraph 1 | Body | before",
            "document, paragraph 2 | Body | next",
        ],
    );
    let only_fallback = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing/></mc:Choice><mc:Fallback>{text_box}</mc:Fallback>\
         </mc:AlternateContent></w:r></w:p>"
    );
    check(&only_fallback, &["document, paragraph 1 | Body | boxed"]);
}

#[test]
fn content_controls_and_tracked_changes() {
    let body = "<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>in</w:t></w:r></w:p></w:sdtContent></w:sdt>\
                <w:p><w:ins w:author='Ann Inn'><w:r><w:t>new</w:t></w:r></w:ins><w:del w:author='Bob Out'><w:r><w:delText>old</w:delText></w:r></w:del></w:p>";
    check(
        body,
        &[
            "document, paragraph 1 | Body | in",
            "document, paragraph 2 | Body | newold",
            "authors | Author | Ann Inn",
            "authors | Author | Bob Out",
        ],
    );
}

#[test]
fn field_codes_and_links() {
    let rels = "<Relationships>\
        <Relationship Id='r1' Type='x/hyperlink' Target='mailto:ann@example.org?subject=x' TargetMode='External'/>\
        <Relationship Id='r2' Type='x/hyperlink' Target='https://example.org/' TargetMode='External'/>\
        <Relationship Id='r3' Type='x/hyperlink' Target='mailto:unused@example.org' TargetMode='External'/></Relationships>";
    let link = |id: &str, text: &str| {
        format!("<w:p><w:hyperlink r:id='{id}'><w:r><w:t>{text}</w:t></w:r></w:hyperlink></w:p>")
    };
    let field = "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>HYPERLINK \"mai</w:instrText></w:r><w:r>\
        <w:instrText>lto:b@example.org\"</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>Bob</w:t></w:r>\
        <w:r><w:fldChar w:fldCharType='end'/></w:r><w:fldSimple w:instr=' PAGE '><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>";
    check_parts(
        &[link("r1", "Ann"), link("r2", "https://example.org"), field.into()].concat(),
        &[("word/_rels/document.xml.rels", rels)],
        &[
            "document, paragraph 1 | Body | Ann",
            "document, paragraph 1 | Body | mailto:ann@example.org?subject=x",
            "document, paragraph 2 | Body | https://example.org",
            "document, paragraph 3 | Body | Bob1",
            "document, paragraph 3 | Body | mailto:b@example.org",
            "document | Body | mailto:unused@example.org",
        ],
    );
}

#[test]
fn all_parts_in_order() {
    let part = |root: &str, text: &str| format!("<w:{root}>{}</w:{root}>", p(text));
    let comments = format!("<w:comments><w:comment w:author='Ann Inn'>{}</w:comment></w:comments>", p("note"));
    let mark =
        "<w:hdr><w:p><w:r><w:pict><v:shape><v:textpath string='CONFIDENTIAL'/></v:shape></w:pict></w:r></w:p></w:hdr>";
    let chart = "<c:chart><c:cat><c:strCache><c:pt><c:v>Leeds</c:v></c:pt></c:strCache></c:cat><c:val><c:numCache><c:pt><c:v>42</c:v></c:pt></c:numCache></c:val></c:chart>";
    check_parts(
        &p("body"),
        &[
            ("word/comments.xml", &comments),
            ("word/header10.xml", &part("hdr", "ten")),
            ("word/header2.xml", mark),
            ("word/footer1.xml", &part("ftr", "foot")),
            ("word/footnotes.xml", &part("footnotes", "note 1")),
            ("word/endnotes.xml", &part("endnotes", "note 2")),
            ("word/charts/chart1.xml", chart),
            ("customXml/item1.xml", "<a>one<b>two</b>three</a>"),
        ],
        &[
            "document, paragraph 1 | Body | body",
            "header, paragraph 1 | HeaderFooter | CONFIDENTIAL",
            "header, paragraph 2 | HeaderFooter | ten",
            "footer, paragraph 1 | HeaderFooter | foot",
            "footnotes, paragraph 1 | Body | note 1",
            "endnotes, paragraph 1 | Body | note 2",
            "comments, paragraph 1 | Comment | note",
            "chart, table 1, row 2, column 1 | Body | Leeds",
            "chart, table 1, row 2, column 2 | Number | 42",
            "custom data, paragraph 2 | Machine | two",
            "custom data, paragraph 1 | Machine | onethree",
            "authors | Author | Ann Inn",
        ],
    );
}

#[test]
fn properties_and_the_sensitivity_label() {
    let core = "<cp:coreProperties><dc:title>Plan</dc:title><dc:creator>Ann Inn</dc:creator></cp:coreProperties>";
    let custom =
        "<Properties><property name='MSIP_Label_0a_Name'><vt:lpwstr>Confidential</vt:lpwstr></property></Properties>";
    check_parts(
        &p("body"),
        &[("docProps/core.xml", core), ("docProps/custom.xml", custom)],
        &[
            "document, paragraph 1 | Body | body",
            "properties | Property | Plan",
            "properties | Author | Ann Inn",
            "properties | Property | MSIP_Label_0a_Name: Confidential",
        ],
    );
}

#[test]
fn the_main_part_may_have_any_name() {
    let rels = "<Relationships><Relationship Id='r' Type='x/officeDocument' Target='/odd/main.xml'/></Relationships>";
    let main_rels = "<Relationships><Relationship Id='r' Type='x/header' Target='top.xml'/></Relationships>";
    let bytes = testing::zip(&[
        ("_rels/.rels", rels.as_bytes()),
        ("odd/main.xml", document(&p("body")).as_bytes()),
        ("odd/_rels/main.xml.rels", main_rels.as_bytes()),
        ("odd/top.xml", p("top").as_bytes()),
    ]);
    let want = ["document, paragraph 1 | Body | body", "header, paragraph 1 | HeaderFooter | top"];
    testing::check(FORMAT.extract, &bytes, &want);
}

#[test]
fn a_long_paragraph_comes_in_pieces() {
    let long = "word ".repeat(60_000);
    let (lines, incidents) = run(&docx(&p(&long), &[]), &Limits::default());
    assert!(incidents.is_empty());
    let pieces: Vec<_> = lines.iter().map(|line| line.split(" | ").nth(2).unwrap()).collect();
    assert!(pieces.iter().all(|piece| piece.len() <= 64 << 10));
    assert_eq!(pieces.concat(), long.trim_end());
    assert!(lines.get(1).unwrap().starts_with(&format!("document, paragraph 1 +{}", pieces.first().unwrap().len())));
}

#[test]
fn what_came_before_the_damage_counts() {
    let whole = document(&[p("one"), p("two")].concat());
    let cut = whole.get(..whole.find("two").unwrap() + 2).unwrap();
    let bytes = testing::zip(&[("word/document.xml", cut.as_bytes()), ("word/header1.xml", p("head").as_bytes())]);
    let (lines, incidents) = run(&bytes, &Limits::default());
    let want = [
        "document, paragraph 1 | Body | one",
        "document, paragraph 2 | Body | tw",
        "header, paragraph 1 | HeaderFooter | head",
    ];
    assert_eq!((lines, incidents), (want.map(str::to_owned).to_vec(), vec![IncidentKind::Truncated]));
}

#[test]
fn a_package_cut_off_is_read_as_far_as_it_goes() {
    let bytes = docx(&[p("one"), p("two")].concat(), &[("word/header1.xml", &p("head"))]);
    let directory = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap();
    let (lines, incidents) = run(bytes.get(..directory).unwrap(), &Limits::default());
    assert_eq!((lines.len(), incidents), (3, vec![IncidentKind::Truncated]));
    let within = memchr::memmem::find(&bytes, b"word/header1.xml").unwrap() + 20;
    let (lines, incidents) = run(bytes.get(..within).unwrap(), &Limits::default());
    assert_eq!((lines.len(), incidents), (2, vec![IncidentKind::Truncated]));
}

#[test]
fn entities_do_not_grow() {
    let bomb = "<?xml version='1.0'?><!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]>";
    let document = format!("{bomb}{}", p("&b;x"));
    let (lines, _) = run(&testing::zip(&[("word/document.xml", document.as_bytes())]), &Limits::default());
    assert_eq!(lines, ["document, paragraph 1 | Body | &b;x"]);
}

#[test]
fn limits_bite_and_what_was_read_counts() {
    let deep = "<w:sdt>".repeat(300);
    let limits = Limits { xml_depth: 100, ..Limits::default() };
    let (lines, incidents) = run(&docx(&[p("one"), deep].concat(), &[]), &limits);
    assert_eq!((lines.len(), incidents), (1, vec![IncidentKind::LimitDepth]));

    let cells = tc(&p(&"word ".repeat(100))).repeat(100);
    let table = format!("<w:tbl><w:tr>{}</w:tr><w:tr>{cells}</w:tr></w:tbl>", tc(&p("first")));
    let limits = Limits { memory_bytes: 10_000, ..Limits::default() };
    let (lines, incidents) = run(&docx(&table, &[]), &limits);
    assert!(lines.len() > 15, "{}", lines.len());
    assert_eq!(incidents, [IncidentKind::LimitMemory]);

    let rows = format!("<w:tbl>{}</w:tbl>", format!("<w:tr>{}</w:tr>", tc(&p("some words"))).repeat(5_000));
    let (lines, incidents) = run(&docx(&rows, &[]), &limits);
    assert_eq!((lines.len(), incidents), (5_000, vec![]));

    let limits = Limits { expanded_bytes: 1_000, ..Limits::default() };
    let (_, incidents) = run(&docx(&p(&"word ".repeat(1_000)), &[]), &limits);
    assert_eq!(incidents, [IncidentKind::LimitBytes]);
}

#[test]
fn a_sink_may_stop() {
    let table = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", tc(&p("x")));
    let bytes = docx(&[p("one"), table].concat(), &[]);
    for pushes in 0..4 {
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
    fn any_truncated_document_is_read(cut in 0usize..2_000) {
        let table = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", tc(&p("x")));
        let mut bytes = docx(&[p("one"), table].concat(), &[("word/header1.xml", &p("head"))]);
        bytes.truncate(cut);
        run(&bytes, &Limits::default());
    }

    #[test]
    fn any_tags_are_read(tags in proptest::collection::vec(0usize..26, 0..60)) {
        const TAGS: [&str; 26] = [
            "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "text", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>",
            "</w:tc>", "<w:txbxContent>", "</w:txbxContent>", "<w:instrText>", "</w:instrText>", "<mc:AlternateContent>",
            "</mc:AlternateContent>", "<mc:Choice>", "</mc:Choice>", "<mc:Fallback>", "</mc:Fallback>", "<w:tab/>",
            "<w:gridSpan w:val='3'/>", "<w:fldChar/>",
        ];
        let body: String = tags.iter().filter_map(|tag| TAGS.get(*tag)).copied().collect();
        run(&docx(&body, &[]), &Limits::default());
    }
}

#[test]
fn variables_and_mail_merge_are_read() {
    let settings = r#"<w:settings><w:docVars><w:docVar w:name="client" w:val="Tamsin Oakeshott"/><w:docVar w:name="e" w:val=""/>
        </w:docVars><w:mailMerge><w:query w:val="SELECT * FROM delegates"/></w:mailMerge></w:settings>"#;
    let parts = [("word/document.xml", &b"<w:document/>"[..]), ("word/settings.xml", settings.as_bytes())];
    let (lines, kinds) = run(&testing::zip(&parts), &Limits::default());
    assert_eq!(
        (lines, kinds),
        (
            vec![
                "document variables | Body | client: Tamsin Oakeshott".to_owned(),
                "mail merge | Machine | SELECT * FROM delegates".to_owned(),
            ],
            vec![]
        )
    );
}
