use super::*;
use crate::config::Limits;
use crate::extract::testing::{self, StopAfter};
use proptest::prelude::*;
use std::io::Cursor;

mod hostile;

/// A package of these parts.
fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut all = vec![("[Content_Types].xml", "<Types/>")];
    all.extend(parts);
    let all: Vec<_> = all.into_iter().map(|(name, text)| (name, text.as_bytes())).collect();
    testing::zip(&all)
}

fn relations(list: &[(&str, &str, &str)]) -> String {
    let each = list.iter().map(|(id, kind, target)| {
        let outside = if target.contains("../") || target.contains(".xml") { "" } else { " TargetMode='External'" };
        format!("<Relationship Id='{id}' Type='http://x/{kind}' Target='{target}'{outside}/>")
    });
    format!("<Relationships>{}</Relationships>", each.collect::<String>())
}

fn presentation(ids: &[&str]) -> String {
    let ids: String = ids.iter().map(|id| format!("<p:sldId id='256' r:id='{id}'/>")).collect();
    format!("<p:presentation><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>")
}

fn slide(shapes: &str) -> String {
    format!("<p:sld xmlns:p='p' xmlns:a='a'><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>")
}

/// A shape with this placeholder and these paragraphs.
fn shape(placeholder: &str, paragraphs: &[&str]) -> String {
    let paragraphs: String = paragraphs.iter().map(|text| p(text)).collect();
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id='1' name='Shape 1'/><p:nvPr>{placeholder}</p:nvPr></p:nvSpPr><p:txBody><a:bodyPr/>{paragraphs}</p:txBody></p:sp>"
    )
}

fn p(text: &str) -> String {
    format!("<a:p><a:r><a:rPr/><a:t>{text}</a:t></a:r></a:p>")
}

#[track_caller]
fn check(parts: &[(&str, &str)], want: &[&str]) {
    testing::check(FORMAT.extract, &package(parts), want);
}

fn run(bytes: &[u8], limits: &Limits) -> (Vec<String>, Vec<IncidentKind>) {
    testing::run(FORMAT.extract, bytes, limits)
}

#[test]
fn slides_come_in_their_order() {
    let rels = relations(&[("a", "slide", "slides/slide2.xml"), ("b", "slide", "slides/slide1.xml")]);
    let one = slide(&shape("", &["one &amp; <!-- -->only"]));
    let two =
        slide(&[shape("<p:ph type='ctrTitle'/>", &["Delegates"]), shape("<p:ph idx='1'/>", &["two", "more"])].concat());
    let hidden = one.replace("<p:sld ", "<p:sld show='0' ").replace("one", "three");
    let list = "<p:sectionLst><p14:section name='Ann Inn'><p14:sldIdLst><p14:sldId id='256'/></p14:sldIdLst></p14:section></p:sectionLst>";
    let main = presentation(&["a", "b"]).replace("</p:presentation>", &format!("{list}</p:presentation>"));
    check(
        &[
            ("ppt/presentation.xml", &main),
            ("ppt/_rels/presentation.xml.rels", &rels),
            ("ppt/slides/slide1.xml", &hidden),
            ("ppt/slides/slide2.xml", &two),
            ("ppt/slides/slide9.xml", &one),
        ],
        &[
            "section name | Heading | Ann Inn",
            "slide 1 | Heading | Delegates",
            "slide 1 | Body | two",
            "slide 1 | Body | more",
            "slide 2, hidden slide | Body | three & only",
            "slide 3, slide that is no longer shown, but still in the file | Body | one & only",
        ],
    );
}

#[test]
fn names_tell_where_relationships_are_missing() {
    let one = slide(&shape("", &["one"])).replace("p:", "x:").replace("a:", "");
    let ten = slide(&shape("", &["ten"]));
    check(
        &[
            ("ppt/slides/slide10.xml", &ten),
            ("ppt/slides/slide2.xml", &one),
            ("ppt/presentation.xml", "<p:presentation/>"),
        ],
        &["slide 1 | Body | one", "slide 2 | Body | ten"],
    );
}

