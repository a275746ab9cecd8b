use super::*;
use crate::config::Limits;
use crate::extract::compound::testing::batter;
use crate::extract::testing::{Heard, zip};
use proptest::prelude::*;

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut bytes = if kind < 128 { vec![kind as u8] } else { vec![(kind & 0x7F) as u8 | 0x80, (kind >> 7) as u8] };
    let mut length = data.len();
    while length > 127 {
        bytes.push((length & 0x7F) as u8 | 0x80);
        length >>= 7;
    }
    bytes.push(length as u8);
    bytes.extend(data);
    bytes
}

fn string(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut bytes = (units.len() as u32).to_le_bytes().to_vec();
    bytes.extend(units.into_iter().flat_map(u16::to_le_bytes));
    bytes
}

fn row(number: u32) -> Vec<u8> {
    record(0, &[&number.to_le_bytes()[..], &[0; 13]].concat())
}

fn cell(kind: u16, column: u32, style: u32, value: &[u8]) -> Vec<u8> {
    record(kind, &[&column.to_le_bytes()[..], &style.to_le_bytes(), value].concat())
}

const RELATIONS: &str = "<Relationships><Relationship Id='rId1' Type='x/worksheet' Target='worksheets/sheet1.bin'/>\
    <Relationship Id='rId2' Type='x/worksheet' Target='worksheets/sheet2.bin'/></Relationships>";
const SHEET_RELATIONS: &str = "<Relationships><Relationship Id='rId1' Type='x/comments' Target='../comments1.bin'/>\
    <Relationship Id='rId2' Type='x/hyperlink' Target='mailto:ann@example.org' TargetMode='External'/></Relationships>";

/// A workbook of a sheet and a hidden one.
fn workbook(first: &[Vec<u8>], second: &[Vec<u8>], more: &[(&str, &[u8])]) -> Vec<u8> {
    let listed = |state: u32, id: &str, name: &str| {
        record(156, &[&state.to_le_bytes()[..], &[1, 0, 0, 0], &string(id), &string(name)].concat())
    };
    let names = [
        record(131, &[]),
        record(153, &[0; 8]),
        record(143, &[]),
        listed(0, "rId1", "Staff"),
        listed(2, "rId2", "Old"),
        record(144, &[]),
        record(157, &[0; 26]),
    ];
    let format = |id: u16, code: &str| record(44, &[&id.to_le_bytes()[..], &string(code)].concat());
    let style = |format: u16| record(47, &[&[0, 0][..], &format.to_le_bytes(), &[0; 12]].concat());
    let styles = [
        record(615, &1_u32.to_le_bytes()),
        format(164, "dd/mm/yyyy"),
        record(616, &[]),
        record(626, &1_u32.to_le_bytes()),
        style(164),
        record(627, &[]),
        record(617, &2_u32.to_le_bytes()),
        style(0),
        style(164),
        record(618, &[]),
    ];
    let text = |text: &str| record(19, &[&[0][..], &string(text)].concat());
    // A count of strings that would take all memory there is.
    let strings = [record(159, &[0xFF; 8]), text("Name"), text("Ann Lee"), text("no one"), record(160, &[])];
    let sheet = |records: &[Vec<u8>]| {
        let (begin, end) = ([record(129, &[]), record(148, &[0; 16]), record(145, &[])], [record(146, &[])]);
        [begin.concat(), records.concat(), end.concat()].concat()
    };
    let (first, second) = (sheet(first), sheet(second));
    let (names, styles, strings) = (names.concat(), styles.concat(), strings.concat());
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/workbook.bin", &names),
        ("xl/_rels/workbook.bin.rels", RELATIONS.as_bytes()),
        ("xl/styles.bin", &styles),
        ("xl/sharedStrings.bin", &strings),
        ("xl/worksheets/sheet1.bin", &first),
        ("xl/worksheets/sheet2.bin", &second),
    ];
    parts.extend(more);
    zip(&parts)
}

fn cells() -> Vec<Vec<u8>> {
    vec![
        row(0),
        cell(7, 0, 0, &[0, 0, 0, 0]),
        row(1),
        cell(7, 0, 0, &[1, 0, 0, 0]),
        cell(5, 1, 1, &30_844_f64.to_le_bytes()),
        cell(2, 2, 0, &(42_u32 << 2 | 2).to_le_bytes()),
        cell(3, 3, 0, &[0x2A]),
        cell(4, 4, 0, &[1]),
        cell(6, 5, 0, &string("Zoë")),
        cell(8, 6, 0, &[string("a result"), vec![0; 10]].concat()),
        cell(9, 7, 0, &[&447_700_900_123_f64.to_le_bytes()[..], &[0; 10]].concat()),
    ]
}

fn hear(bytes: &[u8]) -> Heard {
    Heard::of(&FORMAT, bytes, &Limits::default())
}

#[test]
fn cells_of_every_kind() {
    let heard = hear(&workbook(&cells(), &[row(6), cell(6, 2, 0, &string("Bob"))], &[]));
    assert_eq!(heard.kinds(), []);
    assert_eq!(
        heard.cell_lines(),
        [
            "sheet Staff, cell A1=Name",
            "sheet Staff, cell A2=Ann Lee",
            "sheet Staff, cell B2=1984-06-11",
            "sheet Staff, cell C2=42",
            "sheet Staff, cell E2=TRUE",
            "sheet Staff, cell F2=Zoë",
            "sheet Staff, cell G2=a result",
            "sheet Staff, cell H2=447700900123",
            "sheet Old, cell C7=Bob",
        ]
    );
    assert_eq!(
        heard.segment_lines(),
        [
            "sheet name=Staff",
            "very hidden sheet: set it visible in the Visual Basic editor to see it=Old",
            "shared strings that no cell shows=no one",
        ]
    );
}

