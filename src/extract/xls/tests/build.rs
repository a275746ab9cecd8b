//! Workbooks out of records.

/// A record.
pub(super) fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
}

/// Row, column and style of a cell.
pub(super) fn head(row: u16, column: u16, style: u16) -> [u8; 6] {
    let mut bytes = [0; 6];
    bytes[..2].copy_from_slice(&row.to_le_bytes());
    bytes[2..4].copy_from_slice(&column.to_le_bytes());
    bytes[4..].copy_from_slice(&style.to_le_bytes());
    bytes
}

/// UTF-16.
pub(super) fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// A string with a length of two bytes.
pub(super) fn unicode(text: &str) -> Vec<u8> {
    let count = text.encode_utf16().count() as u16;
    [&count.to_le_bytes()[..], &[1], &wide(text)].concat()
}

/// The shared strings.
pub(super) fn strings(texts: &[&str]) -> Vec<u8> {
    // What it says of their number is not believed.
    let mut data = vec![0xFF; 8];
    data.extend(texts.iter().flat_map(|text| unicode(text)));
    record(0xFC, &data)
}

/// A workbook of BIFF8 with these sheets: name, visibility, records.
pub(super) fn book(globals: &[Vec<u8>], sheets: &[(&str, u8, &[Vec<u8>])]) -> Vec<u8> {
    let begin = |kind: u8| record(0x809, &[0, 6, kind, 0, 0, 0, 0, 0]);
    let end = || record(0x0A, &[]);
    let names: usize = sheets.iter().map(|(name, ..)| 4 + 8 + name.len() * 2).sum();
    let mut place = begin(5).len() + globals.concat().len() + names + end().len();
    let mut book = [begin(5), globals.concat()].concat();
    let mut rest = Vec::new();
    for (name, visibility, records) in sheets {
        let count = name.encode_utf16().count() as u8;
        let bound = [&(place as u32).to_le_bytes()[..], &[*visibility, 0, count, 1], &wide(name)].concat();
        book.extend(record(0x85, &bound));
        let sheet = [begin(0x10), records.concat(), end()].concat();
        place += sheet.len();
        rest.extend(sheet);
    }
    [book, end(), rest].concat()
}
