//! The heap in the data of a node, and what lies on it: lists of properties and tables. [MS-PST] 2.3.

use super::bytes::{u16_at, u32_at};
use super::file::{File, Node, corrupt};
use crate::extract::ExtractError;
use rustc_hash::FxHashMap;

/// Levels of an index on a heap.
const DEEPEST: u8 = 6;
/// Entries of one index.
const MOST: usize = 1 << 20;
const TEXT: u16 = 0x001F;
const NARROW: u16 = 0x001E;
const BINARY: u16 = 0x0102;
const LIST: u16 = 0x1000;
pub(super) const OBJECT: u16 = 0x000D;

/// A property as it is stored: its type, number and bytes.
#[derive(Clone, Debug)]
pub(super) struct Property {
    pub(super) kind: u16,
    pub(super) id: u16,
    pub(super) bytes: Vec<u8>,
}

/// The key and the value of an entry of an index.
type Entry = (Vec<u8>, Vec<u8>);

/// A node whose data is a heap.
pub(super) struct Heap {
    blocks: Vec<Vec<u8>>,
    below: FxHashMap<u32, Node>,
    /// Bytes of one value at most.
    most: u64,
    /// A value was longer.
    pub(super) over: bool,
}

impl Heap {
    pub(super) fn read(file: &mut File<'_>, node: Node, most: u64) -> Result<Self, ExtractError> {
        let (blocks, over) = file.read(node.data, most)?;
        let below = file.below(node.below)?;
        Ok(Self { blocks, below, most, over })
    }

    /// The nodes below this one, in order of their numbers.
    pub(super) fn nodes(&self) -> Vec<(u32, Node)> {
        let mut nodes: Vec<(u32, Node)> = self.below.iter().map(|(id, node)| (*id, *node)).collect();
        nodes.sort_unstable_by_key(|(id, _)| *id);
        nodes
    }

    pub(super) fn node(&self, id: u32) -> Option<Node> {
        self.below.get(&id).copied()
    }

    /// The properties of a node; the value of `skip` (the bytes of an attachment) is only where it lies.
    pub(super) fn properties(&mut self, file: &mut File<'_>, skip: u16) -> Result<Vec<Property>, ExtractError> {
        let root = self.root(0xBC)?;
        let mut properties = Vec::new();
        for (key, value) in self.index(root)? {
            let (Some(id), Some(kind)) = (u16_at(&key, 0), u16_at(&value, 0)) else { continue };
            let stored = value.get(2..6).unwrap_or_default();
            let bytes = match (id == skip, width(kind)) {
                (false, Some(width)) if width <= 4 => stored.get(..width).unwrap_or_default().to_vec(),
                (true, _) => stored.to_vec(),
                _ => self.value(file, u32_at(stored, 0).unwrap_or(0))?,
            };
            properties.push(Property { kind, id, bytes });
        }
        Ok(properties)
    }

    /// The rows of a table.
    pub(super) fn rows(&mut self, file: &mut File<'_>) -> Result<Vec<Vec<Property>>, ExtractError> {
        let info = self.root(0x7C).and_then(|root| self.item(root).map(<[u8]>::to_vec))?;
        let head = || corrupt("the head of a table");
        let columns = usize::from(*info.get(1).ok_or_else(head)?);
        let (exists, size) = (u16_at(&info, 6), u16_at(&info, 8));
        let (exists, size) = (usize::from(exists.ok_or_else(head)?), usize::from(size.ok_or_else(head)?));
        let place = u32_at(&info, 14).ok_or_else(head)?;
        let columns: Vec<&[u8]> = info.get(22..).unwrap_or_default().chunks_exact(8).take(columns).collect();
        let mut rows = Vec::new();
        if size == 0 {
            return Ok(rows);
        }
        for block in self.table_blocks(file, place)? {
            for row in block.chunks_exact(size) {
                rows.push(self.row(file, row, exists, &columns)?);
            }
        }
        Ok(rows)
    }

    /// Rows do not run over the end of a block.
    fn table_blocks(&mut self, file: &mut File<'_>, place: u32) -> Result<Vec<Vec<u8>>, ExtractError> {
        if place == 0 {
            return Ok(Vec::new());
        }
        if place & 0x1F == 0 {
            return Ok(vec![self.item(place)?.to_vec()]);
        }
        let node = self.node(place).ok_or_else(|| corrupt("the rows of a table"))?;
        let (blocks, over) = file.read(node.data, self.most)?;
        self.over |= over;
        Ok(blocks)
    }

