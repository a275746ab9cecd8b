//! What the scanner makes of good, odd and broken markup, whatever the window.

use super::*;
use proptest::prelude::*;

/// All events on one line: `+name[a=v]`, `-name`, `text` in quotes, joined; then how it ended.
fn told(xml: &[u8], window: usize) -> String {
    let mut scanner = Scanner::with_window(xml, 8, window);
    let mut out = String::new();
    let mut text = String::new();
    loop {
        let event = scanner.next();
        if !matches!(event, Ok(Event::Text(_))) && !text.is_empty() {
            out.push_str(&format!("{text:?} "));
            text.clear();
        }
        match event {
            Ok(Event::Text(piece)) => piece.push_to(&mut text),
            Ok(Event::Start(tag)) => {
                out.push_str(&format!("+{}", String::from_utf8_lossy(tag.name())));
                for attr in tag.attrs() {
                    out.push_str(&format!("[{}={}]", String::from_utf8_lossy(attr.name), attr.value()));
                }
                out.push(' ');
            }
            Ok(Event::End(name)) => out.push_str(&format!("-{} ", String::from_utf8_lossy(name))),
            Ok(Event::Eof) => return format!("{out}."),
            Err(error) => return format!("{out}! {error}"),
        }
    }
}

fn check(xml: &str, want: &str) {
    for window in [64, 97, window::WINDOW] {
        assert_eq!(told(xml.as_bytes(), window), want, "{xml} in a window of {window}");
    }
}

