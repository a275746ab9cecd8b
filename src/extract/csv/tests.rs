use super::*;
use crate::config::Limits;
use crate::extract::testing::{self, Script, StopAfter};
use proptest::prelude::*;
use std::io::Cursor;

fn check(bytes: &[u8], want: &[&str]) {
    testing::check(extract, bytes, want);
}

/// The cells, without places.
fn cells(bytes: &[u8]) -> Vec<String> {
    let (lines, _) = testing::run(extract, bytes, &Limits::default());
    lines.iter().map(|line| line.split(" | ").nth(2).unwrap_or_default().to_owned()).collect()
}

#[test]
fn rows_and_columns_count_like_a_spreadsheet() {
    check(
        b"Name,Email\nAnn,ann@example.org\n\nBob,\n",
        &[
            "column A, row 1 | Body | Name",
            "column B, row 1 | Body | Email",
            "column A, row 2 | Body | Ann",
            "column B, row 2 | Body | ann@example.org",
            "column A, row 4 | Body | Bob",
        ],
    );
    check(b"", &[]);
    check(b"a,b", &["column A, row 1 | Body | a", "column B, row 1 | Body | b"]);
}

#[test]
fn quotes() {
    let check = |text: &str, want: &[&str]| assert_eq!(cells(text.as_bytes()), want, "{text}");
    check("a,\"b, c\",d\n1,2,3\n", &["a", "b, c", "d", "1", "2", "3"]);
    check("a,\"say \"\"hi\"\"\"\n1,2\n", &["a", "say \"hi\"", "1", "2"]);
    check("a,\"two\nlines\"\n1,2\n", &["a", "two\nlines", "1", "2"]);
    check("a, \"b, c\" ,d\n", &["a", "b, c", "d"]);
    check("a,\"Smith, Bob\" (chair)\n1,2\n", &["a", "\"Smith, Bob\" (chair)", "1", "2"]);
    check("a,5\",c\n1,6\",3\n", &["a", "5\"", "c", "1", "6\"", "3"]);
    check("a,\"\"\n1,2\n", &["a", "1", "2"]);
}

#[test]
fn a_stray_quote_swallows_no_rows() {
    let rows = |quote: &str| format!("id,name,town\n{quote}").into_bytes();
    for text in [
        "1,\"Ann,Leeds\n2,Bob,York\n3,Cy,Hull\n",
        "1,\"Ann,Leeds\n2,Bob,York\n3,Cy,\"Hull\n4,Dee,Bath\n",
        "1,\"Ann,Leeds\n2,Bob,York\n3,Cy,Hull\n4,Dee\",Bath\n5,Eve,Ely\n",
    ] {
        let (lines, incidents) = testing::run(extract, &rows(text), &Limits::default());
        assert!(lines.contains(&"column B, row 3 | Body | Bob".to_owned()), "{lines:?}");
        assert_eq!(incidents, [IncidentKind::Decode]);
    }
    let long = [rows("1,\"Ann,Leeds\n"), b"2,Bob,York\n".repeat(400_000)].concat();
    let (lines, _) = testing::run(extract, &long, &Limits::default());
    assert_eq!(lines.len(), 3 + 3 + 3 * 400_000);
}

#[test]
fn delimiters_are_found() {
    for delimiter in [",", ";", "\t", "|"] {
        let text = ["Name,Town,Fee", "Ann,Leeds,1", "Bob,York,2"].join("\r\n").replace(',', delimiter);
        assert_eq!(cells(text.as_bytes()).len(), 9, "{delimiter}");
    }
    assert_eq!(cells(b"Name;Q1;Q2\nAnn;1,5;2,5\nBob;3,5;4,5\n").get(4).unwrap(), "1,5");
    assert_eq!(cells(b"Name;Note\nAnn;one, two, three\nBob;four\n").get(3).unwrap(), "one, two, three");
}

#[test]
fn a_sep_line_is_no_row() {
    check(b"sep=!\r\na!b\r\n", &["column A, row 1 | Body | a", "column B, row 1 | Body | b"]);
    check(b"\"sep=;\"\na,b;c\n", &["column A, row 1 | Body | a,b", "column B, row 1 | Body | c"]);
}

#[test]
fn utf16_as_spreadsheets_write_it() {
    let text = "Name\tOrt\r\nZo\u{eb}\tK\u{f6}ln\r\n";
    let bytes: Vec<u8> = "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(cells(&bytes), ["Name", "Ort", "Zo\u{eb}", "K\u{f6}ln"]);
}

#[test]
fn ragged_rows_keep_their_cells() {
    assert_eq!(cells(b"a,b,c\n1\n1,2,3,4,5\n,,3\n"), ["a", "b", "c", "1", "1", "2", "3", "4", "5", "3"]);
}

