//! All cells of generated workbooks, as our scanner and as calamine read them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a wrong answer here is a failed run")]

use calamine::{Data, ExcelDateTime, Reader, Xlsx};
use nought::config::Limits;
use nought::document::{Cell, CellKind, Flow, Segment, Sink, TablePlace};
use nought::extract::FORMATS;
use nought::incident::Incident;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::ops::ControlFlow;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// What a generated cell holds.
#[derive(Clone, Debug)]
enum Value {
    Shared(String),
    Inline(String),
    Rich(String, String),
    Formula(String),
    Integer(i64),
    Float(f64),
    Scientific(f64),
    Day(u32, u32),
    Bool(bool),
    Error(&'static str),
}

/// One sheet: its cells by row and column, both counted from zero.
type Sheet = BTreeMap<(u32, u32), Value>;
/// The text of every cell by sheet, row and column.
type Texts = BTreeMap<(String, u32, u32), String>;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_cell_reads_as_calamine_reads_it(sheets in prop::collection::vec(sheet(), 1..4), style in style()) {
        let bytes = workbook(&sheets, style);
        prop_assert_eq!(ours(&bytes), theirs(&bytes));
    }
}

/// How the file is written; none of it changes what it says.
#[derive(Clone, Copy, Debug)]
struct Style {
    prefix: &'static str,
    quote: char,
    absolute: bool,
    references: bool,
    breaks: &'static str,
}

fn style() -> impl Strategy<Value = Style> {
    let prefixes = prop::sample::select(vec!["", "x:"]);
    let breaks = prop::sample::select(vec!["", "\n", "\r\n\t", "<!-- note -->"]);
    (prefixes, any::<bool>(), any::<bool>(), any::<bool>(), breaks).prop_map(
        |(prefix, quote, absolute, references, breaks)| Style {
            prefix,
            quote: if quote { '"' } else { '\'' },
            absolute,
            references,
            breaks,
        },
    )
}

fn sheet() -> impl Strategy<Value = Sheet> {
    prop::collection::btree_map((0_u32..40, 0_u32..30), value(), 1..60)
}

fn value() -> impl Strategy<Value = Value> {
    let text = || {
        "[ -~\u{a0}-\u{17f}\u{4e00}-\u{4e20}\u{1F600}]{1,12}"
            .prop_filter("escapes are our own test", |text| !text.contains("_x") && !text.trim().is_empty())
    };
    let errors = vec!["#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"];
    prop_oneof![
        text().prop_map(Value::Shared),
        text().prop_map(Value::Inline),
        (text(), text()).prop_map(|(first, second)| Value::Rich(first, second)),
        text().prop_map(Value::Formula),
        (-1_000_000_000_000_i64..1_000_000_000_000).prop_map(Value::Integer),
        (-1e6..1e6).prop_map(Value::Float),
        (1e9..1e15).prop_map(Value::Scientific),
        (61_u32..80_000, 0_u32..86_400).prop_map(|(day, second)| Value::Day(day, second)),
        any::<bool>().prop_map(Value::Bool),
        prop::sample::select(errors).prop_map(Value::Error),
    ]
}

fn workbook(sheets: &[Sheet], style: Style) -> Vec<u8> {
    let mut strings = Vec::new();
    let bodies: Vec<String> = sheets.iter().map(|sheet| sheet_part(sheet, style, &mut strings)).collect();
    let (p, q) = (style.prefix, style.quote);
    let root = |name: &str| {
        let namespace = if p.is_empty() { "xmlns".to_owned() } else { format!("xmlns:{}", p.trim_end_matches(':')) };
        format!("{p}{name} {namespace}={q}http://schemas.openxmlformats.org/spreadsheetml/2006/main{q}")
    };
    let mut listed = String::new();
    let mut relations = String::new();
    let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    for at in 1..=sheets.len() {
        let folder = if style.absolute { "/xl/" } else { "" };
        let _ = write!(listed, "<{p}sheet name={q}Sheet {at}{q} sheetId={q}{at}{q} r:id={q}rId{at}{q}/>");
        let _ = write!(
            relations,
            "<Relationship Id='rId{at}' Type='{types}/worksheet' Target='{folder}worksheets/sheet{at}.xml'/>"
        );
    }
    let _ = write!(relations, "<Relationship Id='s' Type='{types}/sharedStrings' Target='sharedStrings.xml'/>");
    let _ = write!(relations, "<Relationship Id='t' Type='{types}/styles' Target='styles.xml'/>");
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, content: &str| {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    };
    put(
        "_rels/.rels",
        &format!(
            "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='a' Type='{types}/officeDocument' Target='xl/workbook.xml'/></Relationships>"
        ),
    );
    put(
        "xl/workbook.xml",
        &format!("<{} xmlns:r='{types}'><{p}sheets>{listed}</{p}sheets></{p}workbook>", root("workbook")),
    );
    put(
        "xl/_rels/workbook.xml.rels",
        &format!(
            "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{relations}</Relationships>"
        ),
    );
    put(
        "xl/styles.xml",
        &format!(
            "<{}><{p}numFmts><{p}numFmt numFmtId='170' formatCode='d mmm yyyy'/></{p}numFmts><{p}cellXfs><{p}xf numFmtId='0'/><{p}xf numFmtId='14'/><{p}xf numFmtId='170'/></{p}cellXfs></{p}styleSheet>",
            root("styleSheet")
        ),
    );
    put("xl/sharedStrings.xml", &format!("<{}>{}</{p}sst>", root("sst"), strings.concat()));
    for (at, body) in bodies.iter().enumerate() {
        put(&format!("xl/worksheets/sheet{}.xml", at + 1), &format!("<{}>{body}</{p}worksheet>", root("worksheet")));
    }
    writer.finish().unwrap().into_inner()
}

