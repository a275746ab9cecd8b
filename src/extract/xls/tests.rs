use super::*;
use crate::document::CellKind;
use crate::extract::compound::testing::{self as compound, batter};
use crate::extract::testing::Heard;
use proptest::prelude::*;

mod build;

use build::*;

fn hear(bytes: &[u8]) -> Heard {
    Heard::of(&FORMAT, bytes, &Limits::default())
}

/// A workbook of one sheet of these records.
fn workbook(globals: &[Vec<u8>], sheet: &[Vec<u8>]) -> Vec<u8> {
    compound::file(&[("Workbook", &book(globals, &[("Staff", 0, sheet)]))])
}

#[test]
fn cells_of_every_kind() {
    let globals = [
        record(0x41E, &[&164_u16.to_le_bytes()[..], &unicode("dd/mm/yyyy")].concat()),
        record(0xE0, &[0, 0, 0, 0]),
        record(0xE0, &[0, 0, 164, 0]),
        record(0xE0, &[0, 0, 14, 0]),
        strings(&["Name", "Ann Lee", "no one"]),
    ];
    let text = |row, column, index: u32| record(0xFD, &[&head(row, column, 0)[..], &index.to_le_bytes()].concat());
    let sheet = [
        text(0, 0, 0),
        text(1, 0, 1),
        record(0x203, &[&head(1, 1, 1)[..], &30_844_f64.to_le_bytes()].concat()),
        record(0x27E, &[&head(1, 2, 0)[..], &(42_u32 << 2 | 2).to_le_bytes()].concat()),
        record(
            0xBD,
            &[
                &[1, 0, 3, 0][..],
                &[0, 0],
                &(100_u32 << 2 | 3).to_le_bytes(),
                &[2, 0],
                &(1_u32 << 2 | 2).to_le_bytes(),
                &[4, 0],
            ]
            .concat(),
        ),
        record(0x205, &[&head(1, 5, 0)[..], &[1, 0]].concat()),
        record(0x205, &[&head(1, 6, 0)[..], &[0x2A, 1]].concat()),
        record(0x204, &[&head(1, 7, 0)[..], &unicode("Zoë Żak")].concat()),
        record(0x06, &[&head(1, 8, 0)[..], &[0, 0, 0, 0, 0, 0, 0xFF, 0xFF], &[0; 6]].concat()),
        record(0x207, &unicode("a result")),
        record(0x06, &[&head(1, 9, 0)[..], &447_700_900_123_f64.to_le_bytes(), &[0; 6]].concat()),
    ];
    let heard = hear(&workbook(&globals, &sheet));
    assert_eq!(heard.kinds(), []);
    assert_eq!(
        heard.cell_lines(),
        [
            "sheet Staff, cell A1=Name",
            "sheet Staff, cell A2=Ann Lee",
            "sheet Staff, cell B2=1984-06-11",
            "sheet Staff, cell C2=42",
            "sheet Staff, cell D2=1",
            "sheet Staff, cell E2=1900-01-01",
            "sheet Staff, cell F2=TRUE",
            "sheet Staff, cell H2=Zoë Żak",
            "sheet Staff, cell I2=a result",
            "sheet Staff, cell J2=447700900123",
        ]
    );
    assert_eq!(heard.cells[2].kind, CellKind::Date);
    assert_eq!(heard.segment_lines(), ["sheet name=Staff", "shared strings that no cell shows=no one"]);
}

#[test]
fn strings_go_on_in_other_records() {
    let mut first = vec![3, 0, 0, 0, 3, 0, 0, 0];
    first.extend([10, 0, 0]);
    first.extend(b"Annab");
    // The rest of the string is wide.
    let mut second = vec![1];
    second.extend("ellaŻ".encode_utf16().flat_map(u16::to_le_bytes));
    // A string with runs of formatting that go on in the next record.
    second.extend([3, 0, 8, 2, 0]);
    second.extend(b"Bob");
    second.extend([1, 2, 3]);
    let third = [4, 5, 6, 7, 8, 3, 0, 0, b'C', b'a', b't'];
    let globals = [record(0xFC, &first), record(0x3C, &second), record(0x3C, &third)];
    let cell = |row, index: u32| record(0xFD, &[&head(row, 0, 0)[..], &index.to_le_bytes()].concat());
    let heard = hear(&workbook(&globals, &[cell(0, 0), cell(1, 1), cell(2, 2), cell(3, 3)]));
    let texts: Vec<_> = heard.cells.iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(texts, ["AnnabellaŻ", "Bob", "Cat"]);
    assert_eq!(heard.kinds(), [IncidentKind::Corrupt], "a cell refers to a string that is not there");
}