#[test]
fn what_stands_beside_cells() {
    let header = [&[0, 0][..], &string("&CStaff list"), &[0xFF; 20]].concat();
    let mut link = vec![0; 16];
    link[0] = 4;
    link.extend([string("rId2"), string(""), string("Write to Ann"), string("")].concat());
    let records = [row(0), cell(6, 0, 0, &string("Name")), record(146, &[]), record(494, &link), record(479, &header)];
    let range = [5_u32, 5, 2, 2].map(u32::to_le_bytes).concat();
    let comments = [
        record(632, &string("Bea Fox")),
        record(632, &string("tc={1}")),
        record(635, &[&[0; 4][..], &range, &[0; 16]].concat()),
        record(637, &[&[0][..], &string("Call Ann!")].concat()),
    ]
    .concat();
    let more: [(&str, &[u8]); 4] = [
        ("xl/worksheets/_rels/sheet1.bin.rels", SHEET_RELATIONS.as_bytes()),
        ("xl/comments1.bin", &comments),
        ("xl/drawings/drawing1.xml", b"<d><p><t>A box</t></p></d>"),
        ("docProps/core.xml", b"<c><creator>Cy Orr</creator></c>"),
    ];
    let heard = hear(&workbook(&records, &[], &more));
    assert_eq!(heard.kinds(), []);
    let lines = heard.segment_lines();
    for want in [
        "link Staff!A5=mailto:ann@example.org",
        "link Staff!A5=Write to Ann",
        "header and footer Staff=Staff list",
        "comment authors Staff=Bea Fox",
        "comment Staff!C6=Call Ann!",
        "drawing, paragraph 1=A box",
        "properties=Cy Orr",
    ] {
        assert!(lines.iter().any(|line| line == want), "{want} in {lines:#?}");
    }
    assert!(!lines.iter().any(|line| line.contains("tc={")));
}

#[test]
fn limits_bite() {
    let bytes = workbook(&cells(), &[], &[]);
    let heard = Heard::of(&FORMAT, &bytes, &Limits { cells: 3, ..Limits::default() });
    assert_eq!((heard.cells.len(), heard.kinds()), (3, vec![IncidentKind::LimitEntries]));
    let heard = Heard::of(&FORMAT, &bytes, &Limits { memory_bytes: 20, ..Limits::default() });
    assert!(heard.kinds().contains(&IncidentKind::LimitMemory));
    assert!(heard.segment_lines().contains(&"shared strings=Ann Lee".to_owned()), "{:?}", heard.segment_lines());
    let heard = Heard::of(&FORMAT, &bytes, &Limits { expanded_bytes: 300, ..Limits::default() });
    assert!(heard.kinds().contains(&IncidentKind::LimitBytes));
}

#[test]
fn broken_parts_cost_themselves() {
    let mut broken = cells();
    broken.insert(4, row(0x0200_0000));
    let heard = hear(&workbook(&broken, &[row(0), cell(6, 0, 0, &string("Bob"))], &[]));
    assert_eq!(heard.kinds(), [IncidentKind::Corrupt]);
    assert_eq!(heard.cell_lines().last().unwrap(), "sheet Old, cell A1=Bob");
    // A string that claims more than its record, a cell of no column, a string that is not there.
    let wrong = [
        row(0),
        cell(6, 0, 0, &[&[200, 0, 0, 0][..], b"A\0n\0n\0"].concat()),
        cell(6, u32::MAX, 0, &string("x")),
        cell(7, 2, 0, &[9, 0, 0, 0]),
    ];
    let heard = hear(&workbook(&wrong, &[], &[]));
    assert_eq!(
        (heard.cell_lines(), heard.kinds()),
        (vec!["sheet Staff, cell A1=Ann".to_owned()], vec![IncidentKind::Corrupt])
    );
    // Sheets that no relation leads to are read under the names of their parts.
    let lone = [row(0), cell(6, 0, 0, &string("Ann"))].concat();
    let heard = hear(&zip(&[("[Content_Types].xml", b"<Types/>"), ("xl/worksheets/sheet9.bin", &lone)]));
    assert_eq!(heard.cell_lines(), ["sheet sheet9, cell A1=Ann"]);
    assert_eq!(heard.kinds(), [IncidentKind::Corrupt]);
}

#[test]
fn any_change_comes_back() {
    batter(&FORMAT, &workbook(&cells(), &[], &[]), 9);
}

proptest! {
    #[test]
    fn any_sheet_comes_back(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        hear(&workbook(&[bytes], &[], &[]));
    }

    #[test]
    fn any_records_come_back(records in proptest::collection::vec((0u16..12, proptest::collection::vec(any::<u8>(), 0..40)), 0..30)) {
        let records: Vec<_> = records.into_iter().map(|(kind, data)| record(kind, &data)).collect();
        hear(&workbook(&records, &[record(64, &[5; 40]), record(494, &[5; 40])], &[]));
    }
}