fn sheet_part(sheet: &Sheet, style: Style, strings: &mut Vec<String>) -> String {
    let (p, q, b) = (style.prefix, style.quote, style.breaks);
    let mut out = format!("<{p}sheetData>");
    let mut open = None;
    for (&(row, column), value) in sheet {
        if open != Some(row) {
            if open.is_some() {
                let _ = write!(out, "</{p}row>{b}");
            }
            let _ = write!(out, "<{p}row r={q}{}{q}>", row + 1);
            open = Some(row);
        }
        // A reference may only be left away where the place says the same.
        let implied = column.checked_sub(1).is_none_or(|before| sheet.contains_key(&(row, before)));
        let reference = if implied && !style.references {
            String::new()
        } else {
            format!(" r={q}{}{}{q}", nought::document::column_letters(column), row + 1)
        };
        let _ = write!(out, "<{p}c{reference}{}{b}</{p}c>", cell(value, style, strings));
    }
    if open.is_some() {
        let _ = write!(out, "</{p}row>");
    }
    out + &format!("</{p}sheetData>")
}

/// The rest of a cell's tag and its content.
fn cell(value: &Value, style: Style, strings: &mut Vec<String>) -> String {
    let (p, q) = (style.prefix, style.quote);
    let text = |text: &str| format!("<{p}t xml:space={q}preserve{q}>{}</{p}t>", escape(text));
    let number = |value: String| format!("><{p}v>{value}</{p}v>");
    match value {
        Value::Shared(first) => {
            strings.push(format!("<{p}si>{}</{p}si>", text(first)));
            format!(" t={q}s{q}><{p}v>{}</{p}v>", strings.len() - 1)
        }
        Value::Rich(first, second) => {
            strings.push(format!("<{p}si><{p}r>{}</{p}r><{p}r>{}</{p}r></{p}si>", text(first), text(second)));
            format!(" t={q}s{q}><{p}v>{}</{p}v>", strings.len() - 1)
        }
        Value::Inline(first) => format!(" t={q}inlineStr{q}><{p}is>{}</{p}is>", text(first)),
        Value::Formula(first) => format!(" t={q}str{q}><{p}f>A1</{p}f><{p}v>{}</{p}v>", escape(first)),
        Value::Integer(integer) => number(integer.to_string()),
        Value::Float(float) => number(float.to_string()),
        Value::Scientific(float) => number(format!("{float:E}")),
        Value::Day(day, second) => {
            let serial = f64::from(*day) + f64::from(*second) / 86_400.0;
            format!(" s={q}{}{q}{}", 1 + day % 2, number(serial.to_string()))
        }
        Value::Bool(flag) => format!(" t={q}b{q}{}", number(u8::from(*flag).to_string())),
        Value::Error(error) => format!(" t={q}e{q}{}", number((*error).to_owned())),
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('\u{e9}', "&#xE9;").replace('"', "&quot;")
}

fn ours(bytes: &[u8]) -> Texts {
    let format = FORMATS.iter().find(|format| format.name == "xlsx").expect("workbooks are read");
    let mut listener = Listener::default();
    (format.extract)(&mut Cursor::new(bytes), &Limits::default().into(), &mut listener).expect("the workbook is read");
    listener.texts
}

#[derive(Default)]
struct Listener {
    texts: Texts,
    sheet: String,
}

impl Sink for Listener {
    fn segment(&mut self, segment: Segment<'_>) -> Flow {
        assert_eq!(segment.locator.to_string(), "sheet name", "nothing stands beside the cells");
        ControlFlow::Continue(())
    }

    fn begin_table(&mut self, place: TablePlace) -> Flow {
        let TablePlace::Sheet { sheet } = place else { panic!("a sheet") };
        self.sheet = sheet.to_string();
        ControlFlow::Continue(())
    }

    fn row(&mut self, row: u32, cells: &[Cell<'_>]) -> Flow {
        for cell in cells {
            let text = match cell.kind {
                // To calamine every number is a float: compare the values.
                CellKind::Number => cell.text.parse::<f64>().expect("a number").to_string(),
                _ => cell.text.to_owned(),
            };
            assert!(!cell.text.contains('E') || cell.kind != CellKind::Number, "no exponents");
            self.texts.insert((self.sheet.clone(), row - 1, cell.column), text);
        }
        ControlFlow::Continue(())
    }

    fn end_table(&mut self) -> Flow {
        ControlFlow::Continue(())
    }

    fn incident(&mut self, incident: Incident) {
        panic!("{incident:?}")
    }
}

fn theirs(bytes: &[u8]) -> Texts {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("calamine reads it");
    let mut texts = Texts::new();
    for sheet in book.sheet_names() {
        let range = book.worksheet_range(&sheet).expect("calamine reads the sheet");
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, data) in range.used_cells() {
            texts.insert((sheet.clone(), top + row as u32, left + column as u32), text_of(data));
        }
    }
    texts
}

fn text_of(data: &Data) -> String {
    match data {
        Data::Bool(flag) => if *flag { "TRUE" } else { "FALSE" }.to_owned(),
        Data::DateTime(date) => date_of(date),
        other => other.to_string(),
    }
}

fn date_of(date: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, millisecond) = date.to_ymd_hms_milli();
    assert_eq!(millisecond, 0, "the test makes whole seconds");
    if (hour, minute, second) == (0, 0, 0) {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
    }
}
