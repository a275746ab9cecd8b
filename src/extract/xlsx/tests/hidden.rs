//! What a workbook carries where nobody looks.

use super::*;
use crate::document::Role;

fn segments(parts: &[(&str, &str)]) -> Vec<String> {
    let heard = hear(&workbook(parts));
    assert_eq!(heard.incidents, []);
    heard.segment_lines().into_iter().filter(|line| !line.starts_with("sheet name=")).collect()
}

#[test]
fn the_copy_of_a_pivot_table_is_a_table() {
    let definition = r#"<pivotCacheDefinition><cacheFields>
        <cacheField name="Name"><sharedItems><s v="Tamsin Oakeshott"/><s v="Piers Lorimer"/></sharedItems></cacheField>
        <cacheField name="Score"><sharedItems containsNumber="1"/></cacheField>
        <cacheField name="Born"><sharedItems><d v="1984-06-11T00:00:00"/><m/></sharedItems><fieldGroup><groupItems><s v="no"/></groupItems></fieldGroup></cacheField>
        </cacheFields></pivotCacheDefinition>"#;
    let records = r#"<pivotCacheRecords><r><x v="1"/><n v="62"/><x v="0"/></r><r><x v="0"/><n v="71"/><x v="1"/></r><r><x v="9"/></r></pivotCacheRecords>"#;
    let parts =
        [("xl/pivotCache/pivotCacheDefinition1.xml", definition), ("xl/pivotCache/pivotCacheRecords1.xml", records)];
    let heard = hear(&workbook(&parts));
    let cell = |cell: &str| format!("sheet pivot cache 1, cell {cell}");
    let want: Vec<String> = [
        "A1=Name",
        "B1=Score",
        "C1=Born",
        "A2=Piers Lorimer",
        "B2=62",
        "C2=1984-06-11",
        "A3=Tamsin Oakeshott",
        "B3=71",
    ]
    .iter()
    .map(|line| cell(line))
    .collect();
    assert_eq!(heard.cell_lines(), want);
    // Without the records, what the fields hold is read.
    let heard = hear(&workbook(&parts[..1]));
    assert!(heard.cell_lines().contains(&cell("A3=Piers Lorimer")), "{:?}", heard.cell_lines());
    assert!(heard.cells.iter().any(|cell| cell.kind == CellKind::Date));
}

#[test]
fn a_pivot_table_s_copy_is_bounded() {
    let items: String = (0..200).map(|at| format!(r#"<s v="value number {at}"/>"#)).collect();
    let definition = format!("<d><cacheField name='A'><sharedItems>{items}</sharedItems></cacheField></d>");
    let parts = [("xl/worksheets/sheet1.xml", &*sheet("")), ("xl/pivotCache/pivotCacheDefinition1.xml", &definition)];
    let bytes = workbook(&parts);
    let limits = Limits { memory_bytes: 2_000, ..Limits::default() };
    assert_eq!(Heard::of(&FORMAT, &bytes, &limits).kinds(), [IncidentKind::LimitMemory]);
    let limits = Limits { cells: 10, ..Limits::default() };
    let heard = Heard::of(&FORMAT, &bytes, &limits);
    assert_eq!((heard.cells.len(), heard.kinds()), (10, vec![IncidentKind::LimitEntries]));
}

#[test]
fn caches_of_other_workbooks_are_tables() {
    let link = r#"<externalLink><externalBook><sheetNames><sheetName val="Delegates"/></sheetNames><sheetDataSet>
        <sheetData sheetId="0"><row r="2"><cell r="B2" t="str"><v>Tamsin Oakeshott</v></cell><cell r="C2"><v>7</v></cell></row>
        <row r="1"><cell r="A1"><v>late</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>"#;
    let heard = hear(&workbook(&[("xl/externalLinks/externalLink1.xml", link)]));
    let sheet = "sheet copy of another workbook, Delegates, cell";
    assert_eq!(heard.cell_lines(), [format!("{sheet} B2=Tamsin Oakeshott"), format!("{sheet} C2=7")]);
    assert_eq!(heard.tables, 1);
}

#[test]
fn names_lists_connections_and_custom_data_are_read() {
    let workbook_part = r#"<workbook><definedNames><definedName name="trainer">"Piers Lorimer"</definedName>
        <definedName name="area">Sheet1!$A$1</definedName><definedName name="_xlnm.Print_Area">Sheet1!$A$1</definedName>
        </definedNames><sheets><sheet name="S1" id="r0"/></sheets></workbook>"#;
    let lines = segments(&[
        ("xl/worksheets/sheet1.xml", &sheet("")),
        ("xl/workbook.xml", workbook_part),
        (
            "xl/connections.xml",
            r#"<connections><connection id="1" name="hr" type="5"><dbPr connection="User ID=tamsin" command="x"/></connection></connections>"#,
        ),
        ("customXml/item1.xml", r#"<root owner="Piers Lorimer"><a>Tamsin</a></root>"#),
    ]);
    for want in [
        "defined names=trainer: Piers Lorimer",
        "connections=User ID=tamsin",
        "custom data=Piers Lorimer",
        "custom data=Tamsin",
    ] {
        assert!(lines.iter().any(|line| line == want), "{want} in {lines:?}");
    }
    assert!(!lines.iter().any(|line| line.contains("$A$1")), "{lines:?}");
    let sheet = r#"<worksheet><sheetData/><dataValidations><dataValidation type="list" sqref="C2:C9" prompt="Ask Tamsin">
        <formula1>"Piers Lorimer, Ada ""Bo"" Lund"</formula1></dataValidation><dataValidation sqref="D2"><formula1>$A$1:$A$9</formula1>
        </dataValidation></dataValidations></worksheet>"#;
    assert_eq!(
        segments(&[("xl/worksheets/sheet1.xml", sheet)]),
        [
            "data validation S1!C2:C9=Ask Tamsin",
            "data validation S1=Piers Lorimer",
            "data validation S1=Ada \"Bo\" Lund",
        ]
    );
}

#[test]
fn words_that_no_cell_shows_are_read() {
    let bytes = workbook(&[
        ("xl/worksheets/sheet1.xml", &sheet("<row r='1'><c r='A1' t='s'><v>1</v></c></row>")),
        ("xl/sharedStrings.xml", "<sst><si><t>deleted</t></si><si><t>shown</t></si><si><t> </t></si></sst>"),
    ]);
    let heard = hear(&bytes);
    assert_eq!(heard.cell_lines(), ["sheet S1, cell A1=shown"]);
    let left: Vec<_> = heard.segments.iter().filter(|segment| segment.place == "text that no cell shows").collect();
    assert_eq!(
        left.iter().map(|segment| (&*segment.text, segment.role)).collect::<Vec<_>>(),
        [("deleted", Role::Body)]
    );
}
