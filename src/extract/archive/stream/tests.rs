use super::*;
use crate::config::Limits;
use crate::extract::testing::{Extract, run};
use proptest::prelude::*;
use std::io::Write;

const TEXT: &[u8] = b"Dear Orla, the list is attached. Dear Orla, the list is attached.";

fn gzipped(name: Option<&str>, content: &[u8]) -> Vec<u8> {
    let builder = flate2::GzBuilder::new().mtime(1_000_000_000);
    let builder = match name {
        Some(name) => builder.filename(name),
        None => builder,
    };
    let mut writer = builder.write(Vec::new(), flate2::Compression::fast());
    writer.write_all(content).unwrap();
    writer.finish().unwrap()
}

fn bzipped(content: &[u8]) -> Vec<u8> {
    let mut writer = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    writer.write_all(content).unwrap();
    writer.finish().unwrap()
}

fn zstd_packed(content: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(content, ruzstd::encoding::CompressionLevel::Fastest)
}

fn xz_packed(content: &[u8]) -> Vec<u8> {
    let mut writer = lzma_rust2::XzWriter::new(Vec::new(), lzma_rust2::XzOptions::with_preset(1)).unwrap();
    writer.write_all(content).unwrap();
    writer.finish().unwrap()
}

#[track_caller]
fn check(extract: Extract, bytes: &[u8], want: &[&str], incidents: &[IncidentKind]) {
    let (lines, kinds) = run(extract, bytes, &Limits::default());
    assert_eq!((lines.iter().map(String::as_str).collect::<Vec<_>>(), kinds), (want.to_vec(), incidents.to_vec()));
}

type Pack = fn(&[u8]) -> Vec<u8>;

const ALL: [(Extract, Pack); 4] =
    [(gz, |content| gzipped(None, content)), (bz2, bzipped), (zst, zstd_packed), (xz, xz_packed)];

#[test]
fn each_stream_is_one_file() {
    let want = format!("member content | {}", String::from_utf8_lossy(TEXT));
    for (extract, pack) in ALL {
        let bytes = pack(TEXT);
        check(extract, &bytes, &[&want], &[]);
        let twice = [pack(&TEXT[..10]), pack(&TEXT[10..])].concat();
        check(extract, &twice, &[&want], &[]);
        let padded = [bytes.as_slice(), &[0; 512]].concat();
        check(extract, &padded, &[&want], &[]);
    }
    let skippable = [b"\x50\x2A\x4D\x18\x03\0\0\0abc".as_slice(), &zstd_packed(TEXT)].concat();
    check(zst, &skippable, &[&want], &[]);
}

#[test]
fn its_name_is_the_stored_one() {
    check(gz, &gzipped(Some("list.txt"), b"one"), &["member list.txt | one"], &[]);
    check(gz, &gzipped(Some("../\u{1}a"), b"one"), &["member ../\u{fffd}a | one"], &[]);
}

#[test]
fn what_follows_is_told() {
    let bytes = [gzipped(None, b"one"), b"something else".to_vec()].concat();
    check(gz, &bytes, &["member content | one"], &[IncidentKind::Corrupt]);
}

#[test]
fn a_stream_cut_anywhere_is_no_whole_file() {
    for (number, (extract, pack)) in ALL.into_iter().enumerate() {
        let bytes = pack(TEXT);
        for cut in 1..bytes.len() {
            let (lines, kinds) = run(extract, &bytes[..cut], &Limits::default());
            let whole = lines.iter().any(|line| line.ends_with(&*String::from_utf8_lossy(TEXT)));
            assert!(!kinds.is_empty() || !whole, "{number} cut at {cut}: {lines:?}");
        }
    }
}

#[test]
fn limits_bite() {
    for (extract, pack) in ALL {
        let bytes = pack(&[b'x'; 100_000]);
        let kinds = |limits| run(extract, &bytes, &limits).1;
        assert_eq!(kinds(Limits { expanded_bytes: 1_000, ..Limits::default() }), [IncidentKind::LimitBytes]);
        assert_eq!(kinds(Limits { seconds: 0, ..Limits::default() }), [IncidentKind::LimitTime]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_bytes_break_it(which in 0usize..4, at in 0usize..120, byte: u8, cut in 0usize..120) {
        let (extract, pack) = ALL[which];
        let mut bytes = pack(TEXT);
        if let Some(place) = bytes.get_mut(at) {
            *place = byte;
        }
        bytes.truncate(cut);
        run(extract, &bytes, &Limits { expanded_bytes: 1 << 20, ..Limits::default() });
    }
}