#[test]
fn tables_are_tables() {
    let cell = |text: &str| format!("<a:tc><a:txBody>{}</a:txBody></a:tc>", p(text));
    let rows = [
        format!("<a:tr>{}{}</a:tr>", cell("Name"), cell("Score")),
        format!(
            "<a:tr><a:tc gridSpan='2'><a:txBody>{}{}</a:txBody></a:tc><a:tc hMerge='1'/></a:tr>",
            p("Ann"),
            p("Inn")
        ),
        format!("<a:tr><a:tc/>{}</a:tr>", cell("7")),
    ];
    let frame =
        format!("<p:graphicFrame><a:graphic><a:tbl><a:tblGrid/>{}</a:tbl></a:graphic></p:graphicFrame>", rows.concat());
    check(
        &[
            ("ppt/presentation.xml", "<p:p/>"),
            ("ppt/slides/slide1.xml", &slide(&[frame, shape("", &["after"])].concat())),
        ],
        &[
            "slide 1, table 1, row 1, column 1 | Body | Name",
            "slide 1, table 1, row 1, column 2 | Body | Score",
            "slide 1, table 1, row 2, column 1 | Body | Ann\nInn",
            "slide 1, table 1, row 3, column 2 | Body | 7",
            "slide 1 | Body | after",
        ],
    );
}

#[test]
fn what_belongs_to_a_slide_follows_it() {
    let rels = relations(&[
        ("n", "notesSlide", "../notesSlides/notesSlide4.xml"),
        ("c", "comments", "../comments/comment1.xml"),
        ("m", "comments", "../comments/modernComment_1_0.xml"),
        ("h", "chart", "../charts/chart1.xml"),
        ("d", "diagramData", "../diagrams/data1.xml"),
        ("t", "tags", "../tags/tag1.xml"),
        ("l", "slideLayout", "../slideLayouts/slideLayout1.xml"),
    ]);
    let reply = format!("<p188:reply authorId='{{1}}'><p188:txBody>{}</p188:txBody></p188:reply>", p("reply"));
    let modern = format!(
        "<p188:cmLst><p188:cm authorId='{{1}}'><p188:replyLst>{reply}</p188:replyLst><p188:txBody>{}</p188:txBody></p188:cm></p188:cmLst>",
        p("modern")
    );
    let chart = "<c:chartSpace><c:title><c:tx><c:rich><a:p><a:r><a:t>Scores</a:t></a:r></a:p></c:rich></c:tx></c:title><c:ser><c:tx><c:strRef><c:strCache><c:pt idx='0'><c:v>Marks</c:v></c:pt></c:strCache></c:strRef></c:tx><c:cat><c:strRef><c:strCache><c:pt idx='0'><c:v>Ann Inn</c:v></c:pt></c:strCache></c:strRef></c:cat><c:val><c:numRef><c:numCache><c:formatCode>General</c:formatCode><c:pt idx='0'><c:v>7.0</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser></c:chartSpace>";
    let notes = slide(&[shape("<p:ph type='body'/>", &["note"]), shape("<p:ph type='sldNum'/>", &["7"])].concat());
    check(
        &[
            ("ppt/presentation.xml", "<p:p/>"),
            ("ppt/slides/slide1.xml", &slide(&shape("", &["text"]))),
            ("ppt/slides/_rels/slide1.xml.rels", &rels),
            ("ppt/notesSlides/notesSlide4.xml", &notes),
            (
                "ppt/comments/comment1.xml",
                "<p:cmLst><p:cm authorId='0'><p:pos x='1'/><p:text>classic</p:text></p:cm></p:cmLst>",
            ),
            ("ppt/comments/modernComment_1_0.xml", &modern),
            ("ppt/commentAuthors.xml", "<p:cmAuthorLst><p:cmAuthor name='Ann Inn' initials='AI'/></p:cmAuthorLst>"),
            (
                "ppt/authors.xml",
                "<p188:authorLst><p188:author name='Bob Out' userId='S::bob@example.org::12'/></p188:authorLst>",
            ),
            ("ppt/changesInfos/changesInfo1.xml", "<pc:chgInfo><pc:chgData name='Cy Old' userId='1'/></pc:chgInfo>"),
            ("ppt/charts/chart1.xml", chart),
            (
                "ppt/diagrams/data1.xml",
                &format!("<dgm:dataModel><dgm:pt><dgm:t>{}</dgm:t></dgm:pt></dgm:dataModel>", p("smart")),
            ),
            ("ppt/diagrams/drawing1.xml", &format!("<dsp:drawing>{}</dsp:drawing>", p("smart"))),
            ("ppt/tags/tag1.xml", "<p:tagLst><p:tag name='OWNER' val='Di Due'/></p:tagLst>"),
            (
                "ppt/slideLayouts/slideLayout1.xml",
                &slide(&shape("<p:ph type='title'/>", &["Click to edit Master title style"])),
            ),
        ],
        &[
            "slide 1 | Body | text",
            "slide 1, notes | Body | note",
            "slide 1, comments | Comment | classic",
            "slide 1, comments | Comment | reply",
            "slide 1, comments | Comment | modern",
            "slide 1, chart | Body | Scores",
            "slide 1, chart, table 1, row 1, column 2 | Body | Marks",
            "slide 1, chart, table 1, row 2, column 1 | Body | Ann Inn",
            "slide 1, chart, table 1, row 2, column 2 | Number | 7",
            "slide 1, SmartArt | Body | smart",
            "slide 1, tags (kept by an add-in, not shown) | Machine | OWNER: Di Due",
            "authors | Author | Ann Inn",
            "authors | Author | Bob Out",
            "authors | Author | Cy Old",
            "authors | Author | bob@example.org",
        ],
    );
}

