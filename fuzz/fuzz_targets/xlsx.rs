//! Any bytes as a package, and as every part of a workbook.
//!
//! covers: src/extract/xlsx src/extract/chart
//! seeds: xlsx xlsm
#![no_main]

use libfuzzer_sys::fuzz_target;
use nought_fuzz::{extract, package};

const WORKBOOK: &[u8] = b"<workbook><sheets><sheet name='S' sheetId='1' r:id='r1'/></sheets></workbook>";
const RELS: &[u8] =
    b"<Relationships><Relationship Id='r1' Type='x/worksheet' Target='worksheets/sheet1.xml'/></Relationships>";
const SHEET: &[u8] =
    b"<worksheet><sheetData><row r='1'><c r='A1' t='s' s='1'><v>0</v></c></row></sheetData></worksheet>";

fuzz_target!(|bytes: &[u8]| {
    extract("xlsx", bytes);
    let names = ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"];
    for fuzzed in names.iter().chain(&["xl/sharedStrings.xml", "xl/styles.xml", "xl/comments1.xml"]) {
        let mut parts: Vec<(&str, &[u8])> = names.into_iter().zip([WORKBOOK, RELS, SHEET]).collect();
        parts.retain(|(name, _)| name != fuzzed);
        parts.push((fuzzed, bytes));
        extract("xlsx", &package(&parts));
    }
});
