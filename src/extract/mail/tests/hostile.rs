//! Limits, and bytes that mean harm.

use super::*;
use crate::extract::testing::StopAfter;

fn kinds(text: &str, limits: Limits) -> Vec<IncidentKind> {
    run(EML.extract, text.as_bytes(), &limits).1
}

#[test]
fn limits_bite() {
    let parts = "--x\nContent-Type: image/png\n\n0123456789\n".repeat(5);
    let text = format!("Content-Type: multipart/mixed; boundary=x\n\n{parts}--x--\n");
    assert_eq!(kinds(&text, Limits { entries: 3, ..Limits::default() }), [IncidentKind::LimitEntries]);
    let bytes = kinds(&text, Limits { expanded_bytes: 25, ..Limits::default() });
    assert_eq!(bytes, [IncidentKind::LimitBytes; 3]);
    let html = format!("Content-Type: text/html\n\n<p>{}", "word ".repeat(1_000));
    assert_eq!(kinds(&html, Limits { memory_bytes: 100, ..Limits::default() }), [IncidentKind::LimitMemory]);
    let header = format!("Subject: x\nX-Long: {}\nTo: y\n\nbody", "word ".repeat(300_000));
    assert_eq!(kinds(&header, Limits::default()), [IncidentKind::LimitMemory]);
}

#[test]
fn multiparts_without_end() {
    let mut text = String::new();
    for level in 0..2_000 {
        text += &format!("Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n");
    }
    let kinds = kinds(&text, Limits::default());
    assert!(kinds.contains(&IncidentKind::LimitDepth), "{kinds:?}");
}

#[test]
fn much_of_little_is_not_slow() {
    for text in
        ["=?", "=?a?q?", "<", "<!--", "<a \"", "&", ",", "\"", "(", ";a*0*=", "\n--x", "+", ">", "\nFrom ", "</style"]
    {
        let many = text.repeat(30_000);
        kinds(&format!("From: {many}\nContent-Type: text/html; {many}\n\n{many}"), Limits::default());
        kinds(&format!("Content-Type: multipart/mixed; boundary=x\n\n{many}"), Limits::default());
        markup::to_text(&format!("<style>{many}"));
        run(MBOX.extract, many.as_bytes(), &Limits::default());
    }
}

#[test]
fn a_line_without_end_comes_in_pieces() {
    let long = "word ".repeat(500_000);
    let (heard, result) = hear(&EML, format!("Subject: x\n\n{long}\nnext\n").as_bytes(), Limits::default());
    assert!(result.is_ok());
    let text: String = heard.segments.iter().skip(1).map(|segment| segment.text.as_str()).collect();
    assert_eq!(text, format!("{}next", long.trim_end()));
}

#[test]
fn a_sink_may_stop() {
    let result = (EML.extract)(&mut Cursor::new(b"Subject: x\n\none\ntwo"), &Options::default(), &mut StopAfter(2));
    assert!(matches!(result, Err(ExtractError::Stopped)));
}

proptest! {
    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..1_000)) {
        let _ = hear(&EML, &bytes, Limits::default());
        let _ = hear(&MBOX, &bytes, Limits::default());
        let wrapped = [b"Content-Type: application/pkcs7-mime\n\n\x30\x80\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02".as_slice(), &bytes].concat();
        let _ = hear(&EML, &wrapped, Limits::default());
    }

    #[test]
    fn any_structure_is_read(parts in proptest::collection::vec(
        prop::sample::select(vec!["--x", "--x--", "--y", "\n", "Content-Type: multipart/mixed; boundary=x", "Content-Type: multipart/alternative; boundary=y",
            "Content-Type: text/html", "Content-Transfer-Encoding: base64", "<p>", "AAAA", ">From x", "From a Mon Nov  2 09:00:00 2026", "=?a?b?c?=", "Content-Type: message/rfc822"]), 0..40)) {
        let text = parts.join("\n");
        let _ = hear(&EML, text.as_bytes(), Limits::default());
        let _ = hear(&MBOX, text.as_bytes(), Limits::default());
        let _ = hear(&MHTML, text.as_bytes(), Limits::default());
    }
}