#[test]
fn what_stands_beside_cells() {
    let link = [
        &[2, 0, 2, 0, 1, 0, 1, 0][..],
        &[0; 16],
        &[2, 0, 0, 0],
        &[3, 0, 0, 0],
        &[0xE0, 0xC9, 0xEA, 0x79, 0xF9, 0xBA, 0xCE, 0x11, 0x8C, 0x82, 0, 0xAA, 0, 0x4B, 0xA9, 0x0B],
        &50_u32.to_le_bytes(),
        &wide("mailto:ann@example.org\0"),
    ]
    .concat();
    let sheet = [
        record(0x14, &unicode("&L&\"Arial,Bold\"&10Staff list&RMay")),
        record(0x204, &[&head(0, 0, 0)[..], &unicode("Name")].concat()),
        record(0x5D, &[0x15, 0, 0x12, 0, 0x19, 0, 7, 0]),
        record(0x1B6, &[&[0; 10][..], &[9, 0], &[0; 6]].concat()),
        record(0x3C, b"\0Call Ann!"),
        record(0x5D, &[0x15, 0, 0x12, 0, 6, 0, 8, 0]),
        record(0x1B6, &[&[0; 10][..], &[5, 0], &[0; 6]].concat()),
        record(0x3C, b"\0A box"),
        record(0x204, &[&head(1, 0, 0)[..], &unicode("Ann")].concat()),
        record(0x1C, &[&[5, 0, 2, 0, 0, 0, 7, 0][..], &unicode("Bea Fox")].concat()),
        record(0x1B8, &link),
        record(
            0x1BE,
            &[
                &[0; 4][..],
                &unicode("Who"),
                &unicode("\0"),
                &unicode("A person"),
                &unicode("\0"),
                &[9, 0, 0, 0, 0x17, 5, 0],
                b"A\0B\0C",
            ]
            .concat(),
        ),
    ];
    let heard = hear(&workbook(&[record(0x5C, &unicode("Cy Orr   "))], &sheet));
    assert_eq!(heard.kinds(), []);
    assert_eq!(heard.tables, 1, "nothing stands between the rows");
    assert_eq!(
        heard.segment_lines(),
        [
            "properties=Cy Orr",
            "sheet name=Staff",
            "header and footer Staff=Staff list\nMay",
            "drawing Staff=A box",
            "comment authors Staff=Bea Fox",
            "link Staff!B3=mailto:ann@example.org",
            "data validation Staff=Who",
            "data validation Staff=A person",
            "data validation Staff=A\nB\nC",
            "comment Staff!C6=Call Ann!",
        ]
    );
}

#[test]
fn hidden_sheets_and_charts() {
    let label = |text: &str| record(0x204, &[&head(0, 0, 0)[..], &unicode(text)].concat());
    let chart = [
        record(0x809, &[0, 6, 0x20, 0, 0, 0, 0, 0]),
        record(0x100D, &[0, 0, 8, 0, b'A', b' ', b's', b'e', b'r', b'i', b'e', b's']),
        record(0x0A, &[]),
    ];
    let old: Vec<Vec<u8>> = [label("Ann")].into_iter().chain(chart).collect();
    let sheets = [("Old", 1, &old[..]), ("Older", 2, &[label("Bob")][..])];
    let heard = hear(&compound::file(&[("Workbook", &book(&[], &sheets))]));
    assert_eq!(heard.cell_lines(), ["sheet Old, cell A1=Ann", "sheet Older, cell A1=Bob"]);
    assert_eq!(
        heard.segment_lines(),
        [
            "hidden sheet: unhide it to see it=Old",
            "chart Old=A series",
            "very hidden sheet: set it visible in the Visual Basic editor to see it=Older",
        ]
    );
}

