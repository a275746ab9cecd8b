use super::*;
use crate::config::Limits;
use crate::extract::testing::{self, StopAfter, run};
use crate::incident::IncidentKind;
use proptest::prelude::*;
use std::io::Cursor;

fn read(html: &str) -> (Vec<String>, Vec<IncidentKind>) {
    run(extract, html.as_bytes(), &Limits::default())
}

#[track_caller]
fn check(html: &str, want: &[&str]) {
    testing::check(extract, html.as_bytes(), want);
}

#[test]
fn blocks_make_paragraphs() {
    check(
        "<!doctype html><html><head><title>The\n list</title></head><body><h1>Delegates</h1><p>Dear <b>Ma</b>ry,<br>\n\
         welcome &amp; thank&nbsp;you.<p>Second<ul><li>one<li>two</ul>tail",
        &[
            "document, paragraph 1 | Heading | The list",
            "document, paragraph 2 | Heading | Delegates",
            "document, paragraph 3 | Body | Dear Mary,\nwelcome & thank\u{a0}you.",
            "document, paragraph 4 | Body | Second",
            "document, paragraph 5 | Body | one",
            "document, paragraph 6 | Body | two",
            "document, paragraph 7 | Body | tail",
        ],
    );
    check("<?xml version='1.0'?><html><![CDATA[Ann]]><![if !mso]>x", &["document, paragraph 1 | Body | Annx"]);
    check("<pre>a  b\nc</pre>d  e", &["document, paragraph 1 | Body | a  b\nc", "document, paragraph 2 | Body | d e"]);
    check("plain &eacute;&#233;&#xe9; text", &["document, paragraph 1 | Body | plain ééé text"]);
    check("<style>p{}</style><script>var a = 1;</script>x", &["document, paragraph 1 | Body | x"]);
    check("<svg><title/><text>Ann</text></svg>", &["document, paragraph 1 | Body | Ann"]);
}

#[test]
fn tables_are_tables() {
    check(
        "<table><caption>List</caption><tr><th>Name<th>Mail</tr><tr><td>Ann<td><a href='mailto:ann@x.example'>write</a>\
         </tr></table>after",
        &[
            "document, paragraph 1 | Body | List",
            "document, table 1, row 1, column 1 | Body | Name",
            "document, table 1, row 1, column 2 | Body | Mail",
            "document, table 1, row 2, column 1 | Body | Ann",
            "document, table 1, row 2, column 2 | Body | write",
            "document, table 1, row 2, column 2 | Body | ann@x.example",
            "document, paragraph 2 | Body | after",
        ],
    );
    check(
        "<table><tr><td colspan=2>A</td><td rowspan=2>B</td></tr><tr><td>C</td><td>D</td><td>E</td></tr>\
         <tr><td>F</td></tr></table>",
        &[
            "document, table 1, row 1, column 1 | Body | A",
            "document, table 1, row 1, column 3 | Body | B",
            "document, table 1, row 2, column 1 | Body | C",
            "document, table 1, row 2, column 2 | Body | D",
            "document, table 1, row 2, column 4 | Body | E",
            "document, table 1, row 3, column 1 | Body | F",
        ],
    );
}

#[test]
fn nested_tables_are_flattened() {
    // Tables in the cells of one that only lays the page out.
    check(
        "<table><tr><td>Top<table><tr><td>a<td>b<tr><td>c<td>d</table>tail</td></tr></table>",
        &[
            "document, paragraph 1 | Body | Top",
            "document, table 2, row 1, column 1 | Body | a",
            "document, table 2, row 1, column 2 | Body | b",
            "document, table 2, row 2, column 1 | Body | c",
            "document, table 2, row 2, column 2 | Body | d",
            "document, paragraph 2 | Body | tail",
        ],
    );
    // A table in a cell of one that holds data.
    check(
        "<table><tr><td>H<td>I<tr><td>x<td>y<table><tr><td>a<td>b</table></table>",
        &[
            "document, table 1, row 1, column 1 | Body | H",
            "document, table 1, row 1, column 2 | Body | I",
            "document, table 1, row 2, column 1 | Body | x",
            "document, table 1, row 2, column 2 | Body | y\na\nb",
        ],
    );
    check("<table><tr><td>one cell</table>", &["document, paragraph 1 | Body | one cell"]);
}

#[test]
fn numbers_of_a_saved_sheet() {
    check(
        "<table><tr><td>Phone<td>Fee<tr><td x:num=\"447700900123\">4.477E+11<td x:num=\"12\">12.00</table>",
        &[
            "document, table 1, row 1, column 1 | Body | Phone",
            "document, table 1, row 1, column 2 | Body | Fee",
            "document, table 1, row 2, column 1 | Number | 447700900123",
            "document, table 1, row 2, column 2 | Body | 12.00",
        ],
    );
}

#[test]
fn attributes_that_people_read() {
    check(
        "<meta name=Author content='Ann Lee'><meta name=description content='The list'><meta name=viewport content=x>\
         <p>Call <a href='tel:+44%207700%20900123' title='Mobile'>me</a> <img src='data:xx' alt='Photo of Ann'>\
         <a href='https://x.example/?m=a%40b.example'>go</a></p>\
         <form>Mail <input value='ann@x.example' placeholder='no'> ok<input type=hidden name=dob value='1984-06-11'></form>\
         <div data-user-name='Bob Ray' data-x='1' onclick='f()'>x</div>",
        &[
            "properties | Author | Ann Lee",
            "properties | Property | The list",
            "document, paragraph 1 | Body | Call me go",
            "document, paragraph 1 | Body | +44 7700 900123",
            "document, paragraph 1 | Body | Mobile",
            "document, paragraph 1 | Body | Photo of Ann",
            "document, paragraph 1 | Machine | https://x.example/?m=a@b.example",
            "document, paragraph 2 | Body | Mail ann@x.example ok",
            "document, paragraph 2 | Machine | dob: 1984-06-11",
            "document, paragraph 3 | Body | x",
            "document, paragraph 3 | Machine | user-name: Bob Ray",
        ],
    );
}

