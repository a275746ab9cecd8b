use super::*;
use crate::extract::compound::testing::{self as compound, batter};
use crate::extract::testing::Heard;
use proptest::prelude::*;

mod build;

use build::*;

fn hear(bytes: &[u8]) -> Heard {
    Heard::of(&FORMAT, bytes, &Limits::default())
}

#[track_caller]
fn check(document: &Document, want: &[&str]) {
    let heard = hear(&document.file());
    assert_eq!(heard.kinds(), []);
    assert_eq!(said(&heard), want);
}

/// Segments, then cells.
fn said(heard: &Heard) -> Vec<String> {
    heard.segment_lines().into_iter().chain(heard.cell_lines()).collect()
}

#[test]
fn pieces_of_both_widths() {
    let document = Document::new(&[Run::Narrow(b"Dear Zo\xeb,\rthank "), Run::Wide("you, Żak.\r")]);
    check(&document, &["document, paragraph 1=Dear Zoë,", "document, paragraph 2=thank you, Żak."]);
}

#[test]
fn every_text_has_its_part() {
    let mut document = Document::new(&[Run::Narrow(
        b"Body\x02 text\r\x02 A footnote\r\rPage head\r\r\x05Call Ann\r\rAn endnote\r\rA box\r\r\r",
    )]);
    document.lengths([11, 14, 11, 11, 12, 7, 0]);
    document.list(36, &[&[7, 0][..], &wide("Bea Fox")].concat());
    document.list(51, &table(&["Unknown", "Cy Orr"]));
    document.list(71, &table(&["Dee Poe", "C:\\Users\\dpoe\\a.doc"]));
    check(
        &document,
        &[
            "document, paragraph 1=Body text",
            "footnotes, paragraph 1= A footnote",
            "headers and footers, paragraph 1=Page head",
            "comments, paragraph 1=Call Ann",
            "endnotes, paragraph 1=An endnote",
            "text boxes, paragraph 1=A box",
            "comment authors=Bea Fox",
            "authors=Cy Orr",
            "saved by=Dee Poe",
            "saved by=C:\\Users\\dpoe\\a.doc",
        ],
    );
}

#[test]
fn tables_by_their_marks() {
    // Without properties a mark straight after another ends the row.
    let document = Document::new(&[Run::Narrow(b"Before\rName\x07Fee\x07\x07Ann\x0742\x07\x07After\r")]);
    check(
        &document,
        &[
            "document, paragraph 1=Before",
            "document, paragraph 6=After",
            "document, table 1, row 1, column 1=Name",
            "document, table 1, row 1, column 2=Fee",
            "document, table 1, row 2, column 1=Ann",
            "document, table 1, row 2, column 2=42",
        ],
    );
    // With them, empty cells and cells of several paragraphs keep their places.
    let text = b"Name\x07\x07Fee\x07\x07Ann\rLee\x07\x0742\x07\x07\x01After\r";
    let mut document = Document::new(&[Run::Narrow(text)]);
    let in_table = Properties { in_table: true, ..Properties::default() };
    let ends_row = Properties { in_table: true, ends_row: true, ..Properties::default() };
    document.paragraphs(&[
        (5, in_table),
        (6, in_table),
        (10, in_table),
        (11, ends_row),
        (15, in_table),
        (19, in_table),
        (20, in_table),
        (23, in_table),
        (24, ends_row),
        (31, Properties { heading: true, ..Properties::default() }),
    ]);
    let heard = hear(&document.file());
    assert_eq!(
        said(&heard),
        [
            "document, paragraph 8=After",
            "document, table 1, row 1, column 1=Name",
            "document, table 1, row 1, column 3=Fee",
            "document, table 1, row 2, column 1=Ann\nLee",
            "document, table 1, row 2, column 3=42",
        ]
    );
    assert_eq!(heard.segments[0].role, crate::document::Role::Heading);
}

#[test]
fn fields_say_where_they_lead() {
    let text = b"Write to \x13 HYPERLINK \"mailto:ann@example.org\" \x14Ann\x15 or see \x13 PAGE \x147\x15.\r\x13 IF \x13 MERGEFIELD Sex \x14f\x15 \"Ms\" \x14Ms\x15 Lee\rA \x13 field without end\r";
    let document = Document::new(&[Run::Narrow(text)]);
    check(
        &document,
        &[
            "document, paragraph 1=Write to Ann or see 7.",
            "document, paragraph 1=mailto:ann@example.org",
            "document, paragraph 2=Ms Lee",
            "document, paragraph 2=IF  MERGEFIELD Sex f \"Ms\"",
            "document, paragraph 3=A  field without end",
        ],
    );
}