#[test]
fn markup_is_told_as_it_stands() {
    for (xml, want) in [
        ("<a>x</a>", r#"+a "x" -a ."#),
        ("<?xml version='1.0'?>\n<a/>", r#""\n" +a -a ."#),
        ("<x:a b='1' y:c = \"2 > 1 / 'z'\" xmlns:r='u' d=3/>", "+a[b=1][c=2 > 1 / 'z'][d=3] -a ."),
        ("<a b='/'/><c d/><e f=''/>", "+a[b=/] -a +c -c +e[f=] -e ."),
        ("<a\n b\t=\r'&lt;&#x26;&amp;lt;'></a\n>", "+a[b=<&&lt;] -a ."),
        ("<a>&lt;&gt;&quot;&apos;&amp;&#65;&#x1F600;&nbsp;</a>", "+a \"<>\\\"'&A\u{1F600}\\u{a0}\" -a ."),
        ("<a>&unknown; & &; &#xZZ; AT&T &#55296; &amp</a>", "+a \"&unknown; & &; &#xZZ; AT&T \u{fffd} &amp\" -a ."),
        ("<a>1<!-- <b> -- > -->2<!---->3<?p <c> ?>4</a>", r#"+a "1234" -a ."#),
        ("<a><![CDATA[<b>&amp;]]]]><![CDATA[>]]></a>", r#"+a "<b>&amp;]]>" -a ."#),
        ("<a>1 < 2 <3</a>", r#"+a "1 < 2 <3" -a ."#),
        ("<a>b\r\nc\rd</a>", r#"+a "b\nc\nd" -a ."#),
        ("<a><b></a></b></a>", "+a +b -a -b -a ."),
        ("</z><a/>", "-z +a -a ."),
    ] {
        check(xml, want);
    }
}

#[test]
fn no_document_type_is_read() {
    for xml in [
        "<!DOCTYPE a><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY x \"y ]> '\"><!-- don't ]> --><?p ]> ?><!ELEMENT a (#PCDATA)>]><a>&x;</a>",
        "<!DOCTYPE a SYSTEM 'http://none.invalid/>'><a>&x;</a>",
    ] {
        check(xml, r#"+a "&x;" -a ."#);
    }
}

#[test]
fn what_breaks_off_says_so() {
    for (xml, want) in [
        ("<a>x", r#"+a "x" ! ends inside an element"#),
        ("<a><b c='", "+a ! ends inside a tag"),
        ("<a><![CDATA[x", r#"+a "x" ! ends inside an element"#),
        ("<a><!-- x", "+a ! ends inside an element"),
        ("plain", r#""plain" ! is not XML"#),
        ("", "! is not XML"),
        ("<", r#""<" ! is not XML"#),
        ("<!DOCTYPE a [", "! is not XML"),
        (
            "<1><2><3><4><5><a><a><a><a><a><a><a><a><a>",
            "\"<1><2><3><4><5>\" +a +a +a +a +a +a +a +a ! elements are nested deeper than 8",
        ),
    ] {
        check(xml, want);
    }
}

#[test]
fn other_encodings_are_read() {
    let text = "<?xml version='1.0' encoding='UTF-16'?><a b='\u{e9}'>Zo\u{eb} \u{1F600}</a>";
    let want = "+a[b=\u{e9}] \"Zo\u{eb} \u{1F600}\" -a .";
    let units = || text.encode_utf16();
    let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
    let marked = |mark: [u8; 2], bytes: &[u8]| [&mark[..], bytes].concat();
    for bytes in [
        text.as_bytes(),
        &little,
        &big,
        &marked([0xFF, 0xFE], &little),
        &marked([0xFE, 0xFF], &big),
        &[b"\xEF\xBB\xBF", text.as_bytes()].concat(),
    ] {
        for window in [64, window::WINDOW] {
            assert_eq!(told(bytes, window), want);
        }
    }
    assert_eq!(told(b"<?xml version='1.0' encoding='windows-1252'?><a>Zo\xEB</a>", 64), "+a \"Zo\u{eb}\" -a .");
}

#[test]
fn invalid_bytes_are_counted() {
    let mut scanner = Scanner::new(&b"<a b='\xFF'>\xE9t\xE9<c/>ok</a>"[..], 8);
    let mut text = String::new();
    loop {
        match scanner.next().unwrap() {
            Event::Text(piece) => piece.push_to(&mut text),
            Event::Start(tag) => tag.attrs().for_each(|attr| text.push_str(&attr.value())),
            Event::Eof => break,
            Event::End(_) => {}
        }
    }
    assert_eq!(text, "\u{fffd}\u{fffd}t\u{fffd}ok");
    assert_eq!(scanner.replaced(), 2);
}

#[test]
fn one_tag_has_a_bound() {
    let long = |size: usize| format!("<a b='{}'/>", "x".repeat(size));
    assert!(told(long(1 << 20).as_bytes(), window::WINDOW).ends_with(" -a ."));
    assert!(told(long(window::MAX_UNIT).as_bytes(), window::WINDOW).starts_with("! a tag is longer than"));
}

#[test]
fn an_error_of_the_stream_waits_for_what_came_before() {
    struct Failing<'a>(&'a [u8]);
    impl Read for Failing<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            match self.0.read(buffer)? {
                0 => Err(std::io::Error::new(std::io::ErrorKind::InvalidData, "Invalid checksum")),
                count => Ok(count),
            }
        }
    }
    let mut scanner = Scanner::new(Failing(b"<a>x</a>"), 8);
    for _ in 0..3 {
        assert!(!matches!(scanner.next(), Err(_) | Ok(Event::Eof)));
    }
    assert!(matches!(scanner.next(), Err(ExtractError::Corrupt(_))));
}

#[test]
fn an_element_is_skipped_with_all_that_is_in_it() {
    let mut scanner = Scanner::new(&b"<a><b><b>x</b><c/></b>y</a>"[..], 8);
    scanner.next().unwrap();
    scanner.next().unwrap();
    scanner.skip_element().unwrap();
    assert!(matches!(scanner.next().unwrap(), Event::Text(_)));
}

proptest! {
    #[test]
    fn the_window_makes_no_difference(pieces in prop::collection::vec(0..FRAGMENTS.len(), 0..200)) {
        let xml: Vec<u8> = pieces.iter().flat_map(|&piece| FRAGMENTS[piece].iter().copied()).collect();
        let whole = told(&xml, window::WINDOW);
        prop_assert_eq!(&told(&xml, 64), &whole);
        prop_assert_eq!(&told(&xml, 101), &whole);
    }

    #[test]
    fn no_bytes_panic(xml in prop::collection::vec(any::<u8>(), 0..2_000)) {
        told(&xml, 64);
    }
}

/// What the property test puts together.
const FRAGMENTS: &[&[u8]] = &[
    b"<a>",
    b"</a>",
    b"<b c='d>'/>",
    b"<",
    b">",
    b"&amp;",
    b"&",
    b";",
    b"&#x20AC;",
    b"text ",
    "\u{e9}\u{1F600}".as_bytes(),
    b"<!-- ",
    b"-->",
    b"<![CDATA[",
    b"]]>",
    b"]",
    b"\"",
    b"'",
    b"\r",
    b"\n",
    b"<?",
    b"?>",
    b"a long run of text that fills a small window",
];