    fn row(
        &mut self,
        file: &mut File<'_>,
        row: &[u8],
        exists: usize,
        columns: &[&[u8]],
    ) -> Result<Vec<Property>, ExtractError> {
        let mut properties = Vec::new();
        for column in columns {
            let (Some(kind), Some(id), Some(at)) = (u16_at(column, 0), u16_at(column, 2), u16_at(column, 4)) else {
                continue;
            };
            let bit = column.get(7).copied().unwrap_or(0);
            let is_set = row.get(exists + usize::from(bit / 8)).is_some_and(|byte| byte & (0x80 >> (bit % 8)) != 0);
            if !is_set {
                continue;
            }
            let cell = row.get(usize::from(at)..).unwrap_or_default();
            let bytes = match width(kind) {
                Some(width) => cell.get(..width).unwrap_or_default().to_vec(),
                None => self.value(file, u32_at(cell, 0).unwrap_or(0))?,
            };
            properties.push(Property { kind, id, bytes });
        }
        Ok(properties)
    }

    /// A value that lies on the heap or is a node of its own.
    pub(super) fn value(&mut self, file: &mut File<'_>, place: u32) -> Result<Vec<u8>, ExtractError> {
        if place == 0 {
            return Ok(Vec::new());
        }
        if place & 0x1F == 0 {
            return self.item(place).map(<[u8]>::to_vec);
        }
        let node = self.node(place).ok_or_else(|| corrupt("a value"))?;
        let (blocks, over) = file.read(node.data, self.most)?;
        self.over |= over;
        Ok(blocks.concat())
    }

    /// The root of what lies on the heap, if it is of that kind.
    fn root(&self, kind: u8) -> Result<u32, ExtractError> {
        let head = self.blocks.first().map(Vec::as_slice).unwrap_or_default();
        match (head.get(2), head.get(3), u32_at(head, 4)) {
            (Some(0xEC), Some(found), Some(root)) if *found == kind => Ok(root),
            _ => Err(corrupt("the properties of something")),
        }
    }

    fn item(&self, place: u32) -> Result<&[u8], ExtractError> {
        self.find(place).ok_or_else(|| corrupt("a value"))
    }

    fn find(&self, place: u32) -> Option<&[u8]> {
        let index = ((place >> 5) & 0x7FF) as usize;
        let block = self.blocks.get((place >> 16) as usize)?;
        let map = usize::from(u16_at(block, 0)?);
        let offset = |at: usize| u16_at(block, map + 4 + at * 2).map(usize::from);
        let allocated = usize::from(u16_at(block, map)?);
        let at = index.checked_sub(1).filter(|at| *at < allocated)?;
        block.get(offset(at)?..offset(at + 1)?)
    }

    /// All entries of an index: keys and values.
    fn index(&self, root: u32) -> Result<Vec<Entry>, ExtractError> {
        let head = self.item(root)?;
        let (Some(0xB5), Some(key), Some(value), Some(levels), Some(place)) =
            (head.first(), head.get(1), head.get(2), head.get(3), u32_at(head, 4))
        else {
            return Err(corrupt("an index"));
        };
        let (key, value) = (usize::from(*key), usize::from(*value));
        let mut entries = Vec::new();
        let mut work = if place == 0 { Vec::new() } else { vec![(place, (*levels).min(DEEPEST))] };
        let mut left = MOST;
        while let Some((place, level)) = work.pop() {
            let size = key + if level == 0 { value } else { 4 };
            for entry in self.item(place)?.chunks_exact(size.max(1)) {
                left = left.checked_sub(1).ok_or_else(|| corrupt("an index"))?;
                let (key, rest) = entry.split_at(key.min(entry.len()));
                match u32_at(rest, 0) {
                    Some(inner) if level > 0 => work.push((inner, level - 1)),
                    _ => entries.push((key.to_vec(), rest.to_vec())),
                }
            }
        }
        Ok(entries)
    }
}

/// How many bytes a value has in its place; none if it lies elsewhere.
fn width(kind: u16) -> Option<usize> {
    match kind {
        0x0002 => Some(2),
        0x0003 | 0x0004 | 0x000A => Some(4),
        0x000B => Some(1),
        0x0005 | 0x0006 | 0x0007 | 0x0014 | 0x0040 => Some(8),
        _ => None,
    }
}

impl Property {
    /// As TNEF lists it: a value is preceded by its count and length. None for what holds no text, number or bytes.
    pub(super) fn values(&self) -> Option<(u16, Vec<Vec<u8>>)> {
        match self.kind {
            TEXT | NARROW | BINARY => Some((self.kind, vec![self.bytes.clone()])),
            kind if kind & LIST != 0 && matches!(kind & !LIST, TEXT | NARROW) => Some((kind & !LIST, self.list()?)),
            _ => None,
        }
    }

    /// The values of a list: their number, where each begins, then they themselves.
    fn list(&self) -> Option<Vec<Vec<u8>>> {
        let count = usize::try_from(u32_at(&self.bytes, 0)?).ok()?.min(self.bytes.len() / 4);
        let start = |at: usize| u32_at(&self.bytes, 4 + at * 4).and_then(|at| usize::try_from(at).ok());
        let end = |at: usize| if at + 1 < count { start(at + 1) } else { Some(self.bytes.len()) };
        Some((0..count).map_while(|at| Some(self.bytes.get(start(at)?..end(at)?)?.to_vec())).collect())
    }
}
