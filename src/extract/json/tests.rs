use super::*;
use crate::extract::testing::{self, StopAfter, run};
use proptest::prelude::*;

fn read(json: &str) -> (Vec<String>, Vec<IncidentKind>) {
    run(extract, json.as_bytes(), &Limits::default())
}

#[track_caller]
fn check(json: &str, want: &[&str]) {
    testing::check(extract, json.as_bytes(), want);
}

#[test]
fn values_stand_under_their_names() {
    check(
        r#"{"title": "List", "dateOfBirth": "1984-06-11", "a": ["x", 5], "ok": true, "none": null, "e": "",
            "who": {"name": "Ann Lee", "address": {"town": "Leeds"}}, "n": 4.477e11}"#,
        &[
            "at /title | Body | title: List",
            "at /dateOfBirth | Body | date of birth: 1984-06-11",
            "at /a/0 | Body | a: x",
            "at /a/1 | Body | a: 5",
            "at /ok | Body | ok: TRUE",
            "at /n | Body | n: 447700000000",
            "at /who/name | Body | name: Ann Lee",
            "at /who/address/town | Body | town: Leeds",
        ],
    );
    check(r#""alone""#, &["at  | Body | alone"]);
    check(
        r#"["\u0041nn \ud83d\ude00 \"L\"\n\/\x", "a\tb"]"#,
        &["at /0 | Body | Ann \u{1F600} \"L\"\n/x", "at /1 | Body | a\tb"],
    );
}

#[test]
fn arrays_of_objects_are_tables() {
    let want = [
        "table users, column name, row 0 | Body | name",
        "table users, column phone, row 0 | Body | phone",
        "table users, column address.town, row 0 | Body | address.town",
        "table users, column emails, row 0 | Body | emails",
        "table users, column name, row 1 | Body | Ann Lee",
        "table users, column phone, row 1 | Number | 447700900123",
        "table users, column address.town, row 1 | Body | Leeds",
        "table users, column name, row 2 | Body | Bob Ray",
        "table users, column emails, row 2 | Body | b@x.example\nbob@y.example",
    ];
    check(
        r#"{"users": [{"name": "Ann Lee", "phone": 447700900123, "address": {"town": "Leeds"}},
            {"name": "Bob Ray", "emails": ["b@x.example", "bob@y.example"]}]}"#,
        &want,
    );
    let lines = r#"{"name": "Ann Lee", "phone": 447700900123, "address": {"town": "Leeds"}}
{"name": "Bob Ray", "emails": ["b@x.example", "bob@y.example"]}"#;
    let records: Vec<String> = want.iter().map(|line| line.replace("table users", "table records")).collect();
    check(lines, &records.iter().map(String::as_str).collect::<Vec<_>>());
    check(&format!("[{}]", lines.replace('\n', ",")), &records.iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn members_that_are_alike_are_a_table() {
    check(
        r#"{"u1": {"name": "Ann", "town": "Leeds"}, "u2": {"name": "Bob", "town": "York"}, "u3": {"name": "Cy"}}"#,
        &[
            "table *, column key, row 0 | Body | key",
            "table *, column name, row 0 | Body | name",
            "table *, column town, row 0 | Body | town",
            "table *, column key, row 1 | Body | u1",
            "table *, column name, row 1 | Body | Ann",
            "table *, column town, row 1 | Body | Leeds",
            "table *, column key, row 2 | Body | u2",
            "table *, column name, row 2 | Body | Bob",
            "table *, column town, row 2 | Body | York",
            "table *, column key, row 3 | Body | u3",
            "table *, column name, row 3 | Body | Cy",
        ],
    );
}

#[test]
fn lists_are_columns_and_lists_of_lists_tables() {
    check(
        r#"{"people": ["Ann Lee", "Bob Ray", "Cy Fox"]}"#,
        &[
            "table people, column people, row 0 | Body | people",
            "table people, column people, row 1 | Body | Ann Lee",
            "table people, column people, row 2 | Body | Bob Ray",
            "table people, column people, row 3 | Body | Cy Fox",
        ],
    );
    check(
        r#"{"values": [["Name", "Fee"], ["Ann", 5], ["Bob", 6]]}"#,
        &[
            "table values, column A, row 1 | Body | Name",
            "table values, column B, row 1 | Body | Fee",
            "table values, column A, row 2 | Body | Ann",
            "table values, column B, row 2 | Number | 5",
            "table values, column A, row 3 | Body | Bob",
            "table values, column B, row 3 | Number | 6",
        ],
    );
    check(
        r#"{"orders": [{"id": 1, "items": [{"sku": "a", "n": 1}, {"sku": "b", "n": 2}]}, {"id": 2, "items": [{"sku": "c", "n": 3}]}]}"#,
        &[
            "table orders/items, column sku, row 0 | Body | sku",
            "table orders/items, column n, row 0 | Body | n",
            "table orders/items, column sku, row 1 | Body | a",
            "table orders/items, column n, row 1 | Number | 1",
            "table orders/items, column sku, row 2 | Body | b",
            "table orders/items, column n, row 2 | Number | 2",
            "table orders/items, column sku, row 3 | Body | c",
            "table orders/items, column n, row 3 | Number | 3",
            "table orders, column id, row 0 | Body | id",
            "table orders, column id, row 1 | Number | 1",
            "table orders, column id, row 2 | Number | 2",
        ],
    );
}

#[test]
fn what_is_not_valid_is_read_as_text() {
    for (json, want, kind) in [
        (
            "{\"a\": \"x\",\n \"b\": oops,\n \"c\": \"Ann\"}",
            vec!["at /a | Body | a: x", "line 2 | Body | oops,\n \"c\": \"Ann\"}"],
            IncidentKind::Corrupt,
        ),
        ("{\"a\": \"x\", \"b\": \"Ann", vec!["at /a | Body | a: x", "at /b | Body | b: Ann"], IncidentKind::Truncated),
        (
            "{\"a\": 1}\nnot json\n{\"a\": 2}\n{\"a\": 3}",
            vec![
                "line 2 | Body | not json",
                "table records, column a, row 0 | Body | a",
                "table records, column a, row 1 | Number | 1",
                "table records, column a, row 2 | Number | 2",
                "table records, column a, row 3 | Number | 3",
            ],
            IncidentKind::Corrupt,
        ),
    ] {
        let (lines, incidents) = read(json);
        assert_eq!((lines, incidents), (want.into_iter().map(str::to_owned).collect(), vec![kind]), "{json}");
    }
}

#[test]
fn what_others_add_to_json_is_taken() {
    check(
        "// for Ann\n{\"a\": \"x\", /* Bob */ \"b\": NaN,}",
        &["comments | Comment | for Ann", "comments | Comment | Bob", "at /a | Body | a: x"],
    );
}

#[test]
fn limits_bite() {
    let (_, incidents) = read(&format!("{}\"Ann\"", "[".repeat(100_000)));
    assert_eq!(incidents, vec![IncidentKind::LimitDepth]);
    let limits = Limits { cells: 3, ..Limits::default() };
    let (lines, incidents) = run(extract, br#"[{"a":1,"b":2},{"a":1,"b":2},{"a":1,"b":2}]"#, &limits);
    assert_eq!(incidents, vec![IncidentKind::LimitEntries]);
    assert!(!lines.is_empty());
    let long = "word ".repeat(60_000);
    let (lines, incidents) = read(&format!("{{\"a\": \"{long}\", \"b\": \"Ann\"}}"));
    assert!(incidents.is_empty() && lines.len() > 3 && lines.iter().all(|line| line.len() < 80_000));
    assert_eq!(lines.last().unwrap(), "at /b | Body | b: Ann");
    let keys = "k".repeat(200_000);
    assert!(read(&format!("{{\"{keys}\": 1}}")).1.is_empty());
}

#[test]
fn notebooks() {
    let notebook = r##"{"cells": [
        {"cell_type": "markdown", "metadata": {}, "source": ["# Delegates\n", "Dear Ann"]},
        {"cell_type": "code", "source": "df.head()\nx = 1", "outputs": [
            {"output_type": "execute_result", "data": {"image/png": "iVBORw0", "text/html": ["<table><tr><th>Name<th>Fee</tr>\n", "<tr><td>Ann<td>5</tr></table>"],
             "text/plain": ["Name Fee\n", "Ann 5"]}},
            {"output_type": "stream", "text": ["hello\n"]}]}],
        "metadata": {"authors": [{"name": "Bob Ray"}], "title": "x y"}, "nbformat": 4}"##;
    let (lines, incidents) = run(extract_notebook, notebook.as_bytes(), &Limits::default());
    assert_eq!(incidents, vec![]);
    assert_eq!(
        lines,
        [
            "cell 1, paragraph 1 | Body | # Delegates",
            "cell 1, paragraph 2 | Body | Dear Ann",
            "cell 2, paragraph 1 | Body | df.head()",
            "cell 2, paragraph 2 | Body | x = 1",
            "cell 2, output, table 1, row 1, column 1 | Body | Name",
            "cell 2, output, table 1, row 1, column 2 | Body | Fee",
            "cell 2, output, table 1, row 2, column 1 | Body | Ann",
            "cell 2, output, table 1, row 2, column 2 | Body | 5",
            "cell 2, output, paragraph 1 | Body | hello",
            "notebook properties, paragraph 1 | Author | Bob Ray",
            "notebook properties, paragraph 1 | Machine | x y",
        ]
    );
}

