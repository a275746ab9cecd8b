//! SQL scripts and dumps: the rows of `INSERT` and `COPY` as records of their tables, all else as text.

mod literal;
mod statement;

use super::encoding::Decoder;
use super::input::Input;
use super::text::Lines;
use super::tree::Rows;
use super::{ExtractError, Format, Options, Source, heed};
use crate::config::Limits;
use crate::document::{CellKind, Sink};
use literal::{Read, tuple};
use rustc_hash::FxHashMap;
use statement::{Copy, Insert, Statement};

#[cfg(test)]
mod tests;

/// A statement's head, or a row, that is longer is read as text.
const HEAD: usize = 64 << 10;
const ROW: usize = 1 << 20;
/// Tables whose columns are remembered.
const TABLES: usize = 10_000;

/// Its line in the table of formats.
pub(super) const FORMAT: Format = Format { name: "sql", extensions: &["sql", "ddl", "dump"], isolated: false, extract };

/// Whether a text is a script or a dump.
pub(super) fn guess(text: &str, extension: &str) -> bool {
    if extension == "sql" {
        return true;
    }
    let front: String = text.chars().take(200).collect::<String>().to_ascii_lowercase();
    let begins = ["--", "/*", "pragma ", "set ", "create table", "insert into", "begin", "use "];
    let lower = || text.to_ascii_lowercase();
    begins.iter().any(|begin| front.starts_with(begin)) && {
        let text = lower();
        text.contains("\ninsert into ") || text.contains("\ncreate table ") || text.contains(" from stdin;")
    }
}

/// Pushes rows as tables, in batches, and the rest as lines.
fn extract(source: &mut dyn Source, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let mut reader = Reader::new(source, &options.limits, sink);
    let result = reader.read();
    if matches!(result, Err(ExtractError::Stopped)) {
        return result;
    }
    heed(reader.lines.push(reader.sink, true))?;
    reader.rows.push(reader.sink)?;
    if let Some(incident) = reader.input.incident() {
        reader.sink.incident(incident);
    }
    result
}

struct Reader<'s> {
    input: Input<'s>,
    sink: &'s mut dyn Sink,
    rows: Rows,
    lines: Lines,
    /// Columns of the tables that were created.
    columns: FxHashMap<String, Vec<String>>,
    /// A backslash in a string is an escape, as in MySQL.
    escapes: bool,
    /// The text was told up to the middle of a line.
    in_line: bool,
}

impl<'s> Reader<'s> {
    fn new(source: &'s mut dyn Source, limits: &Limits, sink: &'s mut dyn Sink) -> Self {
        Self {
            input: Input::new(Decoder::new(source)),
            sink,
            rows: Rows::new(limits.cells),
            lines: Lines::default(),
            columns: FxHashMap::default(),
            escapes: false,
            in_line: false,
        }
    }

    fn read(&mut self) -> Result<(), ExtractError> {
        while self.input.peek()?.is_some() {
            while !self.in_line && self.input.rest().len() < HEAD && self.input.fill()? {}
            let rest = self.input.rest();
            let front = rest.get(..rest.floor_char_boundary(HEAD)).unwrap_or_default();
            let statement = if self.in_line { None } else { Statement::at(front, self.columns.len() < TABLES) };
            match statement {
                Some(Statement::Insert(insert)) => self.insert(insert)?,
                Some(Statement::Copy(copy)) => self.copy(copy)?,
                Some(Statement::Create(table, columns)) => {
                    self.columns.insert(table, columns);
                    self.line()?;
                }
                None => self.line()?,
            }
        }
        Ok(())
    }

    /// The rest of the line is text.
    fn line(&mut self) -> Result<(), ExtractError> {
        let (line, ended) = self.input.take_line()?;
        self.escapes |= !self.escapes && (line.contains("MySQL dump") || line.contains("MariaDB dump"));
        self.lines.append(&line);
        if ended {
            self.lines.append("\n");
        }
        self.in_line = !ended;
        heed(self.lines.push(self.sink, false))
    }

    fn insert(&mut self, insert: Insert) -> Result<(), ExtractError> {
        self.skip(insert.length)?;
        self.escapes |= insert.backticks;
        let known = self.columns.get(&insert.table).cloned().unwrap_or_default();
        self.rows.table(&insert.table, if insert.columns.is_empty() { &known } else { &insert.columns });
        loop {
            match self.row()? {
                Some(true) => {}
                Some(false) => return Ok(()),
                // Not a list of values: it is read as text from here.
                None => {
                    self.in_line = true;
                    return Ok(());
                }
            }
        }
    }

    /// Takes the next row; false at the statement's end, none where there is neither.
    fn row(&mut self) -> Result<Option<bool>, ExtractError> {
        loop {
            let rest = self.input.rest();
            let (rows, escapes) = (&mut self.rows, self.escapes);
            let mut column = 0;
            let read = tuple(rest, escapes, |kind, text| {
                rows.value(column, kind, text);
                column += 1;
            });
            match read {
                Read::Row(used) => {
                    if !self.rows.end_row(self.sink)? {
                        return Ok(None);
                    }
                    self.skip(used)?;
                    return Ok(Some(true));
                }
                Read::End(used) => {
                    self.skip(used)?;
                    return Ok(Some(false));
                }
                Read::Wrong => {
                    self.rows.drop_row();
                    return Ok(None);
                }
                Read::More => {
                    self.rows.drop_row();
                    if self.input.rest().len() > ROW || !self.input.fill()? {
                        return Ok(None);
                    }
                }
            }
        }
    }

    /// Rows of tab-separated values, up to a line with `\.`.
    fn copy(&mut self, copy: Copy) -> Result<(), ExtractError> {
        self.skip(copy.length)?;
        self.rows.table(&copy.table, &copy.columns);
        let mut line = String::new();
        loop {
            line.clear();
            let ended = loop {
                let (piece, ended) = self.input.take_line()?;
                line.push_str(&piece);
                self.lines.append(if ended { "\n" } else { "" });
                if ended || line.len() > ROW {
                    break ended;
                }
            };
            let row = line.strip_suffix('\r').unwrap_or(&line);
            if row == "\\." || (row.is_empty() && self.input.peek()?.is_none()) {
                return Ok(());
            }
            for (column, value) in row.split('\t').enumerate() {
                let value = literal::copied(value);
                let kind = if literal::is_number(&value) { CellKind::Number } else { CellKind::Text };
                self.rows.value(column, kind, &value);
            }
            if !self.rows.end_row(self.sink)? || !ended {
                self.lines.append(row);
            }
            heed(self.lines.push(self.sink, false))?;
        }
    }

    /// Goes over bytes that are no text; their line ends count.
    fn skip(&mut self, bytes: usize) -> Result<(), ExtractError> {
        let ends = self.input.rest().get(..bytes).unwrap_or_default().matches('\n').count();
        for _ in 0..ends {
            self.lines.append("\n");
        }
        self.input.take(bytes);
        heed(self.lines.push(self.sink, false))
    }
}
