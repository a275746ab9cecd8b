use super::*;
use crate::config::Limits;
use crate::extract::testing::{Heard, zip as packed};
use ::zip::unstable::write::FileOptionsExt;
use ::zip::write::SimpleFileOptions;
use ::zip::{AesMode, CompressionMethod, ZipWriter};
use proptest::prelude::*;
use std::io::{Cursor, Write};

const LIST: &[u8] = b"Name,Town\nOrla Brannigan,Leeds\n";

fn hear(bytes: &[u8], passwords: &[&str], limits: Limits) -> Heard {
    Heard::with_passwords(extract, bytes, passwords, limits)
}

/// `name=content` or `name!kind` of all members, then the kinds of the archive's own incidents.
#[track_caller]
fn check(bytes: &[u8], passwords: &[&str], want: &[&str], incidents: &[IncidentKind]) {
    let heard = hear(bytes, passwords, Limits::default());
    let members: Vec<String> = heard
        .members
        .iter()
        .map(|(name, content)| match content {
            Ok(bytes) => format!("{name}={}", String::from_utf8_lossy(bytes)),
            Err(kind) => format!("{name}!{kind:?}"),
        })
        .collect();
    assert_eq!(
        (members.iter().map(String::as_str).collect::<Vec<_>>(), heard.kinds()),
        (want.to_vec(), incidents.to_vec())
    );
}

fn written(write: impl FnOnce(&mut ZipWriter<Cursor<Vec<u8>>>)) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    write(&mut writer);
    writer.finish().unwrap().into_inner()
}

#[test]
fn members_come_in_their_order_and_folders_are_passed_over() {
    let bytes = written(|writer| {
        writer.add_directory("a/", SimpleFileOptions::default()).unwrap();
        for (name, method) in [("a/1.txt", CompressionMethod::Stored), ("..\\b.txt", CompressionMethod::Deflated)] {
            writer.start_file(name, SimpleFileOptions::default().compression_method(method)).unwrap();
            writer.write_all(b"text").unwrap();
        }
        writer.add_symlink("link", "/etc/passwd", SimpleFileOptions::default()).unwrap();
        writer.start_file("nul\0\u{7}.txt", SimpleFileOptions::default()).unwrap();
    });
    check(&bytes, &[], &["a/1.txt=text", "../b.txt=text", "link!Unsupported", "nul\u{fffd}\u{fffd}.txt="], &[]);
    let moved = [b"something before".as_slice(), &bytes].concat();
    assert_eq!(hear(&moved, &[], Limits::default()).members.len(), 4);
}

#[test]
fn what_is_written_about_the_archive_is_read() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.set_comment("for Orla Brannigan").unwrap();
    let bytes = writer.finish().unwrap().into_inner();
    assert_eq!(hear(&bytes, &[], Limits::default()).segment_lines(), ["comment=for Orla Brannigan"]);
}

#[test]
fn locked_members_open_with_their_password() {
    let some = SimpleFileOptions::default();
    let locked = |crypto: bool| {
        written(|writer| {
            for (name, word) in [("a.csv", "first"), ("b.csv", "second")] {
                let options = match crypto {
                    true => some.with_deprecated_encryption(word.as_bytes()).unwrap(),
                    false => some.with_aes_encryption(AesMode::Aes256, word),
                };
                writer.start_file(name, options).unwrap();
                writer.write_all(LIST).unwrap();
            }
        })
    };
    let list = String::from_utf8(LIST.to_vec()).unwrap();
    let (first, second) = (format!("a.csv={list}"), format!("b.csv={list}"));
    for crypto in [true, false] {
        let bytes = locked(crypto);
        check(&bytes, &[], &[], &[IncidentKind::Encrypted]);
        check(&bytes, &["no", "first", "second"], &[&first, &second], &[]);
        check(&bytes, &["second"], &["a.csv!Encrypted", &second], &[]);
    }
    check(&locked(false), &["no", "never"], &[], &[IncidentKind::Encrypted]);
    let mixed = written(|writer| {
        writer.start_file("open.txt", some).unwrap();
        writer.write_all(b"text").unwrap();
        writer.start_file("shut.txt", some.with_aes_encryption(AesMode::Aes128, "word")).unwrap();
        writer.write_all(b"secret").unwrap();
    });
    check(&mixed, &[], &["open.txt=text", "shut.txt!Encrypted"], &[]);
    check(&mixed, &["word"], &["open.txt=text", "shut.txt=secret"], &[]);
}

