//! SQLite databases: every table with all its rows. The library reads a copy in a temporary file, never the file itself.
//!
//! Nothing of the database is run: no view, trigger, generated column, virtual table or extension. What was deleted, and what
//! stands only in a journal beside the file, is not read.

mod table;

use super::{ExtractError, Format, Options, Source, heed};
use crate::config::Limits;
use crate::document::{Locator, Role, Segment, Sink};
use crate::incident::{Incident, IncidentKind, Stage};
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use table::{Counts, Table};
use tempfile::NamedTempFile;

#[cfg(test)]
mod tests;

/// Steps of the database's machine between two looks at the clock.
const STEPS: i32 = 10_000;
/// Bytes of one row.
const LONGEST_ROW: i32 = 128 << 20;
/// The length of a table's definition that is looked at.
const LONGEST_SQL: i32 = 4 << 20;

/// Its line in the table of formats.
pub(super) const FORMAT: Format = Format {
    name: "sqlite",
    extensions: &["sqlite", "sqlite3", "db", "db3", "s3db", "gpkg", "mbtiles"],
    isolated: true,
    extract,
};

/// Pushes all tables in the order of their names.
fn extract(source: &mut dyn Source, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let limits = &options.limits;
    let (copy, truncated) = copy(source, limits)?;
    let connection = open(copy.path(), limits).map_err(|error| from_sqlite(&error, limits))?;
    let tables = list(&connection, limits, sink).map_err(|error| from_sqlite(&error, limits))?;
    let mut counts = Counts::new(limits.cells);
    for table in &tables {
        match table::read(&connection, table, &mut counts, sink) {
            Ok(()) => {}
            Err(table::Fault::Extract(error)) => return Err(error),
            Err(table::Fault::Database(error)) => match from_sqlite(&error, limits) {
                error @ ExtractError::Limit { .. } => return Err(error),
                error => say(sink, &table.name, &error),
            },
        }
    }
    counts.say(sink);
    match truncated {
        Some(error) => Err(error),
        None => Ok(()),
    }
}

fn say(sink: &mut dyn Sink, table: &str, error: &ExtractError) {
    if let Some(mut incident) = error.incident() {
        incident.detail = format!("table {table}: {}", incident.detail);
        sink.incident(incident);
    }
}

/// A copy of the file that nobody else opens; a fault where it is shorter than it says.
fn copy(source: &mut dyn Source, limits: &Limits) -> Result<(NamedTempFile, Option<ExtractError>), ExtractError> {
    let mut copy = NamedTempFile::new()?;
    let mut head = Vec::new();
    source.take(100).read_to_end(&mut head)?;
    copy.write_all(&head)?;
    let most = limits.expanded_bytes;
    let copied = std::io::copy(&mut source.take(most), copy.as_file_mut())?;
    if copied == most {
        let detail = format!("a database of more than {most} bytes");
        return Err(ExtractError::Limit { kind: IncidentKind::LimitBytes, detail });
    }
    let length = copied + head.len() as u64;
    let short = claimed(&head).is_some_and(|claimed| claimed > length);
    if short {
        // Without a length in the header the library goes by that of the file, and reads what is there.
        copy.seek(SeekFrom::Start(28))?;
        copy.write_all(&[0; 4])?;
    }
    Ok((copy, short.then(|| ExtractError::Truncated("the database is shorter than it says".into()))))
}

/// The length that the header claims; none where it is not to be trusted (file format, 1.3.3 and 1.3.8).
fn claimed(head: &[u8]) -> Option<u64> {
    let number = |from: usize| Some(u32::from_be_bytes(head.get(from..from + 4)?.try_into().ok()?));
    let size = u16::from_be_bytes(head.get(16..18)?.try_into().ok()?);
    let size = if size == 1 { 65_536 } else { u64::from(size) };
    let current = number(24)? == number(92)?;
    current.then(|| number(28).map(|pages| u64::from(pages) * size)).flatten()
}

/// Opens the copy so that it changes nothing and runs nothing.
fn open(path: &Path, limits: &Limits) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(uri(path), flags)?;
    for (config, value) in [
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
    ] {
        connection.set_db_config(config, value)?;
    }
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, LONGEST_ROW)?;
    connection.set_limit(Limit::SQLITE_LIMIT_SQL_LENGTH, LONGEST_SQL)?;
    connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.pragma_update(None, "mmap_size", 0)?;
    let until = Instant::now() + Duration::from_secs(limits.seconds.min(1 << 30));
    connection.progress_handler(STEPS, Some(move || Instant::now() > until))?;
    Ok(connection)
}

/// The path as a URI that says that nobody changes the file.
fn uri(path: &Path) -> String {
    let mut uri = String::from("file:");
    let path = path.to_string_lossy().replace('\\', "/");
    if !path.starts_with('/') {
        uri.push('/');
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.:~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri + "?mode=ro&immutable=1"
}

/// The tables, in the order of their names. Those of a module are read as the plain tables in which it keeps its data.
fn list(connection: &Connection, limits: &Limits, sink: &mut dyn Sink) -> rusqlite::Result<Vec<Table>> {
    let mut statement = connection.prepare(
        "SELECT CAST(name AS TEXT), CAST(sql AS TEXT) FROM sqlite_schema WHERE type = 'table' ORDER BY name",
    )?;
    let mut rows = statement.query([])?;
    let mut tables = Vec::new();
    while let Some(row) = rows.next()? {
        let text = |column| match row.get_ref(column) {
            Ok(rusqlite::types::ValueRef::Text(text)) => String::from_utf8_lossy(text).into_owned(),
            _ => String::new(),
        };
        let (name, sql) = (text(0), text(1));
        let is_module = sql.trim_start().get(..14).is_some_and(|start| start.eq_ignore_ascii_case("create virtual"));
        if is_module || matches!(&*name, "sqlite_sequence" | "sqlite_stat1") {
            continue;
        }
        if tables.len() as u64 >= limits.entries {
            let detail = format!("the database has more than {} tables", limits.entries);
            sink.incident(Incident::new(Stage::Extract, IncidentKind::LimitEntries, detail));
            break;
        }
        tables.push(Table { name: name.into() });
    }
    Ok(tables)
}

/// What a fault of the library means. Its own words may quote names out of the file.
fn from_sqlite(error: &rusqlite::Error, limits: &Limits) -> ExtractError {
    let limit = |kind, detail: String| ExtractError::Limit { kind, detail };
    match error.sqlite_error_code() {
        Some(ErrorCode::OperationInterrupted) => {
            limit(IncidentKind::LimitTime, format!("reading took longer than {} seconds", limits.seconds))
        }
        Some(ErrorCode::OutOfMemory) => limit(IncidentKind::LimitMemory, "the database needs too much memory".into()),
        Some(ErrorCode::TooBig) => ExtractError::Corrupt(format!("a row is longer than {LONGEST_ROW} bytes")),
        Some(ErrorCode::NotADatabase) => ExtractError::Corrupt("is no SQLite database, or an encrypted one".into()),
        _ => ExtractError::Corrupt("the database is damaged".into()),
    }
}

/// Pushes a text that is too long for a cell, in pieces.
fn push_long(text: &str, place: &Locator, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let (mut rest, mut offset) = (text, 0);
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(if rest.len() > 64 << 10 { super::text::cut(rest) } else { rest.len() });
        let segment = Segment { text: piece, locator: place.clone(), role: Role::Body, offset };
        heed(sink.segment(segment))?;
        offset += piece.chars().count() as u64;
        rest = after;
    }
    Ok(())
}

/// The columns of a table as a place tells them.
type Columns = Arc<[Arc<str>]>;
