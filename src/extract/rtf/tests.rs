use super::*;
use crate::config::Limits;
use crate::extract::compound::testing::{self as compound, batter};
use crate::extract::testing::{self, Heard};
use crate::incident::IncidentKind;
use proptest::prelude::*;

/// A document of this body; one push a line.
#[track_caller]
fn check(body: &str, want: &[&str]) {
    let rtf = format!("{{\\rtf1\\ansi\\ansicpg1252\\deff0{body}}}");
    testing::check(FORMAT.extract, rtf.as_bytes(), want);
}

#[test]
fn characters() {
    check(
        r"Zo\'eb \u381?ak\par\u-10179?\u-8703? \u8364\'80 x",
        &["document, paragraph 1 | Body | Zoë Žak", "document, paragraph 2 | Body | \u{1f601} € x"],
    );
    check(
        "{\\fonttbl{\\f0 Arial;}{\\f1\\fcharset204 Arial;}{\\f2\\fcharset128 Gothic;}}\\f1\\'c0\\'ed\\'ed\\'e0\\f0\\'c0 {\\f2\\'8e\\'52\\'93\\'63}",
        &["document, paragraph 1 | Body | АннаÀ 山田"],
    );
    check(
        r"\uc2 a\u233ee b{\uc0\u233 c}\uc1\u233{x}\u233\par y",
        &["document, paragraph 1 | Body | aé bécéxé", "document, paragraph 2 | Body | y"],
    );
    check(
        r"A\~b\_c\-d\tab e\line f\emdash g\{\}\\ \lquote h\rquote",
        &["document, paragraph 1 | Body | A\u{a0}b-cd\te\nf\u{2014}g{}\\ \u{2018}h\u{2019}"],
    );
    check(r"\u128513?\u55357?x", &["document, paragraph 1 | Body | \u{1f601}\u{fffd}x"]);
}

#[test]
fn what_is_not_text_is_passed_over() {
    check(
        "{\\fonttbl{\\f0 Arial;}}{\\colortbl;\\red0;}{\\stylesheet{\\s1 heading 1;}}{\\*\\generator Word;}\
         {\\pict\\pngblip 89504e47}{\\*\\unknown secret{\\b more}}a\\bin5 {{}}xb{\\*\\bkmkstart x}{\\deleted c}{\\v d}",
        &["document, paragraph 1 | Body | abcd"],
    );
    testing::check(FORMAT.extract, b"{\\rtf1 Ann}\0\0\0 junk", &["document, paragraph 1 | Body | Ann"]);
}

#[test]
fn other_texts_have_their_parts() {
    check(
        r"{\info{\title Plan}{\author Ann Lee}{\company Acme}{\creatim\yr2020}{\nofpages3}}{\*\userprops{\propname Client}\proptype30{\staticval Bea Fox}}{\*\revtbl{Unknown;}{Cy Orr;}}{\header\pard Page head\par}{\footerf Foot}Body{\footnote\ftnalt An endnote}{\footnote A note} text{\*\atnid BF}{\*\atnauthor Bea Fox}{\chatn{\*\annotation{\*\atndate 12}Call Ann}}.\par{\shp{\*\shpinst\shpleft1{\sp{\sn wzDescription}{\sv A photo of Zoe}}{\sp{\sn pib}{\sv x}}{\shptxt In a box\par}}{\shprslt In a box}}",
        &[
            "properties | Property | Plan",
            "properties | Author | Ann Lee",
            "properties | Property | Acme",
            "properties | Property | Client: Bea Fox",
            "authors | Author | Cy Orr",
            "header, paragraph 1 | HeaderFooter | Page head",
            "footer, paragraph 1 | HeaderFooter | Foot",
            "endnotes, paragraph 1 | Body | An endnote",
            "footnotes, paragraph 1 | Body | A note",
            "comment authors | Author | BF",
            "comment authors | Author | Bea Fox",
            "comments, paragraph 1 | Comment | Call Ann",
            "document, paragraph 1 | Body | Body text.",
            "drawing | Body | A photo of Zoe",
            "text boxes, paragraph 1 | Body | In a box",
        ],
    );
}

