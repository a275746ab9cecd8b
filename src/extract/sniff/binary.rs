//! Binary content by its magic numbers.

use super::{Kind, known};
use file_format::{FileFormat, Kind as Group};

/// What binary content is. A media magic of two or three bytes counts only where the extension agrees or the structure
/// bears it out, so that no document is taken for a picture.
pub(super) fn kind(head: &[u8], extension: &str) -> Kind {
    if head.trim_ascii_start().starts_with(b"{\\rtf") {
        return known("rtf");
    }
    // What macOS packs beside each file, called `._` and its name: icons, places of windows (AppleDouble, RFC 1740).
    if head.starts_with(b"\x00\x05\x16\x07\x00\x02\x00\x00") {
        return Kind::Media("appledouble".into());
    }
    if is_bare_workbook(head) {
        return known("xls");
    }
    let format = FileFormat::from_bytes(head);
    let name = || format.extension().to_ascii_lowercase();
    match format {
        FileFormat::ArbitraryBinaryData | FileFormat::PlainText | FileFormat::Empty => unknown(head),
        // Containers of sound and pictures, told apart only deep inside.
        FileFormat::Mpeg4Part14
        | FileFormat::AdvancedSystemsFormat
        | FileFormat::OggMultiplexedMedia
        | FileFormat::Realmedia => Kind::Media(name()),
        FileFormat::ExtensibleBinaryMetaLanguage => Kind::Media("mkv".into()),
        FileFormat::Id3v2 => Kind::Media("mp3".into()),
        FileFormat::WindowsShortcut => Kind::Program("lnk".into()),
        FileFormat::Mpeg12AudioLayer3 if !has_audio_frames(head) && extension != "mp3" => unknown(head),
        _ => match format.kind() {
            Group::Image | Group::Audio | Group::Video | Group::Font => {
                if is_strong(head, format) || agrees(extension, format) { Kind::Media(name()) } else { unknown(head) }
            }
            Group::Rom => unknown(head),
            Group::Executable | Group::Package => Kind::Program(name()),
            _ => known(&name()),
        },
    }
}

/// Whether the bytes begin a workbook of BIFF 2 to 5 without a container: a first record of its length and kind.
fn is_bare_workbook(head: &[u8]) -> bool {
    match head {
        [0x09, 0x00 | 0x02 | 0x04, 4 | 6, 0, _, 0..=6, kind, 0 | 1, ..] => matches!(kind, 0x10 | 0x20 | 0x40 | 0x00),
        [0x09, 0x08, 8, 0, _, 5 | 6, 5, 0, ..] => true,
        _ => false,
    }
}

/// A PDF after some junk is still one; readers look for it in the first kilobyte.
fn unknown(head: &[u8]) -> Kind {
    let front = head.get(..head.len().min(1024)).unwrap_or_default();
    let pdf = memchr::memmem::find(front, b"%PDF-").is_some();
    known(if pdf { "pdf" } else { "unknown" })
}

/// Whether the extension is one of the format's group, too.
fn agrees(extension: &str, format: FileFormat) -> bool {
    FileFormat::from_extension(extension).iter().any(|other| other.kind() == format.kind())
}

/// Whether the magic is so long, or so structured, that chance does not make it.
fn is_strong(head: &[u8], format: FileFormat) -> bool {
    match format {
        FileFormat::Mpeg12AudioLayer3 => has_audio_frames(head),
        FileFormat::JointPhotographicExpertsGroup => head.get(3).is_some_and(|marker| *marker >= 0xC0),
        _ => is_long(head),
    }
}

/// The magics that are known to be long enough, by their first bytes.
fn is_long(head: &[u8]) -> bool {
    const LONG: &[&[u8]] = &[
        b"\x89PNG\r\n\x1a\n",
        b"GIF87a",
        b"GIF89a",
        b"RIFF",
        b"II*\0",
        b"MM\0*",
        b"8BPS",
        b"fLaC",
        b"OggS",
        b"ID3",
        b"\x1A\x45\xDF\xA3",
        b"\x30\x26\xB2\x75\x8E\x66\xCF\x11",
        b"OTTO",
        b"wOFF",
        b"wOF2",
        b"\0\x01\0\0\0",
        b"true",
        b"ttcf",
        b"\xD7\xCD\xC6\x9A",
        b"\0\0\x01\xBA",
        b"\0\0\x01\xB3",
        b"FLV\x01",
        b"MThd",
        b"FORM",
        b"#!AMR",
        b"\0\0\0\x0CjP  ",
        b"FWS",
        b"CWS",
    ];
    let bitmap = head.starts_with(b"BM") && head.get(6..10) == Some(&[0; 4]);
    let enhanced = head.starts_with(&[1, 0, 0, 0]) && head.get(40..44) == Some(b" EMF");
    let movie = matches!(head.get(4..8), Some(b"ftyp" | b"moov" | b"mdat" | b"wide"));
    let icon = head.starts_with(&[0, 0, 1, 0]) && head.get(9) == Some(&0);
    bitmap || enhanced || movie || icon || LONG.iter().any(|magic| head.starts_with(magic))
}

/// Whether MPEG audio frames follow one another from the first byte: the sync word alone is eleven bits.
fn has_audio_frames(head: &[u8]) -> bool {
    let Some(length) = audio_frame(head) else { return false };
    let Some(next) = head.get(length..).and_then(audio_frame) else { return false };
    head.get(length + next..).and_then(audio_frame).is_some()
}

/// The length of the MPEG-1/2 layer III frame at the front (ISO/IEC 11172-3, 2.4.2.3).
fn audio_frame(bytes: &[u8]) -> Option<usize> {
    const RATES_1: [usize; 16] = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0];
    const RATES_2: [usize; 16] = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0];
    const SAMPLES: [usize; 4] = [44_100, 48_000, 32_000, 0];
    let &[0xFF, second, third, ..] = bytes else { return None };
    if second & 0xE6 != 0xE2 {
        return None;
    }
    let (rates, divisor, factor) = match second >> 3 & 3 {
        3 => (RATES_1, 1, 144),
        2 => (RATES_2, 2, 72),
        0 => (RATES_2, 4, 72),
        _ => return None,
    };
    let rate = rates.get(usize::from(third >> 4)).copied()? * 1_000;
    let samples = SAMPLES.get(usize::from(third >> 2 & 3)).copied()? / divisor;
    if rate == 0 || samples == 0 {
        return None;
    }
    Some(factor * rate / samples + usize::from(third >> 1 & 1))
}

/// An envelope of S/MIME (CMS): a sequence whose first value is one of the types of RFC 5652 and 5083.
pub(super) fn is_signed(head: &[u8]) -> bool {
    const TYPES: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01];
    let length = match head.get(1) {
        Some(length) if length & 0x80 != 0 => usize::from(length & 0x7F),
        _ => 0,
    };
    let object = head.get(2 + length..).unwrap_or_default();
    let kind = object.get(2..).and_then(|object| object.strip_prefix(TYPES));
    head.first() == Some(&0x30)
        && object.first() == Some(&0x06)
        && kind.is_some_and(|kind| matches!(kind, [0x07, 2 | 3 | 6, ..] | [0x09, 0x10, 1, 0x17, ..]))
}
