//! Names of members: bytes of an encoding that is often not told, made fit to be shown. They are only ever displayed.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, IBM866, SHIFT_JIS, WINDOWS_1252};

/// A longer name is cut in its middle: each member of a member carries all the names above it.
const LONGEST: usize = 512;
/// Bytes of names by which an encoding is guessed.
const EVIDENCE: usize = 64 << 10;

/// A name as it is shown: `/` between folders, control characters replaced, never empty, of bounded length.
pub(in crate::extract) fn shown(name: &str) -> String {
    let shown: String = name
        .chars()
        .map(|c| match c {
            '\\' => '/',
            c if c.is_control() => char::REPLACEMENT_CHARACTER,
            c => c,
        })
        .collect();
    let shown = shown.trim_matches('/');
    if shown.is_empty() {
        return "unnamed".into();
    }
    if shown.len() <= LONGEST {
        return shown.to_owned();
    }
    // The end has the extension, the front the folders.
    let front = shown.get(..shown.floor_char_boundary(LONGEST - 100)).unwrap_or_default();
    let back = shown.get(shown.ceil_char_boundary(shown.len() - 90)..).unwrap_or_default();
    format!("{front}…{back}")
}

/// How the names of one archive are written where they are not UTF-8.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::extract) enum Legacy {
    /// The code page of old PCs in western Europe and America.
    Pc,
    /// Another one.
    Other(&'static Encoding),
}

impl Legacy {
    /// The most likely encoding of these names, those that are UTF-8 left out. `dos` tells that the writer was one of DOS
    /// or Windows, where the standard asks for the PC's code page.
    pub(in crate::extract) fn guess<'n>(names: impl Iterator<Item = &'n [u8]>, dos: bool) -> Self {
        let mut sample = Vec::new();
        for name in names.filter(|name| std::str::from_utf8(name).is_err()) {
            sample.extend_from_slice(name);
            sample.push(b'\n');
            if sample.len() > EVIDENCE {
                break;
            }
        }
        if sample.is_empty() {
            return Self::Pc;
        }
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(&sample, true);
        let guess = detector.guess(None, Utf8Detection::Deny);
        let wide = [SHIFT_JIS, EUC_JP, EUC_KR, GBK, GB18030, BIG5].contains(&guess);
        // Letters of the code page are among its first third; its frames and symbols stand in no name.
        let upper = sample.iter().filter(|byte| !byte.is_ascii()).count();
        let letters = sample.iter().filter(|byte| matches!(byte, 0x80..=0x9A | 0xA0..=0xA5 | 0xE1)).count();
        let plain = letters * 10 >= upper * 9;
        match guess {
            _ if dos && plain && !(wide && many(&sample)) => Self::Pc,
            guess if guess == WINDOWS_1252 && dos && plain => Self::Pc,
            guess if wide || guess == IBM866 || !dos => Self::Other(guess),
            _ if dos && letters * 2 >= upper => Self::Pc,
            guess => Self::Other(guess),
        }
    }

    /// The name that these bytes spell.
    pub(in crate::extract) fn decode(self, name: &[u8]) -> String {
        match (std::str::from_utf8(name), self) {
            (Ok(name), _) => name.to_owned(),
            (Err(_), Self::Pc) => name.iter().map(|byte| pc(*byte)).collect(),
            (Err(_), Self::Other(encoding)) => encoding.decode_without_bom_handling(name).0.into_owned(),
        }
    }
}

/// Whether runs of bytes that are not ASCII are long, as in scripts that need two for a character.
fn many(sample: &[u8]) -> bool {
    let runs = sample.split(u8::is_ascii).filter(|run| !run.is_empty());
    let (count, bytes) = runs.fold((0, 0), |(count, bytes), run| (count + 1, bytes + run.len()));
    bytes >= count * 4
}

/// The character of a byte in code page 850, which has the letters of 437 in the same places and more of them.
fn pc(byte: u8) -> char {
    const UPPER: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀\
                         ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";
    match byte.checked_sub(0x80) {
        None => char::from(byte),
        Some(at) => UPPER.chars().nth(at.into()).unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_fit_to_be_shown() {
        let check = |name: &str, want: &str| assert_eq!(shown(name), want);
        check("a\\b.txt", "a/b.txt");
        check("/etc/../x", "etc/../x");
        check("../../x", "../../x");
        check("a\0b\u{1b}[2J.txt", "a\u{fffd}b\u{fffd}[2J.txt");
        check("CON", "CON");
        check("", "unnamed");
        check("///", "unnamed");
        let long = shown(&format!("{}.xlsx", "é".repeat(40_000)));
        assert!(long.len() <= LONGEST + 4 && long.ends_with(".xlsx"), "{}", long.len());
    }

    #[track_caller]
    fn check(names: &[&[u8]], dos: bool, want: &[&str]) {
        let legacy = Legacy::guess(names.iter().copied(), dos);
        let got: Vec<String> = names.iter().map(|name| legacy.decode(name)).collect();
        assert_eq!(got, want, "{legacy:?}");
    }

    #[test]
    fn names_are_read_in_the_encoding_they_are_written_in() {
        check(&[b"plain.txt"], true, &["plain.txt"]);
        check(&["Übersicht – é.txt".as_bytes()], true, &["Übersicht – é.txt"]);
        check(&[b"R\x82sum\x82 Zo\x89.docx", b"\x9aberblick.txt"], true, &["Résumé Zoë.docx", "Überblick.txt"]);
        check(&[b"Stra\xe1e.txt"], true, &["Straße.txt"]);
        check(&[b"R\xe9sum\xe9 \xe0 jour.txt", b"D\xe9p\xf4t.txt"], false, &["Résumé à jour.txt", "Dépôt.txt"]);
        let (japanese, ..) = SHIFT_JIS.encode("参加者名簿と評価表.xlsx");
        check(&[&japanese], true, &["参加者名簿と評価表.xlsx"]);
        let (russian, ..) = IBM866.encode("Список участников и адреса.xlsx");
        check(&[&russian], true, &["Список участников и адреса.xlsx"]);
    }

    #[test]
    fn the_code_page_is_whole() {
        let all: String = (0x80..=0xFF_u8).map(pc).collect();
        assert_eq!(all.chars().count(), 128);
        assert!(!all.contains(char::REPLACEMENT_CHARACTER));
        assert_eq!(pc(0xFF), '\u{a0}');
    }
}
