use super::*;
use crate::extract::testing::{self, StopAfter, run};
use crate::incident::IncidentKind;
use proptest::prelude::*;
use std::io::Cursor;

fn read(sql: &str) -> (Vec<String>, Vec<IncidentKind>) {
    run(extract, sql.as_bytes(), &Limits::default())
}

#[track_caller]
fn check(sql: &str, want: &[&str]) {
    testing::check(extract, sql.as_bytes(), want);
}

#[test]
fn rows_of_inserts_are_records() {
    check(
        "-- for Ann\nINSERT INTO dbo.Users (Id, [Full Name], \"Phone\") VALUES (1, N'Ann O''Lee', NULL),\n (2,'Bob (Ray), jr', CAST(N'07700' AS x));\nGO\n\
         insert into dbo.Users (Id, [Full Name], Phone) values (3, E'C\\'y', 4.4E2)\nSELECT 1;",
        &[
            "line 1 | Body | -- for Ann\n\n\nGO\n\nSELECT 1;",
            "table dbo.Users, column Id, row 0 | Body | Id",
            "table dbo.Users, column Full Name, row 0 | Body | Full Name",
            "table dbo.Users, column Phone, row 0 | Body | Phone",
            "table dbo.Users, column Id, row 1 | Number | 1",
            "table dbo.Users, column Full Name, row 1 | Body | Ann O'Lee",
            "table dbo.Users, column Id, row 2 | Number | 2",
            "table dbo.Users, column Full Name, row 2 | Body | Bob (Ray), jr",
            "table dbo.Users, column Phone, row 2 | Body | 07700",
            "table dbo.Users, column Id, row 3 | Number | 3",
            "table dbo.Users, column Full Name, row 3 | Body | C'y",
            "table dbo.Users, column Phone, row 3 | Number | 440",
        ],
    );
}

#[test]
fn columns_come_from_the_definition() {
    check(
        "-- MySQL dump 10\nCREATE TABLE `people` (\n `id` int, `name` varchar(9) DEFAULT 'a,b',\n PRIMARY KEY (`id`));\n\
         INSERT INTO `people` VALUES (1,'Ann\\'s, \\\\ \\n'),(2,'Bob');",
        &[
            "line 1 | Body | -- MySQL dump 10\nCREATE TABLE `people` (\n `id` int, `name` varchar(9) DEFAULT 'a,b',\n PRIMARY KEY (`id`));",
            "table people, column id, row 0 | Body | id",
            "table people, column name, row 0 | Body | name",
            "table people, column id, row 1 | Number | 1",
            "table people, column name, row 1 | Body | Ann's, \\ \n",
            "table people, column id, row 2 | Number | 2",
            "table people, column name, row 2 | Body | Bob",
        ],
    );
    check(
        "INSERT INTO x VALUES ('a', NULL, 'b');",
        &["table x, column A, row 1 | Body | a", "table x, column C, row 1 | Body | b"],
    );
}

#[test]
fn rows_of_copy_are_records() {
    check(
        "COPY public.users (id, name, note) FROM stdin;\n1\tAnn Lee\t\\N\n2\tBob\\tRay\t0123\n\\.\nSELECT 1;\n",
        &[
            "line 1 | Body | \n\n\n\nSELECT 1;",
            "table public.users, column id, row 0 | Body | id",
            "table public.users, column name, row 0 | Body | name",
            "table public.users, column note, row 0 | Body | note",
            "table public.users, column id, row 1 | Number | 1",
            "table public.users, column name, row 1 | Body | Ann Lee",
            "table public.users, column id, row 2 | Number | 2",
            "table public.users, column name, row 2 | Body | Bob\tRay",
            "table public.users, column note, row 2 | Body | 0123",
        ],
    );
}

#[test]
fn what_is_no_row_is_text() {
    for sql in [
        "INSERT INTO t SELECT 'Ann' FROM u;",
        "INSERT INTO t (a) VALUES ('Ann",
        "insert the card of Ann",
        "COPY t FROM '/x';",
        "INSERT INTO t (a) VALUES 5 'Ann'",
    ] {
        let (lines, incidents) = read(sql);
        assert!(
            incidents.is_empty() && lines.join("").contains(if sql.contains("Ann") { "Ann" } else { "/x" }),
            "{lines:?}"
        );
    }
}

#[test]
fn cells_are_counted() {
    let limits = Limits { cells: 3, ..Limits::default() };
    let (lines, incidents) = run(extract, b"INSERT INTO t (a, b) VALUES (1, 2), (3, 4), (5, 6);", &limits);
    assert_eq!(incidents, vec![IncidentKind::LimitEntries]);
    assert!(lines.len() > 3);
}

const SAMPLE: &str = "CREATE TABLE t (a, b);\nINSERT INTO t VALUES (1,'\u{e9}''x'),\n(2, NOW());\nCOPY u (c) FROM stdin;\nx\\ty\n\\.\ntail";

#[test]
fn any_part_is_read() {
    for end in 0..=SAMPLE.len() {
        run(extract, SAMPLE.as_bytes().get(..end).unwrap(), &Limits::default());
    }
    for pushes in 0..8 {
        let result = extract(&mut Cursor::new(SAMPLE), &Options::default(), &mut StopAfter(pushes));
        assert!(matches!(result, Err(ExtractError::Stopped) | Ok(())), "{pushes}");
    }
}

proptest! {
    #[test]
    fn any_script_is_read(parts in proptest::collection::vec(prop_oneof![
        Just("INSERT INTO t "), Just("(a, b) "), Just("VALUES "), Just("(1, 'x')"), Just(","), Just(";"), Just("\n"), Just("'"), Just("\\"),
        Just("COPY t FROM stdin;\n"), Just("\\.\n"), Just("a\tb\n"), Just("CREATE TABLE t ("), Just("é"), Just(")"), Just("`"),
    ], 0..40)) {
        read(&parts.concat());
    }
}
