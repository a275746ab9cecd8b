use super::*;
use crate::config::Limits;
use crate::extract::testing::{StopAfter, check, run};
use proptest::prelude::*;
use std::io::Cursor;

#[test]
fn transcripts() {
    let text = "\u{feff}WEBVTT - Coaching\nKind: captions\n\nNOTE recorded for Bob\n\nSTYLE\n::cue { color: red }\n\n\
        7d3e-11/12-0\n00:00:01.000 --> 00:00:04.000 align:start\n<v Ada Lund>I am <i>here</i> &amp; well.</v>\n<v.loud Bob>Me\ntoo</v>\n\n\
        Intro by Cy\n00:05.000 --> 00:06.000\n<00:05.500>mail me at <cy@lund.example> 1 < 2\n\n4\n00:00:07.000 --> 00:00:08.000\nDee Ng: yes\n";
    let want = [
        "line 1 | Body | - Coaching",
        "line 4 | Body | recorded for Bob",
        "line 11 | Body | Ada Lund: I am here & well.",
        "line 12 | Body | Bob: Me",
        "line 13 | Body | too",
        "line 15 | Body | Intro by Cy",
        "line 17 | Body | mail me at <cy@lund.example> 1 < 2",
        "line 21 | Body | Dee Ng: yes",
    ];
    check(extract, text.as_bytes(), &want);
    check(extract, text.replace('\n', "\r\n").as_bytes(), &want);
}

#[test]
fn subtitles() {
    let text = "1\n00:00:01,000 --> 00:00:02,000\n<font color=\"red\">Ada:</font> Hello\n<b>Zo\u{eb}</b>\n\n2\n00:00:03,000 --> 00:00:04,000\nbye";
    check(extract, text.as_bytes(), &["line 3 | Body | Ada: Hello", "line 4 | Body | Zo\u{eb}", "line 8 | Body | bye"]);
}

#[test]
fn long_lines_and_stops() {
    let text = format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{}", "word ".repeat(100_000));
    let (lines, kinds) = run(extract, text.as_bytes(), &Limits::default());
    assert!(lines.len() > 5 && kinds.is_empty());
    let result = extract(&mut Cursor::new("a\n\nb\n\nc"), &Options::default(), &mut StopAfter(1));
    assert!(matches!(result, Err(ExtractError::Stopped)));
}

proptest! {
    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..500), text in "(WEBVTT|<v |>|<|&|\n|00:01 --> 00:02|NOTE|STYLE|1|é){0,60}") {
        run(extract, &bytes, &Limits::default());
        run(extract, text.as_bytes(), &Limits::default());
    }
}