#[test]
fn old_documents() {
    let document = Document::word_6(b"Dear Zo\xeb,\rName\x07Ann\x07\x07thank you.\r");
    let heard = hear(&document);
    assert_eq!(heard.kinds(), []);
    assert_eq!(said(&heard)[..2], ["document, paragraph 1=Dear Zoë,", "document, paragraph 4=thank you."]);
    assert_eq!(heard.cells.len(), 2);
    let mut russian = Document::word_6(b"\xC0\xED\xED\xE0\r");
    let at = russian.windows(4).position(|bytes| bytes == [0xDC, 0xA5, 0x65, 0]).unwrap();
    russian[at + 6..at + 8].copy_from_slice(&[0x19, 0x04]);
    assert_eq!(said(&hear(&russian)), ["document, paragraph 1=Анна"]);
}

#[test]
fn objects_and_properties() {
    let mut document = Document::new(&[Run::Narrow(b"Body\r")]);
    let inner = Document::new(&[Run::Narrow(b"Inner\r")]);
    let (main, tables) = inner.streams();
    document.stream("ObjectPool/_1/WordDocument", main);
    document.stream("ObjectPool/_1/1Table", tables);
    let packed = [b"\0\0\0\0\x02\0notes.txt\0\0\0\0\0\0\0\0\0\0".as_slice(), &5_u32.to_le_bytes(), b"hello"].concat();
    document.stream("ObjectPool/_2/\u{1}Ole10Native", packed);
    document.stream("ObjectPool/_3/\u{3}EPRINT", vec![1; 9_000]);
    document.stream("ObjectPool/_4/VisioDocument", vec![1; 9_000]);
    document.stream("\u{5}SummaryInformation", compound::properties(compound::SUMMARY, &[(4, "Ann Lee")]));
    let heard = hear(&document.file());
    assert_eq!(heard.kinds(), [IncidentKind::Unsupported], "{:?}", heard.incidents);
    let mut lines = heard.segment_lines();
    lines.sort();
    assert_eq!(
        lines,
        [
            "document, paragraph 1=Body",
            "embedded notes.txt, paragraph 1=hello",
            "embedded object 1, document, paragraph 1=Inner",
            "properties=Ann Lee",
        ]
    );
}

#[test]
fn faults_and_limits() {
    let kinds = |bytes: &[u8], limits: &Limits| Heard::of(&FORMAT, bytes, limits).kinds();
    let plain = Document::new(&[Run::Narrow(b"Body text\r")]);
    let mut locked = Document::new(&[Run::Narrow(b"Body text\r")]);
    locked.lock();
    assert_eq!(kinds(&locked.file(), &Limits::default()), [IncidentKind::Encrypted]);
    assert_eq!(kinds(&compound::file(&[("Other", b"x")]), &Limits::default()), [IncidentKind::Corrupt]);
    let short = Limits { expanded_bytes: 100, ..Limits::default() };
    assert_eq!(kinds(&plain.file(), &short), [IncidentKind::LimitBytes]);
    // Without its tables, the text is read as it stands.
    let (main, _) = plain.streams();
    let heard = hear(&compound::file(&[("WordDocument", &main)]));
    assert_eq!(
        (said(&heard), heard.kinds()),
        (vec!["document, paragraph 1=Body text".to_owned()], vec![IncidentKind::Corrupt])
    );
    // A piece that claims more than there is.
    let mut long = Document::new(&[Run::Narrow(b"Body text\r")]);
    long.claim(1 << 28);
    let heard = hear(&long.file());
    assert!(heard.segment_lines()[0].starts_with("document, paragraph 1=Body text"));
    assert_eq!(heard.kinds(), [IncidentKind::Truncated]);
}

#[test]
fn any_change_comes_back() {
    let mut document =
        Document::new(&[Run::Narrow(b"Name\x07Fee\x07\x07\x13 HYPERLINK \"x\" \x14y\x15\r"), Run::Wide("you, Żak.\r")]);
    document.lengths([20, 6, 4, 3, 2, 1, 0]);
    document.paragraphs(&[(5, Properties { in_table: true, ..Properties::default() })]);
    document.list(51, &table(&["Cy Orr"]));
    let (main, tables) = document.streams();
    batter(&FORMAT, &document.file(), 11);
    for at in 0..tables.len() {
        for value in [0, 0x7F, 0xFF] {
            let mut tables = tables.clone();
            tables[at] = value;
            hear(&compound::file(&[("WordDocument", &main), ("1Table", &tables)]));
        }
    }
    for at in 0..0x300 {
        let mut main = main.clone();
        main[at] ^= 0xFF;
        hear(&compound::file(&[("WordDocument", &main), ("1Table", &tables)]));
    }
}

proptest! {
    #[test]
    fn any_text_comes_back(text in proptest::collection::vec(prop_oneof![0u8..0x20, any::<u8>()], 0..300)) {
        let document = Document::new(&[Run::Narrow(&text)]);
        hear(&document.file());
    }
}
