use super::*;
use proptest::prelude::*;

fn decode(bytes: &[u8]) -> (String, bool) {
    let mut cursor = io::Cursor::new(bytes);
    let mut decoder = Decoder::new(&mut cursor);
    let mut text = String::new();
    while decoder.read(&mut text).unwrap() {}
    let undecodable = decoder.incident().is_some();
    (text, undecodable)
}

fn check(bytes: &[u8], want: &str, undecodable: bool) {
    assert_eq!(decode(bytes), (want.to_owned(), undecodable));
}

fn utf16(text: &str, little: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
}

#[test]
fn encodings_are_told_apart() {
    let text = "Zo\u{eb} K\u{142}os, \u{17d}ivko\r\nline 2";
    check(b"", "", false);
    check(text.as_bytes(), text, false);
    check(&[b"\xef\xbb\xbf".as_slice(), text.as_bytes()].concat(), text, false);
    check(&[b"\xff\xfe".as_slice(), &utf16(text, true)].concat(), text, false);
    check(&[b"\xfe\xff".as_slice(), &utf16(text, false)].concat(), text, false);
    check(&utf16(text, true), text, false);
    check(&utf16(text, false), text, false);
    check(b"Ren\xe9e M\xfcller wohnt in K\xf6ln", "Ren\u{e9}e M\u{fc}ller wohnt in K\u{f6}ln", false);
}

#[test]
fn a_few_wrong_bytes_do_not_change_the_encoding() {
    check("Zo\u{eb} \u{e9}\u{e8}\u{ea}\u{eb} ".as_bytes(), "Zo\u{eb} \u{e9}\u{e8}\u{ea}\u{eb} ", false);
    let mixed = ["\u{e9}\u{e8}\u{ea}\u{eb}\u{ec} Ren".as_bytes(), b"\xe9e"].concat();
    check(&mixed, "\u{e9}\u{e8}\u{ea}\u{eb}\u{ec} Ren\u{e9}e", true);
}

#[test]
fn the_encoding_may_show_late_and_across_chunks() {
    for ascii in [CHUNK - 3, CHUNK - 1, CHUNK, 3 * CHUNK - 1] {
        for text in ["\u{20ac}uro Zo\u{eb}", "\u{1f600} \u{20ac}"] {
            let want = "a".repeat(ascii) + text + &"b".repeat(CHUNK);
            check(want.as_bytes(), &want, false);
        }
        let latin = ["a".repeat(ascii).as_bytes(), b" Ren\xe9e", "b".repeat(CHUNK).as_bytes()].concat();
        check(&latin, &("a".repeat(ascii) + " Ren\u{e9}e" + &"b".repeat(CHUNK)), false);
    }
}

#[test]
fn binary_is_no_utf16() {
    assert_eq!(utf16_without_mark(&[0; 64]), None);
    assert_eq!(utf16_without_mark(&[1, 0, 2, 0, 3, 0, 4, 0, 1, 0, 2, 0]), None);
}

proptest! {
    #[test]
    fn any_bytes_decode_to_something(bytes in proptest::collection::vec(any::<u8>(), 0..3_000)) {
        decode(&bytes);
    }

    #[test]
    fn any_text_survives_in_utf8(text in "\\PC{0,300}") {
        prop_assume!(!text.starts_with('\u{feff}') && utf16_without_mark(text.as_bytes()).is_none());
        prop_assert_eq!(decode(text.as_bytes()), (text, false));
    }
}