#[test]
fn fields_and_their_targets() {
    check(
        r#"See {\field{\*\fldinst{HYPERLINK "mailto:ann@example.org"}}{\fldrslt{\ul Ann}}} on {\field{\*\fldinst PAGE}{\fldrslt 7}}.\par{\field\fldedit{\*\fldinst{ MERGEFIELD Name }}{\fldrslt Bob}}{\upr{\'80nsi}{\*\ud{\u381?ak}}}{\pard\outlinelevel0 A heading\par}"#,
        &[
            "document, paragraph 1 | Body | See Ann on 7.",
            "document, paragraph 1 | Body | mailto:ann@example.org",
            "document, paragraph 2 | Heading | BobŽakA heading",
            "document, paragraph 2 | Machine | MERGEFIELD Name",
        ],
    );
}

#[test]
fn mail_that_was_a_web_page() {
    check(
        r#"\fromhtml1{\*\htmltag64 <p>}{\*\htmltag84 <a href="mailto:ann@example.org?subject=x">}\htmlrtf {\htmlrtf0 Ann\htmlrtf }\htmlrtf0{\*\htmltag92 </a>}{\*\htmltag4 \par}\htmlrtf\par\htmlrtf0"#,
        &["document, paragraph 1 | Body | Ann", "document, paragraph 1 | Body | mailto:ann@example.org"],
    );
}

#[test]
fn tables_with_what_stands_in_them() {
    check(
        r"Before\par\trowd\cellx1\cellx2\pard\intbl Name\cell Fee\cell\row\trowd\intbl Ann\par Lee\cell{\footnote In a cell}\cell\row\trowd\intbl Bob\cell 42\cell\row\pard After\par\trowd\intbl Next\cell\row",
        &[
            "document, paragraph 1 | Body | Before",
            "document, table 1, row 1, column 1 | Body | Name",
            "document, table 1, row 1, column 2 | Body | Fee",
            "document, table 1, row 2, column 1 | Body | Ann\nLee",
            "document, table 1, row 3, column 1 | Body | Bob",
            "document, table 1, row 3, column 2 | Body | 42",
            "footnotes, paragraph 1 | Body | In a cell",
            "document, paragraph 9 | Body | After",
            "document, table 2, row 1, column 1 | Body | Next",
        ],
    );
    // A table in what stands in a table; the first one comes before any row of the table around it is pushed.
    check(
        r"\trowd\intbl Name{\footnote\trowd\intbl Ann\cell 1\cell\row}\cell\row\trowd\intbl B{\footnote\trowd\intbl Bob\cell 2\cell\row}\cell\row",
        &[
            "footnotes, table 1, row 1, column 1 | Body | Ann",
            "footnotes, table 1, row 1, column 2 | Body | 1",
            "document, table 1, row 1, column 1 | Body | Name",
            "document, table 1, row 2, column 1 | Body | B",
            "footnotes, paragraph 5 | Body | Bob\t2",
        ],
    );
}

#[test]
fn embedded_objects() {
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let name = |text: &str| [&(text.len() as u32 + 1).to_le_bytes()[..], text.as_bytes(), b"\0"].concat();
    let object = |class: &str, content: &[u8]| {
        let head = [&[1, 5, 0, 0, 2, 0, 0, 0][..], &name(class), &[0; 8], &(content.len() as u32).to_le_bytes()];
        format!(
            "{{\\object\\objemb{{\\*\\objclass x}}{{\\*\\objdata {}}}{{\\result A result}}}}",
            hex(&[&head.concat(), content].concat())
        )
    };
    let inner = compound::file(&[("CONTENTS", b"{\\rtf1 Inner words}")]);
    let packed = [b"\x02\0notes.txt\0\0\0\0\0\0\0\0\0\0".as_slice(), &5_u32.to_le_bytes(), b"hello"].concat();
    let body = format!(
        "{}{}{}",
        object("Word.Document.8", &inner),
        object("Package", &packed),
        "{\\object{\\*\\objdata 0105}}"
    );
    let heard = Heard::of(&FORMAT, format!("{{\\rtf1 {body}}}").as_bytes(), &Limits::default());
    assert_eq!(
        heard.segment_lines(),
        [
            "document, paragraph 1=A resultA result",
            "embedded object 1, document, paragraph 1=Inner words",
            "embedded notes.txt, paragraph 1=hello",
        ]
    );
    assert_eq!(heard.kinds(), [IncidentKind::Unsupported]);
    let heard = Heard::of(&FORMAT, format!("{{\\rtf1 {body}}}").as_bytes(), &Limits { depth: 0, ..Limits::default() });
    assert!(heard.kinds().contains(&IncidentKind::LimitDepth));
}

