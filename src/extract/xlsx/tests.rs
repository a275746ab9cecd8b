//! Workbooks made in memory, and what is heard of them.

mod hidden;
mod hostile;
mod parts;

use super::FORMAT;
use crate::config::Limits;
use crate::document::CellKind;
use crate::extract::testing::{Heard, zip};
use crate::incident::IncidentKind;

/// A workbook of these parts, beside a workbook part that lists a sheet for every `xl/worksheets/...` among them.
fn workbook(parts: &[(&str, &str)]) -> Vec<u8> {
    let sheets: Vec<&str> =
        parts.iter().map(|(name, _)| *name).filter(|name| name.starts_with("xl/worksheets/sheet")).collect();
    let mut listed = String::from(r#"<workbook xmlns:r="r"><sheets>"#);
    let mut relations = String::from("<Relationships>");
    for (at, part) in sheets.iter().enumerate() {
        let target = part.trim_start_matches("xl/");
        listed.push_str(&format!(r#"<sheet name="S{}" sheetId="{at}" r:id="r{at}"/>"#, at + 1));
        relations.push_str(&format!(r#"<Relationship Id="r{at}" Type="x/worksheet" Target="{target}"/>"#));
    }
    listed.push_str("</sheets></workbook>");
    relations.push_str("</Relationships>");
    let mut all: Vec<(&str, &[u8])> =
        vec![("xl/workbook.xml", listed.as_bytes()), ("xl/_rels/workbook.xml.rels", relations.as_bytes())];
    all.extend(parts.iter().map(|(name, content)| (*name, content.as_bytes())));
    // Of two parts with a name the test's own counts.
    let own = |name: &str| parts.iter().any(|(other, _)| *other == name);
    let mut at = 0;
    all.retain(|(name, _)| {
        at += 1;
        at > 2 || !own(name)
    });
    zip(&all)
}

fn sheet(rows: &str) -> String {
    format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")
}

fn hear(bytes: &[u8]) -> Heard {
    Heard::of(&FORMAT, bytes, &Limits::default())
}

/// The cells of one sheet, as `A1=text`, with no incident.
fn check(rows: &str, want: &[&str]) {
    let heard = hear(&workbook(&[
        ("xl/worksheets/sheet1.xml", &sheet(rows)),
        (
            "xl/sharedStrings.xml",
            "<sst count='9' uniqueCount='4294967295'><si><t>Ada</t></si><si><r><t>Bo</t></r><rPh><t>x</t></rPh><r><t xml:space='preserve'>b </t></r></si><si/></sst>",
        ),
        (
            "xl/styles.xml",
            "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='dd/mm/yyyy'/></numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/><xf numFmtId='20'/></cellXfs></styleSheet>",
        ),
    ]));
    let cells: Vec<String> =
        heard.cell_lines().iter().map(|line| line.trim_start_matches("sheet S1, cell ").to_owned()).collect();
    assert_eq!(cells, want, "{rows}");
    assert_eq!(heard.incidents, []);
}

#[test]
fn cells_of_every_type_are_read() {
    check(
        "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c><c r='C1' t='s'><v>2</v></c></row>",
        &["A1=Ada", "B1=Bob "],
    );
    check(
        "<row r='2'><c r='A2' t='inlineStr'><is><t>x &amp; y</t></is></c><c r='B2' t='str'><f>A1&amp;\"z\"</f><v>z_x000D_\n</v></c></row>",
        &["A2=x & y", "B2=z\n"],
    );
    check(
        "<row r='1'><c r='A1' t='b'><v>1</v></c><c r='B1' t='b'><v>0</v></c><c r='C1' t='e'><v>#N/A</v></c></row>",
        &["A1=TRUE", "B1=FALSE", "C1=#N/A"],
    );
    check("<row r='1'><c r='A1'><v>4.47700900123E11</v></c><c r='B1' s='9'/></row>", &["A1=447700900123"]);
    check(
        "<row r='1'><c r='A1' s='1'><v>30844</v></c><c r='B1' s='2'><v>30844.5</v></c><c r='C1' s='3'><v>0.25</v></c><c r='D1' t='d'><v>1984-06-11T00:00:00</v></c></row>",
        &["A1=1984-06-11", "B1=1984-06-11T12:00:00", "C1=06:00:00", "D1=1984-06-11"],
    );
    check(
        "<row r='1'><c r='A1' t='inlineStr'><is><r><t>Jo</t></r><rPh sb='0' eb='1'><t>no</t></rPh><r><t>an</t></r></is></c></row>",
        &["A1=Joan"],
    );
    check("<row r='1'><c r='A1' t='str'><v><![CDATA[<b>]]>&#x41;&#66;<!-- c --><?p i?>!</v></c></row>", &["A1=<b>AB!"]);
}

#[test]
fn references_may_be_missing_doubled_or_out_of_order() {
    check("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>", &["A1=1", "B1=2", "A2=3"]);
    check(
        "<row r='3'><c><v>1</v></c><c r='D3'><v>2</v></c><c><v>3</v></c></row><row><c><v>4</v></c></row>",
        &["A3=1", "D3=2", "E3=3", "A4=4"],
    );
    check("<row><c r='B7'><v>1</v></c></row>", &["B7=1"]);
    check("<row r='2'><c r='C2'><v>1</v></c><c r='A2'><v>2</v></c></row>", &["A2=2", "C2=1"]);
    check("<row r='2'><c r='A2'><v>1</v></c></row><row r='1'><c r='A1'><v>2</v></c></row>", &["A2=1", "A1=2"]);
    check(
        "<row r='1'><c r='A1'><v>1</v></c><c r='A1'><v>2</v></c><c r='B1'><v>3</v></c></row>",
        &["A1=1", "B1=3", "A1=2"],
    );
    check("<row r='1'><c r='A1'><v>1</v></c></row><row r='1'><c r='B1'><v>2</v></c></row>", &["A1=1", "B1=2"]);
    check(
        "<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='XFD1048576'><v>2</v></c></row>",
        &["A1=1", "XFD1048576=2"],
    );
    check("<row r='99999999999'><c r='ZZZZZZ1'><v>1</v></c><c r='?'><v>2</v></c></row>", &["A1=1", "B1=2"]);
    check("<c r='B2'><v>1</v></c>", &["B2=1"]);
}

#[test]
fn kinds_and_shared_indexes_are_told() {
    let heard = hear(&workbook(&[
        (
            "xl/worksheets/sheet1.xml",
            &sheet(
                "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>0</v></c><c r='C1'><v>5</v></c><c r='D1' t='b'><v>1</v></c></row>",
            ),
        ),
        ("xl/sharedStrings.xml", "<sst><si><t>Ada</t></si></sst>"),
    ]));
    let told: Vec<_> = heard.cells.iter().map(|cell| (cell.kind, cell.shared)).collect();
    let text = (CellKind::Text, Some(0));
    assert_eq!(told, [text, text, (CellKind::Number, None), (CellKind::Bool, None)]);
}

#[test]
fn prefixes_strict_namespaces_and_utf16_make_no_difference() {
    let body = "<x:worksheet xmlns:x='http://purl.oclc.org/ooxml/spreadsheetml/main' xmlns:r='q'><x:sheetData><x:row r='1'><x:c r='A1' t='inlineStr' note='a > b'><x:is><x:t>Zo\u{eb}</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>";
    let utf16: Vec<u8> = [0xFEFF].into_iter().chain(body.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for bytes in [body.as_bytes(), &utf16] {
        let heard = hear(&zip(&[
            ("xl/worksheets/sheet1.xml", bytes),
            ("xl/workbook.xml", b"<x:workbook><x:sheets><x:sheet name='P'/></x:sheets></x:workbook>"),
        ]));
        assert_eq!(heard.cell_lines(), ["sheet P, cell A1=Zo\u{eb}"]);
        assert_eq!(heard.incidents, []);
    }
}

#[test]
fn invalid_bytes_are_replaced_and_noted() {
    let body = b"<worksheet><sheetData><row r='1'><c r='A1' t='str'><v>Ren\xE9e</v></c><c r='B1'><v>1</v></c></row></sheetData></worksheet>";
    let heard = hear(&zip(&[("xl/worksheets/sheet1.xml", body), ("xl/workbook.xml", b"<workbook/>")]));
    assert_eq!(heard.cell_lines(), ["sheet sheet1, cell A1=Ren\u{FFFD}e", "sheet sheet1, cell B1=1"]);
    assert_eq!(heard.kinds(), [IncidentKind::Decode]);
}
