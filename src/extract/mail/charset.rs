//! From the bytes of a body or header to text: by the charset that is declared, else by what the bytes show.

use crate::extract::encoding::{Decoder, decode_head};
use crate::extract::{ExtractError, Source};
use crate::incident::Incident;
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use std::io::{Read, SeekFrom};

/// Bytes that are looked at to see whether a declared charset can be true.
const HEAD: u64 = 64 << 10;
const CHUNK: usize = 64 << 10;

/// Reads all text of `source`, piece by piece. The incident says that some characters could not be decoded.
pub(crate) fn read_text(
    source: &mut dyn Source,
    label: &str,
    each: &mut dyn FnMut(&str) -> Result<(), ExtractError>,
) -> Result<Option<Incident>, ExtractError> {
    if is_utf7(label) {
        return utf7_stream(source, each).map(|()| None);
    }
    let declared = declared(label);
    let mut head = Vec::new();
    source.seek(SeekFrom::Start(0))?;
    (&mut *source).take(HEAD).read_to_end(&mut head)?;
    source.seek(SeekFrom::Start(0))?;
    match declared.filter(|encoding| is_likely(encoding, &head)) {
        Some(encoding) => by_declaration(source, encoding, each).map(|()| None),
        None => by_content(source, each),
    }
}

/// A few bytes as text.
pub(crate) fn text(bytes: &[u8], label: &str) -> String {
    if is_utf7(label) {
        return utf7(bytes);
    }
    match declared(label).filter(|encoding| is_likely(encoding, bytes)) {
        Some(encoding) => encoding.decode(bytes).0.into_owned(),
        None => decode_head(bytes),
    }
}

/// The encoding of a label, unless it says nothing (ASCII) or is better seen from the bytes (UTF-8).
fn declared(label: &str) -> Option<&'static Encoding> {
    let label = label.trim().to_ascii_lowercase();
    if matches!(label.as_str(), "us-ascii" | "ascii" | "ansi_x3.4-1968" | "unknown-8bit" | "8bit") {
        return None;
    }
    let known = Encoding::for_label_no_replacement(label.as_bytes()).or_else(|| alias(&label));
    known.filter(|encoding| *encoding != UTF_8)
}

/// Labels that mail programs write and the web does not know.
fn alias(label: &str) -> Option<&'static Encoding> {
    let label = match label {
        "ansi" | "latin-1" | "iso-8859-1-windows-3.1-latin-1" | "windows1252" => "windows-1252",
        "cp932" | "ms932" | "windows-932" => "shift_jis",
        "cp936" | "ms936" | "x-gbk" => "gbk",
        "cp949" | "ms949" => "euc-kr",
        "cp950" | "ms950" => "big5",
        "cp20127" => "windows-1252",
        "iso-2022-jp-ms" | "cp50220" | "cp50221" => "iso-2022-jp",
        _ => label.strip_prefix("x-").or_else(|| label.strip_prefix("cs"))?,
    };
    Encoding::for_label_no_replacement(label.as_bytes())
}

/// Bytes that are UTF-8 throughout and not only ASCII are hardly ever meant as another charset with single bytes.
fn is_likely(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    let valid = match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    };
    !(valid && !bytes.is_ascii() && encoding.is_single_byte())
}

fn by_declaration(
    source: &mut dyn Source,
    encoding: &'static Encoding,
    each: &mut dyn FnMut(&str) -> Result<(), ExtractError>,
) -> Result<(), ExtractError> {
    let mut decoder = encoding.new_decoder();
    let mut raw = Vec::with_capacity(CHUNK);
    let mut text = String::new();
    loop {
        raw.clear();
        (&mut *source).take(CHUNK as u64).read_to_end(&mut raw)?;
        let last = raw.is_empty();
        text.clear();
        let mut from = 0;
        loop {
            let rest = raw.get(from..).unwrap_or_default();
            text.reserve(decoder.max_utf8_buffer_length(rest.len()).unwrap_or(CHUNK));
            let (result, read, _) = decoder.decode_to_string(rest, &mut text, last);
            from += read;
            if result == encoding_rs::CoderResult::InputEmpty {
                break;
            }
        }
        each(&text)?;
        if last {
            return Ok(());
        }
    }
}

fn by_content(
    source: &mut dyn Source,
    each: &mut dyn FnMut(&str) -> Result<(), ExtractError>,
) -> Result<Option<Incident>, ExtractError> {
    let mut decoder = Decoder::new(source);
    let mut text = String::new();
    while decoder.read(&mut text)? {
        each(&text)?;
        text.clear();
    }
    Ok(decoder.incident())
}

fn is_utf7(label: &str) -> bool {
    let label = label.trim();
    ["utf-7", "utf7", "unicode-1-1-utf-7"].iter().any(|name| label.eq_ignore_ascii_case(name))
}

fn utf7_stream(
    source: &mut dyn Source,
    each: &mut dyn FnMut(&str) -> Result<(), ExtractError>,
) -> Result<(), ExtractError> {
    let mut raw = Vec::new();
    loop {
        let count = (&mut *source).take(CHUNK as u64).read_to_end(&mut raw)?;
        // A shift sequence never runs over a line's end, so whole lines can be decoded by themselves.
        let whole = memchr::memrchr(b'\n', &raw).map_or(0, |at| at + 1);
        let cut = if count == 0 || whole == 0 { raw.len() } else { whole };
        each(&utf7(raw.get(..cut).unwrap_or_default()))?;
        raw.drain(..cut);
        if count == 0 {
            return Ok(());
        }
    }
}

/// RFC 2152.
fn utf7(bytes: &[u8]) -> String {
    let mut text = String::new();
    let mut rest = bytes;
    while let Some(at) = memchr::memchr(b'+', rest) {
        let (plain, shifted) = rest.split_at(at);
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(plain).0);
        let codes = shifted.get(1..).unwrap_or_default();
        let end = codes.iter().position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/')));
        let (codes, after) = codes.split_at(end.unwrap_or(codes.len()));
        if codes.is_empty() {
            text.push('+');
        }
        let units = super::transfer::encoded_bytes(&String::from_utf8_lossy(codes), true);
        let units = units.chunks_exact(2).filter_map(|unit| Some(u16::from_be_bytes(unit.try_into().ok()?)));
        text.extend(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
        rest = after.strip_prefix(b"-").unwrap_or(after);
    }
    text.push_str(&WINDOWS_1252.decode_without_bom_handling(rest).0);
    text
}

/// Windows-1252 for want of anything better: a code page by its number.
pub(crate) fn code_page(number: u32) -> String {
    match number {
        65_000 => "utf-7".into(),
        65_001 => "utf-8".into(),
        932 => "shift_jis".into(),
        936 => "gbk".into(),
        949 => "euc-kr".into(),
        950 => "big5".into(),
        1200 => "utf-16le".into(),
        10_000 => "macintosh".into(),
        20_866 => "koi8-r".into(),
        21_866 => "koi8-u".into(),
        28_591..=28_606 => format!("iso-8859-{}", number - 28_590),
        50_220..=50_222 => "iso-2022-jp".into(),
        51_932 => "euc-jp".into(),
        51_949 => "euc-kr".into(),
        54_936 => "gb18030".into(),
        874 | 1250..=1258 => format!("windows-{number}"),
        _ => String::new(),
    }
}
