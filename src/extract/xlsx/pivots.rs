//! Pivot tables keep a copy of the data they were made of, whatever became of its sheet: `PivotTable Analyze > Change Data
//! Source` names that, a double click on a total shows it. The definition lists each field's values, the records refer to
//! them by number. Format: ECMA-376 part 1, 18.10.

use super::workbook::stem;
use crate::config::Limits;
use crate::document::{Cell, CellKind, Sink, TablePlace};
use crate::extract::package::Package;
use crate::extract::xml::{Event, Scanner, Tag};
use crate::extract::{ExtractError, heed};
use crate::incident::{Incident, IncidentKind, Stage};

/// Fields of one cache: a sheet has no more columns.
const MAX_FIELDS: usize = 16_384;

/// A field of a pivot cache.
#[derive(Default)]
struct Field {
    name: String,
    items: Vec<Value>,
}

#[derive(Clone, Debug)]
struct Value {
    kind: CellKind,
    text: String,
}

/// What a cache's definition says.
struct Cache {
    fields: Vec<Field>,
    /// Bytes that its values may still take.
    left: u64,
    capped: bool,
}

/// Pushes every pivot cache as a table.
pub(super) fn push(package: &mut Package<'_>, limits: &Limits, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let is_definition =
        |name: &&str| name.to_ascii_lowercase().contains("pivotcachedefinition") && name.ends_with(".xml");
    let parts: Vec<String> = package.names().filter(is_definition).map(str::to_owned).collect();
    for (number, part) in (1_u32..).zip(parts) {
        let mut cache = Cache { fields: Vec::new(), left: limits.memory_bytes, capped: false };
        package.scan(&part, sink, |scanner, _| cache.read(scanner))?;
        let place = TablePlace::Sheet { sheet: format!("pivot cache {number}").into() };
        let mut table = Table { place, open: false, row: 0, cells: limits.cells };
        table.push(&cache.header(), sink)?;
        let records = package.relationships(&part, sink)?.into_iter().find(|other| other.kind == "pivotCacheRecords");
        let records = records.map_or_else(|| stem(&part).replace("Definition", "Records"), |records| records.target);
        let records = if records.contains('/') { records } else { format!("xl/pivotCache/{records}.xml") };
        if !package.scan(&records, sink, |scanner, sink| read_records(scanner, &cache, &mut table, sink))? {
            table.push_items(&cache, sink)?;
        }
        table.close(sink)?;
        if cache.capped {
            let detail = format!("the values of a pivot table take more than {} bytes", limits.memory_bytes);
            sink.incident(Incident::new(Stage::Extract, IncidentKind::LimitMemory, detail));
        }
    }
    Ok(())
}

impl Cache {
    fn read(&mut self, scanner: &mut Scanner<'_>) -> Result<(), ExtractError> {
        let mut in_items = false;
        loop {
            match scanner.next()? {
                Event::Start(tag) => match tag.name() {
                    b"cacheField" if self.fields.len() < MAX_FIELDS => {
                        let name = tag.attr(b"name").unwrap_or_default().into_owned();
                        self.fields.push(Field { name, items: Vec::new() });
                    }
                    b"sharedItems" => in_items = true,
                    // Groups of dates and numbers are no values of anyone.
                    b"fieldGroup" => in_items = false,
                    _ if in_items => self.take(&tag),
                    _ => {}
                },
                Event::End(b"sharedItems") => in_items = false,
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn take(&mut self, tag: &Tag<'_>) {
        let Some(value) = value(tag) else { return };
        let bytes = (value.text.len() + size_of::<Value>()) as u64;
        match (self.left.checked_sub(bytes), self.fields.last_mut()) {
            (Some(left), Some(field)) => {
                self.left = left;
                field.items.push(value);
            }
            _ => self.capped = true,
        }
    }

    fn header(&self) -> Vec<Value> {
        self.fields.iter().map(|field| Value { kind: CellKind::Text, text: field.name.clone() }).collect()
    }
}

/// The value of `<s v="..."/>` and its like; an empty one for a missing value. None: the element is no value.
fn value(tag: &Tag<'_>) -> Option<Value> {
    let kind = match tag.name() {
        b"s" | b"e" => CellKind::Text,
        b"n" => CellKind::Number,
        b"d" => CellKind::Date,
        b"b" => CellKind::Bool,
        b"m" => return Some(Value { kind: CellKind::Text, text: String::new() }),
        _ => return None,
    };
    let text = tag.attr(b"v").unwrap_or_default();
    Some(match kind {
        CellKind::Bool => Value { kind, text: if text == "0" { "FALSE" } else { "TRUE" }.into() },
        // A date without a time of day says midnight.
        CellKind::Date => Value { kind, text: text.trim_end_matches("T00:00:00").to_owned() },
        _ => Value { kind, text: text.into_owned() },
    })
}

fn read_records(
    scanner: &mut Scanner<'_>,
    cache: &Cache,
    table: &mut Table,
    sink: &mut dyn Sink,
) -> Result<(), ExtractError> {
    let mut row: Vec<Value> = Vec::new();
    loop {
        match scanner.next()? {
            Event::Start(tag) if tag.name() == b"x" && row.len() < MAX_FIELDS => {
                let index = tag.attr(b"v").and_then(|index| index.parse::<usize>().ok());
                let items = cache.fields.get(row.len()).map(|field| &field.items);
                let found = index.zip(items).and_then(|(index, items)| items.get(index));
                row.push(found.cloned().unwrap_or(Value { kind: CellKind::Text, text: String::new() }));
            }
            Event::Start(tag) if row.len() < MAX_FIELDS => row.extend(value(&tag)),
            Event::End(b"r") => {
                table.push(&row, sink)?;
                row.clear();
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The table on its way to the sink.
struct Table {
    place: TablePlace,
    open: bool,
    row: u32,
    /// Cells that may still be pushed.
    cells: u64,
}

impl Table {
    fn push(&mut self, row: &[Value], sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let filled = row.iter().zip(0_u32..).filter(|(value, _)| !value.text.is_empty());
        let cells: Vec<Cell<'_>> =
            filled.map(|(value, column)| Cell { kind: value.kind, ..Cell::text(column, &value.text) }).collect();
        self.row = self.row.saturating_add(1);
        if cells.is_empty() {
            return Ok(());
        }
        self.cells = self.cells.checked_sub(cells.len() as u64).ok_or_else(|| ExtractError::Limit {
            kind: IncidentKind::LimitEntries,
            detail: "a pivot table's copy of its data has more cells than the limit".into(),
        })?;
        if !std::mem::replace(&mut self.open, true) {
            heed(sink.begin_table(self.place.clone()))?;
        }
        heed(sink.row(self.row, &cells))
    }

    /// Without records: each field's values below its name.
    fn push_items(&mut self, cache: &Cache, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let rows = cache.fields.iter().map(|field| field.items.len()).max().unwrap_or(0);
        for at in 0..rows {
            let nothing = || Value { kind: CellKind::Text, text: String::new() };
            let row: Vec<Value> =
                cache.fields.iter().map(|field| field.items.get(at).cloned().unwrap_or_else(nothing)).collect();
            self.push(&row, sink)?;
        }
        Ok(())
    }

    fn close(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        if std::mem::take(&mut self.open) { heed(sink.end_table()) } else { Ok(()) }
    }
}