#[test]
fn what_is_not_shown() {
    check(
        "<p>a<!-- call Ann --><div style='DISPLAY : none'>b<div>c</div></div>d<template>e</template>",
        &[
            "comments (View > Page source), paragraph 1 | Comment | call Ann",
            "document, paragraph 1 | Body | a",
            "hidden text (View > Page source), paragraph 1 | Body | b",
            "hidden text (View > Page source), paragraph 2 | Body | c",
            "document, paragraph 2 | Body | d",
            "hidden text (View > Page source), paragraph 3 | Body | e",
        ],
    );
    check(
        "<div hidden><table><tr><td>a<td>b</table></div>",
        &[
            "hidden text (View > Page source), table 1, row 1, column 1 | Body | a",
            "hidden text (View > Page source), table 1, row 1, column 2 | Body | b",
        ],
    );
    check(
        "<!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>Ann Lee</o:Author><o:Pages>2</o:Pages></o:DocumentProperties></xml><![endif]-->x",
        &["properties | Author | Ann Lee", "document, paragraph 1 | Body | x"],
    );
}

#[test]
fn encodings() {
    let text = |bytes: &[u8]| run(extract, bytes, &Limits::default()).0.join("");
    assert!(text(b"<meta charset=windows-1250>Ji\xf8\xed").ends_with("Jiří"));
    assert!(text(b"<meta charset=iso-8859-1>Ji\xc5\x99\xc3\xad").ends_with("Jiří"));
    assert!(
        text(b"<meta http-equiv=Content-Type content='text/html; charset=shift_jis'>\x93\x8c\x8b\x9e")
            .ends_with("東京")
    );
    assert!(text(b"<meta charset='iso-2022-jp'>\x1b$BEl5~\x1b(B").ends_with("東京"));
    assert!(text(b"\xff\xfe<\0p\0>\0\xe9\0").ends_with("é"));
    assert!(text(b"<meta charset=utf-16>caf\xc3\xa9").ends_with("café"));
}

#[test]
fn text_for_a_mail() {
    assert_eq!(to_text("<p>Dear Ann<br>hi<table><tr><td>a<td>b<tr><td>c<td>d</table>"), "Dear Ann\nhi\na\tb\nc\td");
}

#[test]
fn long_things_are_bounded() {
    let word = "word ".repeat(40_000);
    let (lines, _) = read(&format!("<p>{word}<table><tr><td>a<td>b<tr><td>c<td>{word}</table>"));
    let text: usize = lines.iter().map(|line| line.rsplit("| ").next().unwrap_or_default().len()).sum();
    assert!(text + lines.len() * 2 >= word.trim().len() * 2, "{text} of {}", word.len() * 2);
    assert!(lines.iter().all(|line| line.len() < 70_000));
    let (lines, incidents) = read(&format!("<p title='{}'>x", "y".repeat(3 << 20)));
    assert_eq!((lines.len(), incidents), (2, vec![IncidentKind::LimitBytes]));
    let (lines, incidents) = read("x<p title=\"Ann Lee");
    assert_eq!((lines.len(), incidents), (2, vec![IncidentKind::Truncated]));
    let (_, incidents) = read("<script>var a;");
    assert_eq!(incidents, vec![IncidentKind::Corrupt]);
}

#[test]
fn cells_are_counted() {
    let limits = Limits { cells: 3, ..Limits::default() };
    let (_, incidents) = run(extract, b"<table><tr><td>a<td>b<tr><td>c<td>d</table>", &limits);
    assert_eq!(incidents, vec![IncidentKind::LimitEntries]);
    let deep = "<table><tr><td>".repeat(5_000);
    assert_eq!(read(&format!("{deep}x")).0, vec!["document, paragraph 1 | Body | x"]);
}

const PAGE: &str = "<!DOCTYPE html><html><head><meta charset=utf-8><title>T</title><script type='application/ld+json'>{\"a\":\"b c\"}\
    </script></head><body><p hidden>é<b>x</b></p><!-- <i>c</i> --><table><tr><td rowspan=2>a</td><td x:num=1></td></tr><tr><td>b<table>\
    <tr><td>n</table><a href='mailto:a%40b'>m</a></table><textarea>t</textarea></body></html>";

#[test]
fn any_part_of_a_page_is_read() {
    for end in 0..=PAGE.len() {
        run(extract, PAGE.as_bytes().get(..end).unwrap(), &Limits::default());
    }
}

#[test]
fn a_sink_may_stop() {
    for pushes in 0..12 {
        let result = extract(&mut Cursor::new(PAGE), &Options::default(), &mut StopAfter(pushes));
        assert!(matches!(result, Err(ExtractError::Stopped) | Ok(())), "{pushes}");
    }
}

proptest! {
    #[test]
    fn any_markup_is_read(parts in proptest::collection::vec(prop_oneof![
        Just("<table>"), Just("</table>"), Just("<tr>"), Just("<td colspan=9>"), Just("<td rowspan=3>x"), Just("</td>"), Just("text "),
        Just("<p hidden>"), Just("</p>"), Just("<!--"), Just("-->"), Just("<script>"), Just("</script>"), Just("<title>"), Just("</title>"),
        Just("<a href='mailto:x@y'>"), Just("&amp"), Just("\u{1F600}"), Just("<"), Just("<pre>"), Just("<style>"), Just("</"), Just("<!x"),
    ], 0..60)) {
        read(&parts.concat());
        to_text(&parts.concat());
    }
}