#[test]
fn old_versions() {
    // BIFF2: no container, no globals.
    let bytes: Vec<u8> = [
        record(0x09, &[2, 0, 0x10, 0]),
        record(0x42, &850_u16.to_le_bytes()),
        record(0x1E, b"\x07General"),
        record(0x1E, b"\x08dd/mm/yy"),
        record(0x04, &[&[0, 0, 0, 0, 0, 0, 0][..], b"\x05Ren\x82e"].concat()),
        record(0x02, &[&[1, 0, 0, 0, 0, 0, 0][..], &[42, 0]].concat()),
        record(0x03, &[&[1, 0, 1, 0, 0, 1, 0][..], &30_844_f64.to_le_bytes()].concat()),
        record(0x06, &[&[1, 0, 2, 0, 0, 0, 0][..], &[0, 0, 0, 0, 0, 0, 0xFF, 0xFF], &[0; 4]].concat()),
        record(0x07, b"\x03yes"),
        record(0x1C, &[&[1, 0, 0, 0, 4, 0][..], b"note"].concat()),
        record(0x0A, &[]),
    ]
    .concat();
    let heard = hear(&bytes);
    assert_eq!(heard.kinds(), []);
    let cells: Vec<_> = heard.cells.iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(cells, ["Renée", "42", "1984-06-11", "yes"]);
    assert_eq!(heard.segment_lines()[1], "comment Sheet1!A2=note");

    // BIFF5: bytes in the workbook's code page.
    let globals = [
        record(0x809, &[0, 5, 5, 0, 0, 0, 0, 0]),
        record(0x42, &1251_u16.to_le_bytes()),
        record(0x85, &[&[0, 0, 0, 0, 0, 0][..], b"\x04List"].concat()),
        record(0x0A, &[]),
    ];
    let sheet = [
        record(0x809, &[0, 5, 0x10, 0, 0, 0, 0, 0]),
        record(0x204, &[&head(0, 0, 0)[..], b"\x04\0\xC0\xED\xED\xE0"].concat()),
        record(0x0A, &[]),
    ];
    let heard = hear(&compound::file(&[("Book", &[globals.concat(), sheet.concat()].concat())]));
    assert_eq!(heard.kinds(), []);
    assert_eq!(heard.cells[0].text, "Анна");
}

#[test]
fn pivot_caches_objects_and_properties() {
    let inner = book(&[], &[("Inner", 0, &[record(0x204, &[&head(0, 0, 0)[..], &unicode("Bob")].concat())])]);
    let main = book(&[], &[("Staff", 0, &[])]);
    let set = compound::properties(compound::SUMMARY, &[(4, "Ann Lee")]);
    let bytes = compound::file(&[
        ("Workbook", &main),
        (
            "_SX_DB_CUR/0001",
            &[record(0xC7, &[&[0; 14][..], &unicode("Coach")].concat()), record(0xCD, &unicode("Bea Fox"))].concat(),
        ),
        ("MBD00000001/Workbook", &inner),
        ("\u{5}SummaryInformation", &set),
    ]);
    let heard = hear(&bytes);
    assert_eq!(heard.kinds(), []);
    assert_eq!(heard.cell_lines(), ["sheet embedded object 1, Inner, cell A1=Bob"]);
    let lines = heard.segment_lines();
    assert!(lines.contains(&"pivot table cache=Coach".to_owned()), "{lines:?}");
    assert!(lines.contains(&"pivot table cache=Bea Fox".to_owned()), "{lines:?}");
    assert_eq!(lines.last().unwrap(), "properties=Ann Lee");
}