const SAMPLE: &str = "{\"a\": [{\"b\": \"\\u00e9\", \"c\": -1.5e3}, {\"b\": [1, [2, 3]]}], \"cells\": [{\"source\": [\"x\\n\"]}]}\n{\"d\": null}";

#[test]
fn any_part_is_read() {
    for end in (0..=SAMPLE.len()).filter(|end| SAMPLE.is_char_boundary(*end)) {
        let part = SAMPLE.get(..end).unwrap();
        read(part);
        run(extract_notebook, part.as_bytes(), &Limits::default());
        guess(part, "json");
    }
}

#[test]
fn a_sink_may_stop() {
    for pushes in 0..12 {
        let result = extract(&mut Cursor::new(SAMPLE), &Options::default(), &mut StopAfter(pushes));
        assert!(matches!(result, Err(ExtractError::Stopped) | Ok(())), "{pushes}");
    }
}

proptest! {
    #[test]
    fn any_tokens_are_read(parts in proptest::collection::vec(prop_oneof![
        Just("{"), Just("}"), Just("["), Just("]"), Just(","), Just(":"), Just("\"a\""), Just("\"b\":"), Just("1"), Just("null"), Just("\n"),
        Just("\"\\ud800"), Just("// c\n"), Just("/*"), Just("é"), Just("{\"a\":1,\"b\":2}"),
    ], 0..60)) {
        let text = parts.concat();
        read(&text);
        run(extract_notebook, text.as_bytes(), &Limits::default());
        guess(&text, "");
    }
}
