//! Broken and hostile workbooks: each limit bites, and what was read before counts.

use super::*;

fn hear_under(bytes: &[u8], limits: Limits) -> Heard {
    Heard::of(&FORMAT, bytes, &limits)
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