#[test]
fn an_overlong_record_is_text_and_the_table_goes_on() {
    for long in ["x, ".repeat(1 << 19), "\"".to_owned() + &"y".repeat(3 << 20), "z".repeat(5 << 20)] {
        let text = format!("a,b\r\n{long}\r\nc,d\r\n");
        let mut script = Script::default();
        extract(&mut Cursor::new(&text), &Options::default(), &mut script).unwrap();
        assert_eq!(script.lines.last().unwrap(), "column B, row 3 | Body | d");
        assert!(script.lines.iter().all(|line| line.len() < 66 << 10));
        let pushed: usize = script.lines.iter().skip(2).map(|line| line.split(" | ").nth(2).unwrap().len()).sum();
        assert_eq!(pushed, long.len() + 2);
        assert!(!script.incidents.is_empty());
    }
}

#[test]
fn too_many_cells_end_the_file() {
    let limits = Limits { cells: 5, ..Limits::default() };
    let (lines, incidents) = testing::run(extract, b"a,b\nc,d\ne,f\n", &limits);
    assert_eq!((lines.len(), incidents), (4, vec![IncidentKind::LimitEntries]));
}

#[test]
fn a_sink_may_stop() {
    for pushes in 0..4 {
        let result = extract(&mut Cursor::new("a,b\n1,2\n3,4\n"), &Options::default(), &mut StopAfter(pushes));
        assert!(matches!(result, Err(ExtractError::Stopped)));
    }
}

#[test]
fn tables_are_told_from_other_text() {
    let check = |text: &str, named: bool, want: Option<char>| {
        assert_eq!(
            guess(text, if named { Hint::Table } else { Hint::None }).map(|dialect| char::from(dialect.delimiter)),
            want,
            "{text}"
        );
    };
    check("Name,Email,Town\nAnn,a@example.org,Leeds\nBob,b@example.org,York\n", false, Some(','));
    check("Name\tEmail\nAnn\ta@example.org\nBob\tb@example.org\n", false, Some('\t'));
    check(
        "Report of May\n\nName;Town;Fee\nAnn;Leeds;1\nBob;York;2\nCy;Hull;3\nDee;Ely;4\nEve;Ely;5\nFay;Ely;3\n",
        false,
        Some(';'),
    );
    check("Dear Ann,\n\nthank you for the note, it helped.\nRegards,\nBob\n", false, None);
    check("On Monday, we met.\nOn Tuesday, we rested.\nOn Friday, we left.\nThen, nothing.\n", false, None);
    check("{\"a\": 1, \"b\": 2}\n{\"a\": 1, \"b\": 2}\n{\"a\": 1, \"b\": 2}\n", false, None);
    check("int a = f(1, 2);\nint b = f(3, 4);\nreturn g(a, b);\n", false, None);
    check("INSERT INTO t VALUES (1, 'Ann', 'Leeds');\nINSERT INTO t VALUES (2, 'Bob', 'York');\n", false, None);
    check("| a | b |\n|---|---|\n| 1 | 2 |\n| 1 | 2 |\n", false, None);
    check("one\ntwo\nthree\n", false, None);
    check("Name\nAnn\nBob\n", true, Some(','));
    check("Name,Town\nAnn,Leeds\n", true, Some(','));
    check("a long sentence that goes on and on without any end in sight\nand one more of the same kind\n", true, None);
    check("sep=;\nx;y\n", false, Some(';'));
}

proptest! {
    #[test]
    fn any_bytes_are_rows(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        testing::run(extract, &bytes, &Limits::default());
    }

    #[test]
    fn any_delimited_text_is_rows(text in "[a\",;\t|\r\n ]{0,200}") {
        testing::run(extract, text.as_bytes(), &Limits::default());
        guess(&text, Hint::None);
        guess(&text, Hint::Table);
    }

    #[test]
    fn what_was_written_is_read(rows in proptest::collection::vec(proptest::collection::vec("[a-z0-9][a-z\",;\r\n ]{0,8}[a-z]", 3), 5..9)) {
        let mut writer = ::csv::Writer::from_writer(Vec::new());
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let mut splitter = Splitter::new(b',', 0);
        let mut at = 0;
        for row in &rows {
            let Next::Record(next) = splitter.next(&bytes, at, true) else { panic!("no record") };
            let text = std::str::from_utf8(&bytes).unwrap();
            let fields: Vec<_> = splitter.fields.iter().map(|field| unquote(text, field)).collect();
            prop_assert_eq!(&fields, row);
            at = next;
        }
        prop_assert_eq!(at, bytes.len());
    }
}
