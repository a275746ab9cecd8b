use super::*;
use crate::config::Limits;
use crate::extract::testing::{self, StopAfter};
use proptest::prelude::*;
use std::io::Cursor;

const CONTAINER: &str = "<container><rootfiles><rootfile full-path='OEBPS/book.opf'/></rootfiles></container>";

fn book(parts: &[(&str, &str)]) -> Vec<u8> {
    let opf = "<package><metadata><dc:title>Minutes</dc:title><dc:creator>Ann Inn</dc:creator><dc:date>2026</dc:date></metadata><manifest>\
               <item id='b' href='two.xhtml'/><item id='a' href='part%20one.xhtml'/></manifest><spine><itemref idref='a'/><itemref idref='b'/></spine></package>";
    let mut all = vec![
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", CONTAINER),
        ("OEBPS/book.opf", opf),
        ("OEBPS/two.xhtml", "second page"),
        ("OEBPS/part one.xhtml", "first page"),
        ("OEBPS/left.htm", "left over"),
    ];
    all.extend(parts);
    let all: Vec<_> = all.into_iter().map(|(name, text)| (name, text.as_bytes())).collect();
    testing::zip(&all)
}

fn run(bytes: &[u8], limits: &Limits) -> (Vec<String>, Vec<IncidentKind>) {
    testing::run(extract, bytes, limits)
}

#[test]
fn pages_come_in_their_order() {
    let want = [
        "properties | Property | Minutes",
        "properties | Author | Ann Inn",
        "OEBPS/part one.xhtml, paragraph 1 | Body | first page",
        "OEBPS/two.xhtml, paragraph 1 | Body | second page",
        "OEBPS/left.htm, paragraph 1 | Body | left over",
    ];
    testing::check(extract, &book(&[]), &want);
}

#[test]
fn protection_is_told_but_not_that_of_fonts() {
    let cipher = |name: &str| {
        format!("<encryption><EncryptedData><EncryptionMethod Algorithm='{name}'/></EncryptedData></encryption>")
    };
    let fonts = book(&[("META-INF/encryption.xml", &cipher("http://www.idpf.org/2008/embedding"))]);
    assert_eq!(run(&fonts, &Limits::default()).1, []);
    let text = book(&[("META-INF/encryption.xml", &cipher("http://www.w3.org/2001/04/xmlenc#aes128-cbc"))]);
    assert_eq!(run(&text, &Limits::default()), (vec![], vec![IncidentKind::Encrypted]));
}

#[test]
fn limits_bite() {
    let bytes = book(&[]);
    assert_eq!(run(&bytes, &Limits { memory_bytes: 10, ..Limits::default() }).1, [IncidentKind::LimitMemory]);
    assert_eq!(run(&bytes, &Limits { depth: 0, ..Limits::default() }).1, [IncidentKind::LimitDepth; 3]);
    assert_eq!(run(&bytes, &Limits { expanded_bytes: 10, ..Limits::default() }).1, [IncidentKind::LimitBytes]);
    assert_eq!(run(&bytes, &Limits { seconds: 0, ..Limits::default() }).1, [IncidentKind::LimitTime]);
}

#[test]
fn a_cut_book_and_a_stop() {
    let bytes = book(&[]);
    for cut in 0..bytes.len() {
        run(&bytes[..cut], &Limits::default());
    }
    for pushes in 0..5 {
        let result = extract(&mut Cursor::new(&bytes), &Options::default(), &mut StopAfter(pushes));
        assert!(matches!(result, Err(ExtractError::Stopped)), "{pushes}");
    }
}

#[test]
fn escapes_in_addresses() {
    for (target, want) in [("a%20b", "a b"), ("%C3%A9", "\u{e9}"), ("50%", "50%"), ("%zz%4", "%zz%4")] {
        assert_eq!(unescape(target), want);
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        run(&bytes, &Limits::default());
    }
}