#[test]
fn faults_and_limits() {
    let kinds = |bytes: &[u8], limits: &Limits| Heard::of(&FORMAT, bytes, limits).kinds();
    let label = |row: u16, text: &str| record(0x204, &[&head(row, 0, 0)[..], &unicode(text)].concat());
    let locked = workbook(&[record(0x2F, &[0; 6])], &[label(0, "x")]);
    assert_eq!(kinds(&locked, &Limits::default()), [IncidentKind::Encrypted]);
    let three = workbook(&[], &[label(0, "a"), label(1, "b"), label(2, "c")]);
    let heard = Heard::of(&FORMAT, &three, &Limits { cells: 2, ..Limits::default() });
    assert_eq!((heard.cells.len(), heard.kinds()), (2, vec![IncidentKind::LimitEntries]));
    let texts: Vec<String> = (0..100).map(|at| format!("a text of some length {at}")).collect();
    let many = workbook(&[strings(&texts.iter().map(String::as_str).collect::<Vec<_>>())], &[]);
    let heard = Heard::of(&FORMAT, &many, &Limits { memory_bytes: 1_000, ..Limits::default() });
    assert_eq!(heard.kinds(), [IncidentKind::LimitMemory]);
    assert_eq!(heard.segments.len(), 101, "those beyond the cap are read all the same");
    assert_eq!(kinds(&compound::file(&[("Other", b"x")]), &Limits::default()), [IncidentKind::Corrupt]);
    let nested = compound::file(&[("Workbook", &book(&[], &[])), ("MBD1/Workbook", &book(&[], &[]))]);
    assert_eq!(kinds(&nested, &Limits { depth: 0, ..Limits::default() }), [IncidentKind::LimitDepth]);
    let cut = &book(&[], &[("Staff", 0, &[label(0, "a"), label(1, "b")])]);
    let heard = hear(&compound::file(&[("Workbook", &cut[..cut.len() - 10])]));
    assert_eq!((heard.cells.len(), heard.kinds()), (1, vec![IncidentKind::Truncated]));
}

#[test]
fn rows_in_any_order() {
    let label =
        |row: u16, column: u16, text: &str| record(0x204, &[&head(row, column, 0)[..], &unicode(text)].concat());
    let heard = hear(&workbook(&[], &[label(5, 1, "b"), label(5, 0, "a"), label(0, 0, "c"), label(0, 0, "d")]));
    let texts: Vec<_> = heard.cells.iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(texts, ["a", "b", "c", "d"]);
}

#[test]
fn any_change_comes_back() {
    let sheet = [
        record(0x204, &[&head(0, 0, 0)[..], &unicode("Name")].concat()),
        record(0xFD, &[&head(1, 0, 0)[..], &[0, 0, 0, 0]].concat()),
        record(0xBD, &[1, 0, 3, 0, 0, 0, 1, 0, 0, 0, 4, 0]),
        record(0x1B6, &[&[0; 10][..], &[9, 0], &[0; 6]].concat()),
        record(0x3C, b"\0Call Ann!"),
        record(0x1C, &[&[5, 0, 2, 0, 0, 0, 7, 0][..], &unicode("Bea Fox")].concat()),
    ];
    let bare =
        book(&[strings(&["Ann Lee"]), record(0x41E, &[&[164, 0][..], &unicode("yyyy")].concat())], &[("S", 0, &sheet)]);
    // Without the container every change reaches the records.
    batter(&FORMAT, &bare, 1);
    batter(&FORMAT, &compound::file(&[("Workbook", &bare)]), 7);
}

proptest! {
    #[test]
    fn any_records_come_back(records in proptest::collection::vec((0usize..40, proptest::collection::vec(any::<u8>(), 0..40)), 0..30)) {
        const KINDS: [u16; 40] = [
            0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x0A, 0x14, 0x15, 0x1C, 0x1E, 0x22, 0x3C, 0x42, 0x43, 0x5A, 0x5C, 0x5D,
            0x7E, 0x85, 0xBD, 0xCD, 0xD6, 0xE0, 0xFC, 0xFD, 0x1B6, 0x1B8, 0x1BE, 0x203, 0x204, 0x205, 0x207, 0x27E,
            0x406, 0x41E, 0x443, 0x809, 0x100D, 0x2F,
        ];
        let bytes: Vec<u8> = records.iter().flat_map(|(kind, data)| record(KINDS[*kind], data)).collect();
        hear(&[record(0x809, &[0, 6, 5, 0, 0, 0, 0, 0]), bytes].concat());
    }
}
