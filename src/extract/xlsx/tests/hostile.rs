//! Broken and hostile workbooks: each limit bites, and what was read before counts.

use super::*;
use proptest::prelude::*;
use std::time::Instant;

fn hear_under(bytes: &[u8], limits: Limits) -> Heard {
    Heard::of(&FORMAT, bytes, &limits)
}

/// Many rows of one number each.
fn rows(count: usize) -> String {
    sheet(&(0..count).map(|number| format!("<row><c><v>{number}</v></c></row>")).collect::<String>())
}

#[test]
fn a_broken_sheet_costs_itself_alone() {
    let heard = hear(&workbook(&[
        ("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row r='1'><c r='A1'><v>1</v></c><c r='B1'><v>2"),
        ("xl/worksheets/sheet2.xml", "no markup at all"),
        ("xl/worksheets/sheet3.xml", &sheet("<row><c><v>3</v></c></row>")),
    ]));
    assert_eq!(heard.cell_lines(), ["sheet S1, cell A1=1", "sheet S1, cell B1=2", "sheet S3, cell A1=3"]);
    assert_eq!(heard.kinds(), [IncidentKind::Truncated, IncidentKind::Corrupt]);
}

#[test]
fn a_broken_string_table_leaves_the_rest() {
    let heard = hear(&workbook(&[
        ("xl/worksheets/sheet1.xml", &sheet("<row><c t='s'><v>0</v></c><c t='s'><v>7</v></c><c><v>3</v></c></row>")),
        ("xl/sharedStrings.xml", "<sst><si><t>Ada</t></si><si><t>Bo"),
    ]));
    assert_eq!(heard.cell_lines(), ["sheet S1, cell A1=Ada", "sheet S1, cell C1=3"]);
    assert_eq!(heard.kinds(), [IncidentKind::Truncated, IncidentKind::Corrupt]);
}

#[test]
fn cells_are_bounded() {
    let bytes = workbook(&[
        (
            "xl/worksheets/sheet1.xml",
            &sheet("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c><c><v>4</v></c></row>"),
        ),
        ("xl/worksheets/sheet2.xml", &rows(2)),
        ("docProps/core.xml", "<p><title>T</title></p>"),
    ]);
    let heard = hear_under(&bytes, Limits { cells: 3, ..Limits::default() });
    assert_eq!(heard.cell_lines(), ["sheet S1, cell A1=1", "sheet S1, cell B1=2", "sheet S1, cell A2=3"]);
    assert_eq!(heard.kinds(), [IncidentKind::LimitEntries]);
    assert_eq!(heard.segment_lines(), ["sheet name=S1", "sheet name=S2", "properties=T"]);
    let heard = hear_under(&bytes, Limits { cells: 4, ..Limits::default() });
    assert_eq!((heard.cells.len(), heard.kinds()), (4, vec![IncidentKind::LimitEntries]));
    let heard = hear_under(&bytes, Limits { cells: 6, ..Limits::default() });
    assert_eq!((heard.cells.len(), heard.kinds()), (6, vec![]));
}

#[test]
fn shared_strings_are_bounded_and_none_is_unread() {
    let long = "z".repeat(3 << 20);
    let second = "s".repeat(1_000);
    let strings =
        format!("<sst><si><t>first</t></si><si><t>{second}</t></si><si><t>third</t></si><si><t>{long}</t></si></sst>");
    let bytes = workbook(&[
        ("xl/worksheets/sheet1.xml", &sheet("<row><c t='s'><v>0</v></c><c t='s'><v>2</v></c></row>")),
        ("xl/sharedStrings.xml", &strings),
    ]);
    let heard = hear_under(&bytes, Limits { memory_bytes: 500, ..Limits::default() });
    assert_eq!(heard.cell_lines(), ["sheet S1, cell A1=first"]);
    assert_eq!(heard.segment_lines()[..2], [format!("shared strings={second}"), "shared strings=third".into()]);
    let rest = heard.segments[2..].iter().filter(|segment| segment.place == "shared strings");
    let pieces: usize = rest.map(|segment| segment.text.len()).sum();
    assert_eq!(pieces, long.len());
    assert!(heard.segments.iter().all(|segment| segment.text.len() < 2 << 20));
    assert_eq!(heard.kinds(), [IncidentKind::LimitMemory]);
}

#[test]
fn expansion_and_depth_are_bounded() {
    let bytes = workbook(&[("xl/worksheets/sheet1.xml", &rows(100_000)), ("xl/worksheets/sheet2.xml", &rows(5))]);
    let heard = hear_under(&bytes, Limits { expanded_bytes: 1 << 20, ..Limits::default() });
    assert_eq!(heard.kinds(), [IncidentKind::LimitBytes]);
    assert!(heard.cells.len() > 20_000, "{} cells", heard.cells.len());

    let deep = format!("<worksheet><sheetData><row><c><v>1</v></c></row></sheetData>{}", "<x>".repeat(1_000_000));
    let heard = hear(&workbook(&[("xl/worksheets/sheet1.xml", &deep), ("xl/worksheets/sheet2.xml", &rows(1))]));
    assert_eq!((heard.cells.len(), heard.kinds()), (2, vec![IncidentKind::LimitDepth]));
}

