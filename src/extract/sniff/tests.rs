use super::*;
use crate::extract::testing;
use proptest::prelude::*;
use std::io::Cursor;

fn sniffed(bytes: &[u8], name: &str) -> (String, bool) {
    let sniffed = sniff(&mut Cursor::new(bytes), name).unwrap();
    let group = match &sniffed.kind {
        Kind::Known(_) => "known",
        Kind::Encrypted(_) => "encrypted",
        Kind::Unsupported(_) => "unsupported",
        Kind::Media(_) => "media",
        Kind::Program(_) => "program",
        Kind::Empty => "empty",
    };
    (format!("{group} {}", sniffed.kind.name()), sniffed.mismatch.is_some())
}

#[track_caller]
fn check(bytes: &[u8], name: &str, want: &str, mismatch: bool) {
    assert_eq!(sniffed(bytes, name), (want.to_owned(), mismatch), "{name}");
}

fn package(parts: &[&str]) -> Vec<u8> {
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|name| (*name, b"<a/>".as_slice())).collect();
    testing::zip(&parts)
}

#[test]
fn packages() {
    let word = package(&["[Content_Types].xml", "_rels/.rels", "word/document.xml"]);
    let sheet = package(&["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/worksheets/sheet1.xml"]);
    check(&word, "a.docx", "known docx", false);
    check(&word, "a.dotm", "known docx", false);
    check(&word, "a.xlsx", "known docx", true);
    check(&word, "a", "known docx", false);
    check(&sheet, "A.XLSX", "known xlsx", false);
    check(&package(&["[Content_Types].xml", "word/main.xml"]), "a.docx", "known docx", false);
    check(&package(&["[Content_Types].xml", "xl/workbook.bin"]), "a.xlsb", "known xlsb", false);
    check(&package(&["[Content_Types].xml", "ppt/presentation.xml"]), "a.pptx", "known pptx", false);
    check(&package(&["word/document.xml", "notes.txt"]), "a.zip", "known zip", false);
    check(&package(&["META-INF/MANIFEST.MF"]), "a.jar", "program jar", false);
    check(&package(&["META-INF/MANIFEST.MF", "list.csv"]), "a.zip", "known zip", false);
    check(&package(&["Origin.xml", "DacMetadata.xml", "Data/dbo.T/T.BCP"]), "a.bacpac", "unsupported bacpac", false);
    check(&testing::zip(&[]), "a.zip", "known zip", false);
    let types = b"<Types><Override ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>";
    check(&testing::zip(&[("[Content_Types].xml", types), ("main.xml", b"<a/>")]), "a.docx", "known docx", false);
    check(word.get(..word.len() / 2).unwrap(), "cut.docx", "known docx", false);
}

