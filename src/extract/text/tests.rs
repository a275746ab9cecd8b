use super::*;
use crate::config::Limits;
use crate::extract::testing::{self, StopAfter};
use crate::incident::IncidentKind;
use proptest::prelude::*;
use std::io::Cursor;
use std::ops::ControlFlow;

fn check(bytes: &[u8], want: &[&str]) {
    testing::check(extract, bytes, want);
}

/// Every push as (line, offset, text).
fn pushes(bytes: &[u8]) -> Vec<(u64, u64, String)> {
    struct Pushes(Vec<(u64, u64, String)>);
    impl Sink for Pushes {
        fn segment(&mut self, segment: Segment<'_>) -> Flow {
            assert!(segment.text.len() <= RUN);
            let Locator::Line { line } = segment.locator else { panic!("no line") };
            self.0.push((line, segment.offset, segment.text.to_owned()));
            ControlFlow::Continue(())
        }
        fn begin_table(&mut self, _: crate::document::TablePlace) -> Flow {
            panic!("a table in text")
        }
        fn row(&mut self, _: u32, _: &[crate::document::Cell<'_>]) -> Flow {
            panic!("a row in text")
        }
        fn end_table(&mut self) -> Flow {
            panic!("a table in text")
        }
        fn incident(&mut self, _: crate::incident::Incident) {}
    }
    let mut sink = Pushes(Vec::new());
    extract(&mut Cursor::new(bytes), &Options::default(), &mut sink).unwrap();
    sink.0
}

#[test]
fn line_breaks_of_all_kinds() {
    check(b"", &[]);
    check(b"\n\n", &[]);
    check(b"one", &["line 1 | Body | one"]);
    check(b"one\ntwo\n", &["line 1 | Body | one\ntwo"]);
    check(b"one\r\ntwo\r\n\r\nfour", &["line 1 | Body | one\ntwo\n\nfour"]);
    check(b"one\rtwo\r\rfour", &["line 1 | Body | one\ntwo\n\nfour"]);
    check(b"a\0b\x07c", &["line 1 | Body | a\0b\x07c"]);
}

#[test]
fn undecodable_bytes_are_noted_once() {
    let bytes = ["\u{e9}\u{e8}\u{ea}\u{eb}\u{ec}\u{e9}\u{e8}\u{ea}\u{eb}\u{ec}".as_bytes(), b"\xe9 \xe9"].concat();
    let (lines, incidents) = testing::run(extract, &bytes, &Limits::default());
    assert_eq!((lines.len(), incidents), (1, vec![IncidentKind::Decode]));
}

#[test]
fn runs_are_whole_lines() {
    let text = "0123456789 abcdef\r\n".repeat(20_000);
    let mut next = 1;
    for (line, offset, text) in pushes(text.as_bytes()) {
        assert_eq!((line, offset), (next, 0));
        assert!(text.split('\n').all(|line| line == "0123456789 abcdef"));
        next += text.split('\n').count() as u64;
    }
    assert_eq!(next, 20_001);
}

#[test]
fn a_line_without_end_comes_in_pieces() {
    for word in ["word ", "w\u{f6}rd", "\u{1f600}"] {
        let line = word.repeat(100_000);
        let text = format!("first\n{line}\nlast\n");
        let pieces = pushes(text.as_bytes());
        let mut long = String::new();
        for (number, offset, text) in &pieces {
            if *number == 2 {
                assert_eq!(*offset, long.chars().count() as u64);
                long.push_str(text);
            }
        }
        assert_eq!(long, line);
        assert_eq!(pieces.first().unwrap(), &(1, 0, "first".to_owned()));
        assert_eq!(pieces.last().unwrap(), &(3, 0, "last".to_owned()));
    }
}

#[test]
fn a_crlf_across_chunks_is_one_break() {
    let text = "x".repeat((256 << 10) - 1) + "\r\nlast";
    assert_eq!(pushes(text.as_bytes()).last().unwrap(), &(2, 0, "last".to_owned()));
}

#[test]
fn a_sink_may_stop() {
    let text = "line\n".repeat(100_000);
    let result = extract(&mut Cursor::new(text), &Options::default(), &mut StopAfter(1));
    assert!(matches!(result, Err(ExtractError::Stopped)));
}

proptest! {
    #[test]
    fn any_bytes_are_text(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        pushes(&bytes);
    }
}