#[test]
fn faults_and_limits() {
    let kinds = |bytes: &[u8], limits: Limits| Heard::of(&FORMAT, bytes, &limits).kinds();
    assert_eq!(kinds(b"{\\rtf1 Ann {\\b Lee", Limits::default()), [IncidentKind::Truncated]);
    let deep = format!("{{\\rtf1 {}deep{} Ann}}", "{".repeat(300), "}".repeat(300));
    let heard = Heard::of(&FORMAT, deep.as_bytes(), &Limits::default());
    assert_eq!(
        (heard.segment_lines(), heard.kinds()),
        (vec!["document, paragraph 1= Ann".to_owned()], vec![IncidentKind::LimitDepth])
    );
    // The end comes while groups beyond the limit are open.
    let open = format!("{{\\rtf1 {}", "{".repeat(300));
    assert_eq!(kinds(open.as_bytes(), Limits::default()), [IncidentKind::LimitDepth, IncidentKind::Truncated]);
    assert_eq!(kinds(b"{\\rtf1 Ann}", Limits { seconds: 0, ..Limits::default() }), [IncidentKind::LimitTime]);
    // More than may wait for the end of a table.
    let notes = "\\trowd\\intbl Ann{\\footnote A note}\\cell\\row".repeat(50);
    let heard = Heard::of(
        &FORMAT,
        format!("{{\\rtf1 {notes}}}").as_bytes(),
        &Limits { memory_bytes: 2_000, ..Limits::default() },
    );
    assert_eq!((heard.cells.len(), heard.segments.len(), heard.kinds()), (50, 50, vec![]));
    // A paragraph, a cell and a field code without end.
    let long = "word ".repeat(500_000);
    let heard = Heard::of(&FORMAT, format!("{{\\rtf1 {long}\\par\\intbl {long}\\par}}").as_bytes(), &Limits::default());
    let length: usize = heard.segments.iter().chain([]).map(|segment| segment.text.len()).sum::<usize>()
        + heard.cells.iter().map(|cell| cell.text.len()).sum::<usize>();
    assert!(length > 4_990_000 && heard.segments.iter().all(|segment| segment.text.len() < 3 << 20), "{length}");
}

#[test]
fn any_change_comes_back() {
    let rtf = br#"{\rtf1\ansi{\fonttbl{\f0\fcharset204 A;}}{\info{\author Ann}}\f0 Zo\'eb\u-10179?\u-8703?{\header x}\trowd\intbl a\cell{\footnote b}\row\pard{\field{\*\fldinst HYPERLINK "x"}{\fldrslt y}}\bin3 abc{\object{\*\objdata 01050000}}}"#;
    batter(&FORMAT, rtf, 1);
}

proptest! {
    #[test]
    fn any_tokens_come_back(tokens in proptest::collection::vec(0usize..30, 0..200)) {
        const TOKENS: [&str; 30] = [
            "{", "}", "{\\rtf1 ", "\\par ", "\\cell ", "\\row ", "\\intbl ", "\\pard ", "{\\footnote ", "{\\header ",
            "{\\*\\fldinst ", "{\\fldrslt ", "\\u-10179?", "\\'e9", "text", "{\\*\\atnauthor ", "{\\upr ", "{\\*\\ud ",
            "{\\info ", "{\\author ", "{\\*\\objdata 0105", "\\bin2 ", "\\uc3 ", "{\\pict ", "{\\sp{\\sn a}", "{\\sv b}",
            "{\\*\\revtbl ", "\\ftnalt ", "\\nestcell ", "{\\xe ",
        ];
        let rtf: String = tokens.iter().map(|token| TOKENS[*token]).collect();
        Heard::of(&FORMAT, format!("{{\\rtf1 {rtf}").as_bytes(), &Limits { xml_depth: 20, ..Limits::default() });
    }

    #[test]
    fn any_bytes_come_back(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        Heard::of(&FORMAT, &[b"{\\rtf1 ", &bytes[..]].concat(), &Limits::default());
    }
}
