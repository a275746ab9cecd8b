use super::*;
use std::io::{Cursor, Write};

/// An object with these streams.
fn object(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (name, bytes) in streams {
        file.create_stream(name).unwrap().write_all(bytes).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

fn native(label: &str, bytes: &[u8]) -> Vec<u8> {
    let mut all = vec![0, 0, 0, 0, 2, 0];
    all.extend(format!("{label}\0C:\\Temp\\{label}\0").bytes());
    all.extend([0, 0, 3, 0, 2, 0, 0, 0, b'x', 0]);
    all.extend((bytes.len() as u32).to_le_bytes());
    all.extend(bytes);
    all
}

fn unpacked(bytes: &[u8]) -> (String, Option<Vec<u8>>) {
    match unpack(&mut Cursor::new(bytes), 1 << 20).unwrap() {
        Content::Itself => ("itself".into(), None),
        Content::Nothing => ("nothing".into(), None),
        Content::File { name, mut bytes } => {
            let mut read = Vec::new();
            bytes.read_to_end(&mut read).unwrap();
            (name, Some(read))
        }
    }
}

#[test]
fn the_file_within_is_found() {
    for (streams, name, want) in [
        (vec![("Package", b"PK".to_vec())], "", &b"PK"[..]),
        (vec![("CONTENTS", b"%PDF".to_vec()), ("\u{1}Ole", vec![0])], "", b"%PDF"),
        (vec![("\u{1}Ole10Native", native("list.csv", b"a,b"))], "list.csv", b"a,b"),
        (vec![("\u{1}Ole10Native", b"\x04\0\0\0text".to_vec())], "", b"text"),
    ] {
        let streams: Vec<_> = streams.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
        assert_eq!(unpacked(&object(&streams)), (name.to_owned(), Some(want.to_vec())));
    }
    assert_eq!(unpacked(&object(&[("WordDocument", b"x")])).0, "itself");
    assert_eq!(unpacked(&object(&[("Equation Native", b"x")])).0, "nothing");
    assert_eq!(unpacked(b"plain text").0, "itself");
}

#[test]
fn a_damaged_object_goes_on_as_it_is() {
    let whole = object(&[("\u{1}Ole10Native", &native("list.csv", b"a,b"))]);
    for cut in (0..whole.len()).step_by(7) {
        unpacked(&whole[..cut]);
    }
    assert_eq!(unpacked(&object(&[("\u{1}Ole10Native", b"\0\0\0\0\x02\0no end")])).0, "itself");
}
