use super::*;
use crate::config::Limits;
use crate::extract::testing::Script;
use proptest::prelude::*;

/// The example of [MS-OXRTFCP] 4.1.1.
const PACKED: [u8; 49] = [
    0x2d, 0, 0, 0, 0x2b, 0, 0, 0, 0x4c, 0x5a, 0x46, 0x75, 0xf1, 0xc5, 0xc7, 0xa7, 0x03, 0x00, 0x0a, 0x00, 0x72, 0x63,
    0x70, 0x67, 0x31, 0x32, 0x35, 0x42, 0x32, 0x0a, 0xf3, 0x20, 0x68, 0x65, 0x6c, 0x09, 0x00, 0x20, 0x62, 0x77, 0x05,
    0xb0, 0x6c, 0x64, 0x7d, 0x0a, 0x80, 0x0f, 0xa0,
];

#[test]
fn compressed_rtf() {
    let text = b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n";
    assert_eq!(lzfu::decompress(&PACKED, 1_000), Some((text.to_vec(), false)));
    assert_eq!(lzfu::decompress(&PACKED, 10), Some((text[..10].to_vec(), true)));
    assert_eq!(lzfu::decompress(&PACKED[..30], 1_000).map(|(_, cut)| cut), Some(true));
    assert_eq!(lzfu::decompress(b"", 10), None);
    assert_eq!(lzfu::decompress(b"0000\x02\0\0\0MELA0000ab", 10), Some((b"ab".to_vec(), false)));
}

#[track_caller]
fn rtf(source: &str, want: &str) {
    let text = match super::rtf::read(source.as_bytes()) {
        super::rtf::Content::Html(html) => format!("html {html}"),
        super::rtf::Content::Text(text) => text,
    };
    assert_eq!(text, want, "{source}");
}

#[test]
fn rtf_becomes_text() {
    rtf(
        "{\\rtf1\\ansi\\ansicpg1250{\\fonttbl{\\f0 Arial;}}Zo\\'eb \\'8aim\\par next\\tab x}",
        "Zo\u{eb} \u{160}im\nnext\tx",
    );
    rtf("{\\rtf1\\uc1 A\\u233?b\\u-10179?\\u-8704?\\{c\\}}", "A\u{e9}b\u{1f600}{c}");
    rtf("{\\rtf1{\\*\\generator Thing;}{\\pict 0011}\\bin3 }}}a}", "a");
    rtf(
        "{\\rtf1\\fromhtml1{\\*\\htmltag64 <p>}\\htmlrtf {\\htmlrtf0 Dear &amp; Zo\\'eb\\htmlrtf\\par}\\htmlrtf0{\\*\\htmltag72 </p>}{\\*\\mhtmltag84 <a>}}",
        "html <p>Dear &amp; Zo\u{eb}</p>",
    );
    rtf(&format!("{}a", "{".repeat(100_000)), "a");
}

fn properties(values: &[(u16, Value)]) -> Properties {
    let mut properties = Properties::default();
    values.iter().for_each(|(id, value)| properties.insert(*id, value.clone()));
    properties
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

#[test]
fn items_are_told() {
    let item = properties(&[
        (0x001A, text("IPM.Contact\0")),
        (0x0037, text("Ada Lund")),
        (0x3A1C, text("+44 7700 900123")),
        (0x3A42, Value::Number(131_000_000_000_000_000)),
        (0x0C1A, text("Bob")),
        (0x0C1F, text("/O=ORG/CN=BOB")),
        (0x0042, text("Cy")),
        (0x5D02, text("cy@lund.example")),
        (0x3FFA, text("Fay Ng")),
        (0x8083, text("ada@lund.example")),
        (0x8084, text("Ada Lund")),
        (0x3FFD, Value::Number(1252)),
        (0x1000, Value::Narrow(b"Ren\xe9e".to_vec())),
        (0x1009, Value::Bytes(PACKED.to_vec())),
    ]);
    let recipient = properties(&[
        (0x3001, text("'dee@lund.example'")),
        (0x39FE, text("dee@lund.example")),
        (0x0C15, Value::Number(2)),
    ]);
    let mut script = Script::default();
    push(&item, &[Recipient(recipient)], &Limits::default(), &mut script).unwrap();
    assert_eq!(
        script.lines,
        [
            "header | Body | From: Cy <cy@lund.example>",
            "header | Body | Sender: Bob",
            "header | Body | Cc: dee@lund.example",
            "header | Body | Subject: Ada Lund",
            "header | Body | Mobile phone: +44 7700 900123",
            "header | Body | Date of birth: 2016-02-15T08:53:20Z",
            "properties | Author | Fay Ng",
            "properties | Property | ada@lund.example",
            "body | Body | Ren\u{e9}e",
            "body, formatted version | Body | hello world",
        ]
    );
}

#[test]
fn a_long_formatted_text_is_cut() {
    let item = properties(&[(0x1009, Value::Bytes(PACKED.to_vec()))]);
    let mut script = Script::default();
    push(&item, &[], &Limits { memory_bytes: 40, ..Limits::default() }, &mut script).unwrap();
    assert_eq!(script.incidents.len(), 1);
}

proptest! {
    #[test]
    fn any_rtf_is_read(bytes in proptest::collection::vec(any::<u8>(), 0..300), parts in proptest::collection::vec(
        prop::sample::select(vec!["{", "}", "\\u55357?", "\\u-8704?", "\\'e", "\\*", "\\htmlrtf", "\\htmltag", "\\bin9", "\\uc0", "a"]), 0..40)) {
        super::rtf::read(&bytes);
        super::rtf::read(parts.concat().as_bytes());
        lzfu::decompress(&bytes, 1_000);
        lzfu::decompress(&[&PACKED[..16], &bytes].concat(), 10_000);
    }
}