#[test]
fn masters_say_what_stands_on_every_slide_once() {
    let master = slide(
        &[
            shape("<p:ph type='title'/>", &["Click to edit Master title style"]),
            shape("<p:ph type='body'/>", &["Click to edit Master text styles", "Second level"]),
            shape("<p:ph type='ftr'/>", &["Acme, in confidence"]),
            shape("<p:ph type='body' hasCustomPrompt='1'/>", &["Name of the delegate"]),
            shape("", &["STRICTLY CONFIDENTIAL"]),
        ]
        .concat(),
    );
    check(
        &[
            ("ppt/presentation.xml", "<p:p/>"),
            ("ppt/slideMasters/slideMaster1.xml", &master),
            ("ppt/slideLayouts/slideLayout1.xml", &master),
        ],
        &[
            "slide master (View > Slide Master), paragraph 4 | HeaderFooter | Acme, in confidence",
            "slide master (View > Slide Master), paragraph 5 | Machine | Name of the delegate",
            "slide master (View > Slide Master), paragraph 6 | HeaderFooter | STRICTLY CONFIDENTIAL",
        ],
    );
}

#[test]
fn links_descriptions_and_alternatives() {
    let rels = relations(&[
        ("m", "hyperlink", "mailto:ann@example.org"),
        ("w", "hyperlink", "https://example.org/x"),
        ("u", "video", "file:///C:/Users/ann/a.mp4"),
    ]);
    let run = |id: &str, text: &str| {
        format!("<a:p><a:r><a:rPr><a:hlinkClick r:id='{id}'/></a:rPr><a:t>{text}</a:t></a:r></a:p>")
    };
    let both = format!(
        "<mc:AlternateContent><mc:Choice><p:sp>{}</p:sp></mc:Choice><mc:Fallback><p:sp>{}</p:sp></mc:Fallback></mc:AlternateContent>",
        p("once"),
        p("once")
    );
    let picture = "<p:grpSp><p:pic><p:nvPicPr><p:cNvPr name='Picture 1' descr='Ann Inn at lunch' title='Lunch'/></p:nvPicPr></p:pic></p:grpSp>";
    let number = "<p:sp><a:p><a:fld type='slidenum'><a:t>3</a:t></a:fld><a:r><a:t>a</a:t></a:r><a:br/><a:r><a:t>b</a:t></a:r></a:p></p:sp>";
    let shapes = [
        "<p:sp>".into(),
        run("m", "Ann"),
        run("w", "https://example.org/x"),
        "</p:sp>".into(),
        both,
        picture.into(),
        number.into(),
    ]
    .concat();
    check(
        &[
            ("ppt/presentation.xml", "<p:p/>"),
            ("ppt/slides/slide1.xml", &slide(&shapes)),
            ("ppt/slides/_rels/slide1.xml.rels", &rels),
        ],
        &[
            "slide 1 | Body | Ann",
            "slide 1 | Body | mailto:ann@example.org",
            "slide 1 | Body | https://example.org/x",
            "slide 1 | Body | once",
            "slide 1 | Body | Lunch",
            "slide 1 | Body | Ann Inn at lunch",
            "slide 1 | Body | a\nb",
            "slide 1 | Machine | file:///C:/Users/ann/a.mp4",
        ],
    );
}
