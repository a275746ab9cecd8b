//! Makes small mailboxes: as many blocks and nodes as fit on one page of each tree.

use crate::extract::pst::crypt::{Cipher, Method};

/// A value of a property.
#[derive(Clone, Copy)]
pub(super) enum Value<'a> {
    Text(&'a str),
    Bytes(&'a [u8]),
    Number(i32),
    List(&'a [&'a str]),
    /// Bytes that are a node of their own.
    Node(u32),
    /// An object that is a node.
    Object(u32),
}

fn wide_text(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// A heap with these items; the first is the root.
fn heap(kind: u8, items: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = vec![0, 0, 0xEC, kind, 0x20, 0, 0, 0, 0, 0, 0, 0];
    let mut offsets = vec![bytes.len() as u16];
    for item in items {
        bytes.extend(item);
        offsets.push(bytes.len() as u16);
    }
    let map = bytes.len() as u16;
    bytes[..2].copy_from_slice(&map.to_le_bytes());
    bytes.extend((items.len() as u16).to_le_bytes());
    bytes.extend([0, 0]);
    bytes.extend(offsets.iter().flat_map(|offset| offset.to_le_bytes()));
    bytes
}

/// The number of the nth item of a heap, from 0.
fn place(at: usize) -> u32 {
    (at as u32 + 1) << 5
}

fn index(key: u8, value: u8, root: u32) -> Vec<u8> {
    [[0xB5, key, value, 0].as_slice(), &root.to_le_bytes()].concat()
}

/// A list of properties.
pub(super) fn heap_of_properties(properties: &[(u16, Value<'_>)]) -> Vec<u8> {
    let mut items = vec![index(2, 6, place(1)), Vec::new()];
    for (id, value) in properties {
        let (kind, stored) = match value {
            Value::Number(number) => (0x0003u16, *number as u32),
            Value::Node(node) => (0x0102, *node),
            Value::Object(node) => {
                items.push([node.to_le_bytes(), [0; 4]].concat());
                (0x000D, place(items.len() - 1))
            }
            Value::Text(text) => {
                items.push(wide_text(text));
                (0x001F, place(items.len() - 1))
            }
            Value::Bytes(bytes) => {
                items.push(bytes.to_vec());
                (0x0102, place(items.len() - 1))
            }
            Value::List(texts) => {
                let (mut head, mut data) = ((texts.len() as u32).to_le_bytes().to_vec(), Vec::new());
                for text in *texts {
                    head.extend(((4 + texts.len() * 4 + data.len()) as u32).to_le_bytes());
                    data.extend(wide_text(text));
                }
                items.push([head, data].concat());
                (0x101F, place(items.len() - 1))
            }
        };
        let record = [id.to_le_bytes().as_slice(), &kind.to_le_bytes(), &stored.to_le_bytes()].concat();
        items[1].extend(record);
    }
    heap(0xBC, &items)
}

/// A table of texts in which each of so many rows is the same.
pub(super) fn heap_of_table(columns: &[(u16, &str)], rows: usize) -> Vec<u8> {
    let (exists, size) = (columns.len() * 4, columns.len() * 4 + 1);
    let mut info = vec![0x7C, columns.len() as u8];
    for end in [exists, exists, exists, size] {
        info.extend((end as u16).to_le_bytes());
    }
    info.extend([0u32, place(1), 0].iter().flat_map(|place| place.to_le_bytes()));
    let (mut row, mut texts) = (Vec::new(), Vec::new());
    for (at, (id, text)) in columns.iter().enumerate() {
        info.extend([0x1F, 0]);
        info.extend(id.to_le_bytes());
        info.extend(((at * 4) as u16).to_le_bytes());
        info.extend([4, at as u8]);
        row.extend(place(2 + at).to_le_bytes());
        texts.push(wide_text(text));
    }
    row.push(0xFF);
    heap(0x7C, &[vec![info, row.repeat(rows)], texts].concat())
}

/// Puts a file together.
pub(super) struct Builder {
    wide: bool,
    method: u8,
    bytes: Vec<u8>,
    blocks: Vec<(u64, u64, u16)>,
    nodes: Vec<[u64; 4]>,
}

impl Builder {
    pub(super) fn new(wide: bool, method: u8) -> Self {
        Self { wide, method, bytes: vec![0; 1024], blocks: Vec::new(), nodes: Vec::new() }
    }

    /// A block of data; its number.
    pub(super) fn block(&mut self, data: &[u8]) -> u64 {
        let number = (self.blocks.len() as u64 + 1) * 4;
        let coded = self.disguised(data, number);
        self.put(number, coded)
    }

    fn put(&mut self, number: u64, data: Vec<u8>) -> u64 {
        self.blocks.push((number, self.bytes.len() as u64, data.len() as u16));
        self.bytes.extend(data);
        self.bytes.resize(self.bytes.len().next_multiple_of(64), 0);
        number
    }

    /// What becomes `data` when the disguise is undone: each byte is found by trying.
    fn disguised(&self, data: &[u8], number: u64) -> Vec<u8> {
        let method = [Method::Plain, Method::Permute, Method::Cyclic][usize::from(self.method)];
        let cipher = Cipher::new(method);
        match method {
            // The second method is its own inverse.
            Method::Cyclic => {
                let mut coded = data.to_vec();
                cipher.decode(&mut coded, number);
                coded
            }
            _ => {
                let mut plain: Vec<u8> = (0..=255).collect();
                cipher.decode(&mut plain, number);
                data.iter().map(|byte| plain.iter().position(|found| found == byte).unwrap() as u8).collect()
            }
        }
    }

    fn number(&self, number: u64) -> Vec<u8> {
        if self.wide { number.to_le_bytes().to_vec() } else { (number as u32).to_le_bytes().to_vec() }
    }

    /// Several blocks as one.
    pub(super) fn tree(&mut self, parts: &[Vec<u8>]) -> u64 {
        let numbers: Vec<u64> = parts.iter().map(|part| self.block(part)).collect();
        let mut data = vec![1, 1, parts.len() as u8, 0, 0, 0, 0, 0];
        numbers.iter().for_each(|number| data.extend(self.number(*number)));
        self.put((self.blocks.len() as u64 + 1) * 4 + 2, data)
    }

    /// The nodes below a node.
    pub(super) fn below(&mut self, nodes: &[(u32, u64, u64)]) -> u64 {
        let mut data = vec![2, 0, nodes.len() as u8, 0];
        data.resize(if self.wide { 8 } else { 4 }, 0);
        for (id, block, below) in nodes {
            for number in [u64::from(*id), *block, *below] {
                data.extend(self.number(number));
            }
        }
        self.put((self.blocks.len() as u64 + 1) * 4 + 2, data)
    }

    pub(super) fn node(&mut self, id: u32, block: u64, below: u64, parent: u32) {
        self.nodes.push([u64::from(id), block, below, u64::from(parent)]);
    }

    fn page(&mut self, kind: u8, level: u8, entries: &[Vec<u8>]) -> u64 {
        self.bytes.resize(self.bytes.len().next_multiple_of(512), 0);
        let start = self.bytes.len() as u64;
        let mut page: Vec<u8> = entries.concat();
        let head = if self.wide { 488 } else { 496 };
        assert!(page.len() <= head, "too much for one page");
        page.resize(head, 0);
        page.extend([entries.len() as u8, 0, entries.first().map_or(24, Vec::len) as u8, level]);
        page.resize(if self.wide { 496 } else { 500 }, 0);
        page.extend([kind, kind]);
        page.resize(512, 0);
        self.bytes.extend(page);
        start
    }

    pub(super) fn finish(mut self) -> Vec<u8> {
        let blocks: Vec<Vec<u8>> = self
            .blocks
            .clone()
            .iter()
            .map(|(number, place, length)| {
                let mut entry =
                    [self.number(*number), self.number(*place), length.to_le_bytes().to_vec(), vec![1, 0]].concat();
                entry.resize(if self.wide { 24 } else { 12 }, 0);
                entry
            })
            .collect();
        let nodes: Vec<Vec<u8>> = self
            .nodes
            .clone()
            .iter()
            .map(|node| {
                let mut entry: Vec<u8> = node.iter().flat_map(|number| self.number(*number)).collect();
                entry.resize(if self.wide { 32 } else { 16 }, 0);
                entry
            })
            .collect();
        // The tree of blocks has two levels.
        let (first, second) = blocks.split_at(3);
        let leaves = [(first[0].clone(), self.page(0x80, 0, first)), (second[0].clone(), self.page(0x80, 0, second))];
        let size = if self.wide { 8 } else { 4 };
        let upper: Vec<Vec<u8>> = leaves
            .iter()
            .map(|(entry, place)| [entry[..size].to_vec(), self.number(1), self.number(*place)].concat())
            .collect();
        let blocks = self.page(0x80, 1, &upper);
        let nodes = self.page(0x81, 0, &nodes);
        let places = if self.wide { (224, 240, 513) } else { (188, 196, 461) };
        self.bytes[..4].copy_from_slice(b"!BDN");
        self.bytes[10] = if self.wide { 23 } else { 14 };
        let (nodes, blocks) = (self.number(nodes), self.number(blocks));
        self.bytes[places.0..places.0 + size].copy_from_slice(&nodes);
        self.bytes[places.1..places.1 + size].copy_from_slice(&blocks);
        self.bytes[places.2] = self.method;
        self.bytes
    }
}