#[test]
fn open_documents_name_themselves() {
    for (mime, name) in [
        ("application/vnd.oasis.opendocument.text", "known odt"),
        ("application/vnd.oasis.opendocument.spreadsheet-template", "known ods"),
        ("application/vnd.oasis.opendocument.presentation", "known odp"),
        ("application/vnd.oasis.opendocument.graphics", "known odg"),
        ("application/epub+zip", "known epub"),
    ] {
        let mut bytes = b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x08\0\0\0mimetype".to_vec();
        bytes.extend(mime.as_bytes());
        check(&bytes, &format!("a.{}", name.rsplit(' ').next().unwrap()), name, false);
    }
    let flat = format!(
        "<?xml version='1.0'?>\n<office:document {} office:mimetype='application/vnd.oasis.opendocument.text'><a/>",
        "xmlns:x='urn:x' ".repeat(400)
    );
    check(flat.as_bytes(), "a.fodt", "known odt", false);
    let manifest = b"<m media-type='application/vnd.oasis.opendocument.spreadsheet'/>";
    let packed = testing::zip(&[("content.xml", b"<a/>"), ("META-INF/manifest.xml", manifest)]);
    check(&packed, "a.ods", "known ods", false);
    let deflated = testing::zip(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<a/>")]);
    check(&deflated, "a.odt", "known odt", false);
}

/// A compound file whose directory names these streams.
fn compound(streams: &[&str]) -> Vec<u8> {
    let mut bytes = vec![0; 512];
    bytes[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    bytes[30] = 9;
    for name in ["Root Entry"].iter().chain(streams) {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length = entry.len() as u8 + 2;
        entry.resize(128, 0);
        entry[64] = length;
        bytes.extend(entry);
    }
    bytes.resize(bytes.len().next_multiple_of(512), 0);
    bytes
}

#[test]
fn compound_files() {
    check(&compound(&["WordDocument", "1Table"]), "a.doc", "known doc", false);
    check(&compound(&["Workbook"]), "a.xls", "known xls", false);
    check(&compound(&["PowerPoint Document"]), "a.ppt", "known ppt", false);
    check(&compound(&["__properties_version1.0"]), "a.msg", "known msg", false);
    check(&compound(&["EncryptionInfo", "EncryptedPackage"]), "a.xlsx", "encrypted xlsx", false);
    check(&compound(&["EncryptionInfo", "EncryptedPackage"]), "a", "encrypted ooxml", false);
    check(&compound(&["WordDocument", "ObjectPool", "Workbook"]), "a.xls", "known doc", true);
    check(&compound(&[]), "a.bin", "unsupported cfb", false);
    check(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "a.doc", "known doc", false);
}

#[test]
fn text_and_tables() {
    check(b"", "a.txt", "empty empty", false);
    check(b"Dear Ann,\nthank you.\n", "a.txt", "known text", false);
    check(b"Dear Ann,\nthank you.\n", "a.docx", "known text", true);
    check(b"Name,Town,Fee\nAnn,Leeds,1\nBob,York,2\n", "a.csv", "known csv", false);
    check(b"Name,Town,Fee\nAnn,Leeds,1\nBob,York,2\n", "a.xls", "known csv", true);
    check(b"Name,Town,Fee\nAnn,Leeds,1\nBob,York,2\n", "a", "known csv", false);
    check(b"{\"a\": [1, 2]}", "a.json", "known json", false);
    check(b"\xef\xbb\xbf\n [{\"name\": 1},\n {\"name", "a.txt", "known json", false);
    check(b"{\"a\": 1}\n{\"a\": 2}\n", "a.log", "known json", false);
    check(b"{\"cells\": [], \"nbformat\": 4}", "a.ipynb", "known ipynb", false);
    check(b"{\"cells\": [], \"nbformat\": 4}", "a.docx", "known ipynb", true);
    check(b"INSERT INTO t VALUES (1);", "a.sql", "known sql", false);
    check(b"-- dump\nINSERT INTO t VALUES (1);", "a.txt", "known sql", false);
    check(b"-- Ann\nbest wishes", "a.txt", "known text", false);
    check(b"[2026-11-23 10:00] started\n[2026-11-23 10:01] done\n", "a.log", "known text", false);
    check(b"[settings]\nname=x\n", "a.ini", "known text", false);
    check(b"[1] Lee, A. (2020)\n[2] Ray, B. (2021)\n", "a.txt", "known text", false);
    check(b"{{name}}, welcome", "a.json", "known text", false);
    check(b"\xff\xfeN\0a\0m\0e\0\t\0T\0\r\0\n\0A\0n\0n\0\t\0L\0\r\0\n\0", "a.txt", "known csv", false);
    check(b"N\0a\0m\0e\0 \0o\0f\0 \0i\0t\0", "a.txt", "known text", false);
    check(b"caf\xe9 cr\xe8me", "a.txt", "known text", false);
    check(b"BM is the short form of a name.\n", "a.txt", "known text", false);
    check(b"MZ and PK and ID3 are letters.\n", "a.md", "known text", false);
    check(b"a log line\0\0 with a gap that a crash left in the middle of a long enough line of text, as happens, and it is long\n", "a.log", "known text", false);
    check(b"<bob> hello, are you there?\n<ann> yes\n", "a.log", "known text", false);
}

#[test]
fn text_that_encodes_its_content() {
    check(b"{\\rtf1\\ansi hello}", "a.rtf", "known rtf", false);
    check(b"{\\rtf1\\ansi hello}", "a.doc", "known rtf", true);
    check(b"<!DOCTYPE html><html><body>x</body></html>", "a.html", "known html", false);
    check(b"<html><table><tr><td>x</td></tr></table></html>", "a.xls", "known html", true);
    check(b"<font>x</font>", "a.xls", "known html", true);
    check(b"<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'></Workbook>", "a.xls", "known xml", true);
    check(b"Dear <b>Ann</b>", "a.htm", "known html", false);
    check(b"Dear Ann", "a.htm", "known text", false);
    check(b"<?xml version=\"1.0\"?><a>x</a>", "a.xml", "known xml", false);
    check(b"\xef\xbb\xbf<?xml version=\"1.0\"?><svg/>", "a.svg", "known xml", false);
    check(b"Received: from a\r\nFrom: a@example.org\r\nMIME-Version: 1.0\r\n\r\nhi", "a.eml", "known eml", false);
    check(b"From: Ann\nTo: Bob\nSubject: hi\n\nhi", "a.eml", "known eml", false);
    check(b"From: Ann\nSent: Monday\nTo: Bob\nSubject: hi\n\nhi", "a.txt", "known text", false);
    check(b"From a@example.org Mon Jan 1\nReceived: x\nSubject: y\n\nz", "a.mbox", "known mbox", false);
    check(
        b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\nx",
        "a.mht",
        "known mhtml",
        false,
    );
    check(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "a.ics", "known ics", false);
    check(b"X-Unsent: 1\nTo: Ann\n\nhi", "a.eml", "known eml", false);
    check(b"Content-Type: multipart/signed; boundary=x\n\n--x", "a.p7m", "known eml", false);
    check(b"\xef\xbb\xbfWEBVTT\n\n00:01.000 --> 00:02.000\nhi", "a.vtt", "known vtt", false);
    check(b"1\r\n00:00:01,000 --> 00:00:02,000\r\nhi", "a.srt", "known srt", false);
    check(b"1\n00:00:01,000 --> 00:00:02,000\nhi", "a.txt", "known srt", false);
    check(b"1\n2 --> 3\nhi", "a.txt", "known text", false);
    check(b"BEGIN:VCARD\r\nFN:x\r\nEND:VCARD\r\n", "a.vcf", "known vcf", false);
}

#[test]
fn binaries() {
    let padded = |magic: &[u8]| [magic, &[0, 1, 2, 3, 0xFF, 0xFE, 0x80, 0].repeat(20)].concat();
    check(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a.pdf", "known pdf", false);
    check(&padded(b"%PDF-1.7\n"), "a.docx", "known pdf", true);
    check(&padded(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "a.png", "media png", false);
    check(&padded(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "a.docx", "media png", true);
    check(&padded(b"\xFF\xD8\xFF\xE0\0\x10JFIF\0"), "a.jpg", "media jpg", false);
    check(&padded(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom"), "a.mp4", "media mp4", false);
    check(&padded(b"\xFF\xFB\x13\x37"), "a.docx", "unsupported unknown", true);
    check(&padded(b"\x13\x37"), "a.bin", "unsupported unknown", false);
    check(&[0; 4096], "a.docx", "unsupported unknown", true);
    check(&padded(b"\x09\x02\x06\0\0\0\x10\0\0\0"), "a.xls", "known xls", false);
    check(&padded(b"\x09\x08\x08\0\0\x05\x05\0"), "a.xls", "known xls", false);
    check(&padded(b"7z\xBC\xAF\x27\x1C"), "a.7z", "known 7z", false);
    check(&padded(b"\x1F\x8B\x08"), "a.gz", "known gz", false);
    check(&padded(b"\x1F\x8B\x08"), "a.tgz", "known gz", false);
    check(&padded(b"BZh91AY&SY"), "a.bz2", "known bz2", false);
    check(&padded(b"\x28\xB5\x2F\xFD"), "a.zst", "known zst", false);
    check(&padded(b"\xFD7zXZ\0"), "a.xz", "known xz", false);
    check(&padded(b"Rar!\x1A\x07\x01\0"), "a.rar", "unsupported rar", false);
    check(&padded(b"MSCF\0\0\0\0"), "a.cab", "unsupported cab", false);
    check(&padded(b"\0\x05\x16\x07\0\x02\0\0Mac OS X"), "._a.docx", "media appledouble", true);
    check(&padded(b"\x78\x9F\x3E\x22\x01\0"), "winmail.dat", "known tnef", false);
    check(&padded(b"\x30\x80\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x03"), "smime.p7m", "known p7m", false);
    check(&padded(b"SQLite format 3\0\x10\0"), "a.db", "known sqlite", false);
    check(
        &padded(b"From: a@b.example\nMIME-Version: 1.0\nContent-Transfer-Encoding: binary\n\n"),
        "a.eml",
        "known eml",
        false,
    );
    check(&padded(b"!BDN\x01\x02\x03\x04SM"), "a.ost", "known pst", false);
    assert!(sniffed(&padded(b"\x7FELF\x02\x01\x01"), "a").0.starts_with("program"));
    assert!(sniffed(&padded(b"MZ\x90\0\x03\0\0\0\x04"), "a.exe").0.starts_with("program"));
}

proptest! {
    #[test]
    fn any_bytes_are_something(bytes in proptest::collection::vec(any::<u8>(), 0..2_000), name in "[a-z]{0,3}[.]?[a-z]{0,4}") {
        sniffed(&bytes, &name);
    }

    #[test]
    fn any_package_is_something(at in 0usize..300, byte: u8, cut in 0usize..400) {
        let mut bytes = package(&["[Content_Types].xml", "word/document.xml"]);
        if let Some(place) = bytes.get_mut(at) {
            *place = byte;
        }
        bytes.truncate(cut);
        sniffed(&bytes, "a.docx");
    }

    #[test]
    fn any_compound_file_is_something(at in 8usize..600, byte: u8, cut in 8usize..1_100) {
        let mut bytes = compound(&["WordDocument"]);
        if let Some(place) = bytes.get_mut(at) {
            *place = byte;
        }
        bytes.truncate(cut);
        sniffed(&bytes, "a.doc");
    }
}
