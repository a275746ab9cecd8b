use super::*;
use crate::config::Limits;
use crate::extract::testing::Heard;
use crate::incident::IncidentKind;
use proptest::prelude::*;
use sevenz_rust2::ArchiveWriter;
use sevenz_rust2::encoder_options::{AesEncoderOptions, Lzma2Options};
use std::io::Cursor;

fn archive(password: Option<&str>, hide_names: bool, members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ArchiveWriter::new(Cursor::new(Vec::new())).unwrap();
    if let Some(password) = password {
        let methods = vec![AesEncoderOptions::new(Password::new(password)).into(), Lzma2Options::from_level(1).into()];
        writer.set_content_methods(methods);
    }
    writer.set_encrypt_header(hide_names);
    for (name, content) in members {
        writer.push_archive_entry(ArchiveEntry::new_file(name), Some(*content)).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn hear(bytes: &[u8], passwords: &[&str], limits: Limits) -> Heard {
    Heard::with_passwords(extract, bytes, passwords, limits)
}

#[track_caller]
fn check(bytes: &[u8], passwords: &[&str], want: &[(&str, Result<&[u8], IncidentKind>)], incidents: &[IncidentKind]) {
    let heard = hear(bytes, passwords, Limits::default());
    let want: Vec<_> = want.iter().map(|(name, content)| ((*name).to_owned(), content.map(<[u8]>::to_vec))).collect();
    assert_eq!((&heard.members, heard.kinds()), (&want, incidents.to_vec()));
}

#[test]
fn members_are_handed_on() {
    let bytes = archive(None, false, &[("a\\list.csv", b"Name\nOrla\n"), ("b.txt", b"two"), ("empty", b"")]);
    check(&bytes, &[], &[("a/list.csv", Ok(b"Name\nOrla\n")), ("b.txt", Ok(b"two")), ("empty", Ok(b""))], &[]);
}

#[test]
fn locked_archives_open_with_their_password() {
    for hide_names in [false, true] {
        let bytes = archive(Some("word"), hide_names, &[("a.txt", b"one"), ("b.txt", b"two")]);
        check(&bytes, &[], &[], &[IncidentKind::Encrypted]);
        check(&bytes, &["no", "word"], &[("a.txt", Ok(b"one")), ("b.txt", Ok(b"two"))], &[]);
    }
    let bytes = archive(Some("word"), true, &[("a.txt", b"one")]);
    check(&bytes, &["no"], &[], &[IncidentKind::Encrypted]);
}

#[test]
fn limits_bite() {
    let bytes = archive(None, false, &[("a", b"one"), ("b", b"two")]);
    let kinds = |limits| hear(&bytes, &[], limits).kinds();
    assert_eq!(kinds(Limits { entries: 1, ..Limits::default() }), [IncidentKind::LimitEntries]);
    assert_eq!(kinds(Limits { expanded_bytes: 4, ..Limits::default() }), [IncidentKind::LimitBytes]);
    assert_eq!(kinds(Limits { seconds: 0, ..Limits::default() }), [IncidentKind::LimitTime]);
}

#[test]
fn an_archive_cut_anywhere_is_told_of() {
    let bytes = archive(None, false, &[("a", b"one"), ("b", b"two")]);
    for cut in 0..bytes.len() {
        let heard = hear(&bytes[..cut], &[], Limits::default());
        assert!(!heard.kinds().is_empty(), "cut at {cut}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_bytes_break_it(at in 0usize..250, byte: u8) {
        let mut bytes = archive(None, false, &[("a", b"one"), ("b", b"two")]);
        if let Some(place) = bytes.get_mut(at) {
            *place = byte;
        }
        hear(&bytes, &["word"], Limits { expanded_bytes: 1 << 20, ..Limits::default() });
    }
}