#[test]
fn a_missing_directory_leaves_the_local_headers() {
    let bytes = packed(&[("a.csv", LIST), ("b.txt", b"two")]);
    let at = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap();
    let list = format!("a.csv={}", String::from_utf8_lossy(LIST));
    check(&bytes[..at], &[], &[&list, "b.txt=two"], &[IncidentKind::Truncated]);
    // The same with sizes that follow the bytes, as streams are written.
    let streamed = {
        let mut writer = ZipWriter::new_stream(Vec::new());
        for (name, content) in [("a.csv", LIST), ("b.txt", b"two")] {
            writer.start_file(name, SimpleFileOptions::default()).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    };
    let at = memchr::memmem::find(&streamed, b"PK\x01\x02").unwrap();
    check(&streamed[..at], &[], &[&list, "b.txt=two"], &[IncidentKind::Truncated]);
    // An end record that counts more members than there are.
    let mut more = bytes.clone();
    let end = memchr::memmem::rfind(&more, b"PK\x05\x06").unwrap();
    more[end + 10] = 9;
    check(&more, &[], &[&list, "b.txt=two"], &[IncidentKind::Corrupt]);
}

#[test]
fn doubled_names_are_both_read_and_shared_bytes_once() {
    let bytes = packed(&[("a.txt", b"one"), ("b.txt", b"two")]);
    let doubled: Vec<u8> = {
        let mut bytes = bytes.clone();
        while let Some(at) = memchr::memmem::find(&bytes, b"b.txt") {
            bytes[at] = b'a';
        }
        bytes
    };
    check(&doubled, &[], &["a.txt=one", "a.txt=two"], &[]);
    let mut shared = bytes;
    let second = memchr::memmem::rfind(&shared, b"PK\x01\x02").unwrap();
    shared[second + 42..second + 46].fill(0);
    check(&shared, &[], &["a.txt=one", "b.txt!Corrupt"], &[]);
}

#[test]
fn a_wrong_sum_and_an_unknown_method_are_told() {
    let bytes = packed(&[("a.txt", b"some longer text that is compressed")]);
    let central = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap();
    let mut wrong = bytes.clone();
    wrong[central + 16] ^= 1;
    assert_eq!(hear(&wrong, &[], Limits::default()).members.len(), 1);
    let mut unknown = bytes;
    unknown[central + 10] = 98;
    check(&unknown, &[], &["a.txt!Unsupported"], &[]);
}

#[test]
fn limits_bite() {
    let bytes = packed(&[("a.txt", b"one"), ("b.txt", b"two"), ("c.txt", b"three")]);
    let heard = hear(&bytes, &[], Limits { entries: 2, ..Limits::default() });
    assert_eq!((heard.members.len(), heard.kinds()), (2, vec![IncidentKind::LimitEntries]));
    let heard = hear(&bytes, &[], Limits { expanded_bytes: 4, ..Limits::default() });
    assert_eq!((heard.members.len(), heard.kinds()), (2, vec![IncidentKind::LimitBytes]));
    let heard = hear(&bytes, &[], Limits { seconds: 0, ..Limits::default() });
    assert_eq!(heard.kinds(), [IncidentKind::LimitTime]);
}

#[test]
fn times_are_told_as_they_are_kept() {
    let time = ::zip::DateTime::from_date_and_time(2026, 11, 23, 21, 5, 40).unwrap();
    let bytes = written(|writer| {
        writer.start_file("a", SimpleFileOptions::default().last_modified_time(time)).unwrap();
    });
    let directory = Directory::read(&mut Cursor::new(&bytes), bytes.len() as u64).unwrap().unwrap();
    let (headers, _) = directory.headers(&Limits::default());
    assert_eq!(modified(&headers[0]).unwrap().to_string(), "2026-11-23T21:05:40Z");
    let extra = b"UT\x05\0\x01\0\xe1\xf5\x05";
    let header = Header { extra, ..headers[0] };
    assert_eq!(modified(&header).unwrap().to_string(), "1973-03-03T09:46:40Z");
}

#[test]
fn an_archive_cut_anywhere_is_told_of() {
    let bytes = packed(&[("a.csv", LIST), ("b/c.txt", b"two")]);
    for cut in 0..bytes.len() {
        let heard = hear(&bytes[..cut], &[], Limits::default());
        assert!(!heard.kinds().is_empty(), "cut at {cut}");
    }
}

proptest! {
    #[test]
    fn no_bytes_break_it(at in 0usize..300, byte: u8, cut in 0usize..400, locked: bool) {
        let mut bytes = if locked {
            written(|writer| {
                let options = SimpleFileOptions::default().with_aes_encryption(AesMode::Aes128, "word");
                writer.start_file("a.csv", options).unwrap();
                writer.write_all(LIST).unwrap();
            })
        } else {
            packed(&[("a.csv", LIST), ("b/c.txt", b"two")])
        };
        if let Some(place) = bytes.get_mut(at) {
            *place = byte;
        }
        bytes.truncate(cut);
        let limits = Limits { expanded_bytes: 1 << 20, ..Limits::default() };
        hear(&bytes, &["word"], limits);
    }
}
