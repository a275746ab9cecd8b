//! Windows and DOS code pages by their numbers, as old Office formats name them.

use encoding_rs::Encoding;

/// How bytes become text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CodePage {
    /// One of the encodings of the web.
    Web(&'static Encoding),
    /// DOS, United States (437).
    Dos437,
    /// DOS, Western Europe (850).
    Dos850,
}

/// The upper halves of the DOS code pages.
const UPPER_437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";
const UPPER_850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

impl Default for CodePage {
    fn default() -> Self {
        Self::Web(encoding_rs::WINDOWS_1252)
    }
}

impl CodePage {
    /// The code page of this number.
    pub(crate) fn of(number: u32) -> Option<Self> {
        let label = match number {
            437 => return Some(Self::Dos437),
            850 | 858 => return Some(Self::Dos850),
            866 => "ibm866",
            874 => "windows-874",
            932 => "shift_jis",
            936 | 54_936 => "gb18030",
            949 | 1361 => "euc-kr",
            950 => "big5",
            1200 => "utf-16le",
            1201 => "utf-16be",
            1250 => "windows-1250",
            1251 => "windows-1251",
            1252 => "windows-1252",
            1253 => "windows-1253",
            1254 => "windows-1254",
            1255 => "windows-1255",
            1256 => "windows-1256",
            1257 => "windows-1257",
            1258 => "windows-1258",
            // What BIFF 2 to 5 write for Latin text of the Macintosh and of Windows.
            10_000 | 32_768 => "macintosh",
            32_769 => "windows-1252",
            10_007 => "x-mac-cyrillic",
            20_866 => "koi8-r",
            21_866 => "koi8-u",
            28_592 => "iso-8859-2",
            28_595 => "iso-8859-5",
            28_597 => "iso-8859-7",
            28_591 | 28_599 => "windows-1254",
            28_605 => "iso-8859-15",
            65_001 => "utf-8",
            _ => return None,
        };
        Encoding::for_label(label.as_bytes()).map(Self::Web)
    }

    /// The code page of a font's character set, as `\fcharset` and font records tell it; none where it is the document's.
    pub(crate) fn of_charset(charset: i32) -> Option<Self> {
        Self::of(match charset {
            0 => 1252,
            77 => 10_000,
            128 => 932,
            129 | 130 => 949,
            134 => 936,
            136 => 950,
            161 => 1253,
            162 => 1254,
            163 => 1258,
            177 => 1255,
            178 => 1256,
            186 => 1257,
            204 => 1251,
            222 => 874,
            238 => 1250,
            254 => 437,
            255 => 850,
            _ => return None,
        })
    }

    /// Appends the text of the bytes; what the code page has no character for becomes U+FFFD.
    pub(crate) fn push(self, bytes: &[u8], out: &mut String) {
        let upper = match self {
            Self::Web(encoding) => {
                out.push_str(&encoding.decode_without_bom_handling(bytes).0);
                return;
            }
            Self::Dos437 => UPPER_437,
            Self::Dos850 => UPPER_850,
        };
        let character = |byte: u8| match byte.checked_sub(128) {
            None => char::from(byte),
            Some(at) => upper.chars().nth(usize::from(at)).unwrap_or(char::REPLACEMENT_CHARACTER),
        };
        out.extend(bytes.iter().map(|&byte| character(byte)));
    }

    /// The text of the bytes.
    pub(crate) fn text(self, bytes: &[u8]) -> String {
        let mut text = String::new();
        self.push(bytes, &mut text);
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_by_code_page() {
        for (page, bytes, want) in [
            (1252, b"Zo\xEB \x80".as_slice(), "Zoë €"),
            (1251, b"\xC0\xED\xED\xE0", "Анна"),
            (850, b"Ren\x82e \x9B", "Renée ø"),
            (437, b"Jos\x82 \xFF", "José \u{a0}"),
            (932, b"\x8E\x52\x93\x63", "山田"),
            (10_000, b"Zo\x91", "Zoë"),
            (65_001, "Zoë".as_bytes(), "Zoë"),
            (1200, b"A\0n\0n\0", "Ann"),
        ] {
            assert_eq!(CodePage::of(page).unwrap().text(bytes), want, "{page}");
        }
        assert_eq!(CodePage::of(1), None);
        assert_eq!(UPPER_437.chars().count(), 128);
        assert_eq!(UPPER_850.chars().count(), 128);
    }
}
