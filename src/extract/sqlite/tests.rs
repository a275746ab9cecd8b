use super::*;
use crate::extract::testing::{StopAfter, run};
use std::io::Cursor;

/// The bytes of a database on which these statements were run.
fn database(sql: &str) -> Vec<u8> {
    let file = NamedTempFile::new().unwrap();
    let connection = Connection::open(file.path()).unwrap();
    connection.execute_batch(sql).unwrap();
    drop(connection);
    std::fs::read(file.path()).unwrap()
}

const PEOPLE: &str = "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, phone INTEGER, born DATE, fee REAL, photo BLOB, note BLOB,
        shout TEXT GENERATED ALWAYS AS (upper(name)) VIRTUAL);
    INSERT INTO people (name, phone, born, fee, photo, note) VALUES ('Ann Lee', 447700900123, '1984-06-11', 12.5, x'FFD8FF00', 'hello'),
        ('Bob Ray', NULL, 'unknown', 1e21, NULL, CAST('hi' AS BLOB));
    CREATE TABLE \"odd \"\"name\" (a, b);
    CREATE VIEW v AS SELECT * FROM people;
    CREATE TABLE empty (x);";

#[test]
fn every_table_is_read() {
    let (lines, incidents) = run(extract, &database(PEOPLE), &Limits::default());
    assert_eq!(incidents, vec![]);
    assert_eq!(
        lines,
        [
            "table people, column id, row 0 | Body | id",
            "table people, column name, row 0 | Body | name",
            "table people, column phone, row 0 | Body | phone",
            "table people, column born, row 0 | Body | born",
            "table people, column fee, row 0 | Body | fee",
            "table people, column photo, row 0 | Body | photo",
            "table people, column note, row 0 | Body | note",
            "table people, column id, row 1 | Number | 1",
            "table people, column name, row 1 | Body | Ann Lee",
            "table people, column phone, row 1 | Number | 447700900123",
            "table people, column born, row 1 | Date | 1984-06-11",
            "table people, column fee, row 1 | Number | 12.5",
            "table people, column note, row 1 | Body | hello",
            "table people, column id, row 2 | Number | 2",
            "table people, column name, row 2 | Body | Bob Ray",
            "table people, column born, row 2 | Body | unknown",
            "table people, column fee, row 2 | Number | 1000000000000000000000",
            "table people, column note, row 2 | Body | hi",
        ]
    );
}

#[test]
fn the_file_need_not_be_whole() {
    let bytes = database(&format!("{PEOPLE} PRAGMA journal_mode=WAL;"));
    assert_eq!(run(extract, &bytes, &Limits::default()).1, vec![], "a database in WAL mode without its log");
    let sql = "CREATE TABLE t (a); INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION SELECT i + 1 FROM n WHERE i < 3000) SELECT 'row ' || i FROM n;";
    let bytes = database(sql);
    let (lines, incidents) = run(extract, bytes.get(..bytes.len() - 4096).unwrap(), &Limits::default());
    assert!(lines.len() > 100 && !incidents.is_empty(), "{} {incidents:?}", lines.len());
    for end in (0..bytes.len()).step_by(977) {
        run(extract, bytes.get(..end).unwrap(), &Limits::default());
    }
}

#[test]
fn damage_is_an_incident() {
    let mut bytes = database(PEOPLE);
    for at in (100..bytes.len()).step_by(61) {
        let old = std::mem::replace(&mut bytes[at], 0xA5);
        run(extract, &bytes, &Limits::default());
        bytes[at] = old;
    }
    assert_eq!(run(extract, b"SQLite format 3\0rubbish", &Limits::default()).1, vec![IncidentKind::Corrupt]);
}

#[test]
fn limits_bite() {
    let bytes = database(PEOPLE);
    for (limits, kind) in [
        (Limits { cells: 5, ..Limits::default() }, IncidentKind::LimitEntries),
        (Limits { entries: 1, ..Limits::default() }, IncidentKind::LimitEntries),
        (Limits { expanded_bytes: 100, ..Limits::default() }, IncidentKind::LimitBytes),
    ] {
        assert_eq!(run(extract, &bytes, &limits).1, vec![kind]);
    }
    let many = "CREATE TABLE t (a); INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000) SELECT i FROM n;";
    let limits = Limits { seconds: 0, ..Limits::default() };
    assert_eq!(run(extract, &database(many), &limits).1, vec![IncidentKind::LimitTime]);
}

#[test]
fn what_is_long_or_a_file_is_said() {
    let sql = "CREATE TABLE t (a, b, c); INSERT INTO t VALUES ('x', replace(hex(zeroblob(100000)), '00', 'word '), x'255044462D312E37FF'), ('y', 1, 2);";
    let (lines, incidents) = run(extract, &database(sql), &Limits::default());
    assert_eq!(incidents, vec![IncidentKind::Unsupported]);
    assert!(lines.iter().any(|line| line.starts_with("table t, column b, row 1 | Body | word word")));
    assert_eq!(lines.last().unwrap(), "table t, column c, row 2 | Number | 2");
}

#[test]
fn a_sink_may_stop() {
    for pushes in 0..6 {
        let result = extract(&mut Cursor::new(database(PEOPLE)), &Options::default(), &mut StopAfter(pushes));
        assert!(matches!(result, Err(ExtractError::Stopped) | Ok(())), "{pushes}");
    }
}