#[test]
fn a_long_row_is_handed_over_in_pieces() {
    let long = "y".repeat(20 << 20);
    let heard = hear(&workbook(&[(
        "xl/worksheets/sheet1.xml",
        &sheet(&format!("<row r='4'><c t='inlineStr'><is><t>{long}</t></is></c><c><v>1</v></c></row>")),
    )]));
    let length: usize = heard.cells.iter().filter(|cell| cell.place.ends_with("A4")).map(|cell| cell.text.len()).sum();
    assert_eq!(length, long.len());
    assert_eq!(heard.cell_lines().last().unwrap(), "sheet S1, cell B4=1");
    assert_eq!(heard.incidents, []);
}

#[test]
fn nothing_is_quadratic() {
    let doubled = sheet(&format!("<row r='1'>{}</row>", "<c r='A1'><v>1</v></c>".repeat(200_000)));
    let backwards: String = (1..=200_000).rev().map(|row| format!("<row r='{row}'><c><v>1</v></c></row>")).collect();
    let listed = "<sheet name='a' r:id='r1'/>".repeat(200_000);
    let relations = "<Relationship Id='q' Type='t/comments' Target='none.xml'/>".repeat(200_000);
    let started = Instant::now();
    assert_eq!(hear(&workbook(&[("xl/worksheets/sheet1.xml", &doubled)])).cells.len(), 200_000);
    assert_eq!(hear(&workbook(&[("xl/worksheets/sheet1.xml", &sheet(&backwards))])).cells.len(), 200_000);
    hear(&workbook(&[
        ("xl/workbook.xml", &format!("<workbook><sheets>{listed}</sheets></workbook>")),
        ("xl/_rels/workbook.xml.rels", &format!("<Relationships>{relations}</Relationships>")),
        ("xl/worksheets/sheet1.xml", &rows(1)),
        ("xl/worksheets/_rels/sheet1.xml.rels", &format!("<Relationships>{relations}</Relationships>")),
    ]));
    assert!(started.elapsed().as_secs() < 90, "{:?}", started.elapsed());
}

#[test]
fn a_sink_that_stops_is_heeded() {
    let bytes = workbook(&[("xl/worksheets/sheet1.xml", &rows(1_000))]);
    let mut heard = Heard::stopping_after(10);
    let result = heard.listen(&FORMAT, &bytes, &Limits::default());
    assert!(matches!(result, Err(crate::extract::ExtractError::Stopped)));
    assert_eq!((heard.cells.len(), heard.incidents.len()), (10, 0));
}

/// A workbook with something of everything.
fn sample(sheet_xml: &[u8]) -> Vec<u8> {
    zip(&[
        ("xl/workbook.xml", b"<workbook><sheets><sheet name='S' id='r'/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", b"<R><Relationship Id='r' Type='t/worksheet' Target='worksheets/sheet1.xml'/></R>"),
        ("xl/worksheets/sheet1.xml", sheet_xml),
        ("xl/sharedStrings.xml", b"<sst><si><t>Ada</t></si><si><r><t>B</t></r></si></sst>"),
        ("xl/styles.xml", b"<s><numFmts><numFmt numFmtId='164' formatCode='yyyy'/></numFmts><cellXfs><xf numFmtId='164'/></cellXfs></s>"),
        ("xl/comments1.xml", b"<comments><commentList><comment ref='A1'><text><t>c</t></text></comment></commentList></comments>"),
    ])
}

const SAMPLE_SHEET: &[u8] = b"<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='inlineStr'><is><t>x</t></is></c><c r='C1' s='0'><v>30844.5</v></c><c t='str'><f>A1</f><v>y_x000D_</v></c></row></sheetData><headerFooter><oddHeader>&amp;Lh</oddHeader></headerFooter></worksheet>";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..4_000)) {
        hear(&bytes);
        hear(&[b"PK\x03\x04", &bytes[..]].concat());
        hear(&sample(&bytes));
    }

    #[test]
    fn a_cut_or_changed_file_never_panics(cut in any::<prop::sample::Index>(), changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8)) {
        let mut bytes = sample(SAMPLE_SHEET);
        for (at, byte) in &changes {
            let at = at.index(bytes.len());
            bytes[at] = *byte;
        }
        hear(&bytes);
        bytes.truncate(cut.index(bytes.len()));
        let heard = hear(&bytes);
        prop_assert!(!heard.incidents.is_empty(), "a cut file is never called clean");
    }

    #[test]
    fn changed_markup_never_panics(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..12)) {
        let mut body = SAMPLE_SHEET.to_vec();
        for (to, from) in &changes {
            let (to, from) = (to.index(body.len()), from.index(body.len()));
            body[to] = body[from];
        }
        hear(&sample(&body));
    }
}
