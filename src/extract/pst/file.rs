//! The two trees of the file (nodes, blocks) and the data that hangs on them. [MS-PST] 2.2.

use super::bytes::{u16_at, u32_at, u64_at};
use super::crypt::{Cipher, Method};
use super::window::Window;
use crate::extract::{ExtractError, Source};
use rustc_hash::FxHashMap;
use std::io::{Read, SeekFrom};

const PAGE: u64 = 512;
/// Levels of a tree.
const DEEPEST: u8 = 8;
/// Pages that are kept.
const KEPT: usize = 4_096;
/// A block has no more bytes.
const BLOCK: u64 = 64 << 10;
/// Nodes below one node.
const MOST_SUB_NODES: usize = 1 << 20;

/// Where data and the nodes below it hang: numbers of blocks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Node {
    pub(super) data: u64,
    pub(super) below: u64,
    /// The folder of a message or folder.
    pub(super) parent: u32,
}

/// The two forms of the format: numbers of 32 or of 64 bits.
#[derive(Clone, Copy)]
struct Form {
    wide: bool,
}

impl Form {
    fn number(self, bytes: &[u8], at: usize) -> Option<u64> {
        if self.wide { u64_at(bytes, at) } else { u32_at(bytes, at).map(u64::from) }
    }

    fn size(self) -> usize {
        if self.wide { 8 } else { 4 }
    }
}

/// An open file.
pub(super) struct File<'a> {
    source: Window<'a>,
    form: Form,
    cipher: Cipher,
    pub(super) length: u64,
    nodes: u64,
    blocks: u64,
    pages: FxHashMap<u64, Box<[u8]>>,
}

pub(super) fn corrupt(what: &str) -> ExtractError {
    ExtractError::Corrupt(format!("{what} cannot be read"))
}

impl<'a> File<'a> {
    /// Opens it; none where it is a form that is not known.
    pub(super) fn open(source: &'a mut dyn Source) -> Result<Option<Self>, ExtractError> {
        let length = source.seek(SeekFrom::End(0))?;
        source.seek(SeekFrom::Start(0))?;
        let mut head = Vec::new();
        (&mut *source).take(PAGE + 64).read_to_end(&mut head)?;
        let version = u16_at(&head, 10).ok_or_else(|| ExtractError::Truncated("ends within its header".into()))?;
        let form = match version {
            14 | 15 => Form { wide: false },
            20..=35 => Form { wide: true },
            _ => return Ok(None),
        };
        let (nodes, blocks, method) = if form.wide { (224, 240, 513) } else { (188, 196, 461) };
        let header = || ExtractError::Truncated("ends within its header".into());
        let method = match head.get(method).ok_or_else(header)? {
            0 => Method::Plain,
            1 => Method::Permute,
            2 => Method::Cyclic,
            _ => return Ok(None),
        };
        let place = |at| form.number(&head, at).ok_or_else(header);
        let (nodes, blocks) = (place(nodes)?, place(blocks)?);
        Ok(Some(Self {
            source: Window::new(source),
            form,
            cipher: Cipher::new(method),
            length,
            nodes,
            blocks,
            pages: FxHashMap::default(),
        }))
    }

    /// All nodes, in order; what cannot be read of the tree is the second value.
    pub(super) fn all_nodes(&mut self) -> (Vec<(u32, Node)>, Option<ExtractError>) {
        let mut found = Vec::new();
        let mut fault = None;
        let mut work = vec![(self.nodes, DEEPEST)];
        // No page belongs to the tree twice.
        let mut left = self.length / PAGE + 1;
        while let Some((place, above)) = work.pop() {
            let page = match self.page(place) {
                Ok(page) if left > 0 && page.level < above => page,
                Ok(_) => {
                    fault.get_or_insert_with(|| corrupt("a part of the list of its messages"));
                    continue;
                }
                Err(error) => {
                    fault.get_or_insert(error);
                    continue;
                }
            };
            left -= 1;
            if page.level > 0 {
                work.extend(
                    page.entries()
                        .rev()
                        .filter_map(|entry| Some((page.form.number(entry, 2 * page.form.size())?, page.level))),
                );
            } else {
                found.extend(page.entries().filter_map(|entry| page.form.node(entry)));
            }
        }
        (found, fault)
    }

    /// The node of that number.
    pub(super) fn node(&mut self, number: u32) -> Result<Option<Node>, ExtractError> {
        let Some(entry) = self.find(self.nodes, u64::from(number))? else { return Ok(None) };
        Ok(self.form.node(&entry).map(|(_, node)| node))
    }

    /// The blocks of some data, one after the other, until `each` wants no more.
    pub(super) fn data(
        &mut self,
        number: u64,
        each: &mut dyn FnMut(&[u8]) -> Result<bool, ExtractError>,
    ) -> Result<(), ExtractError> {
        // Data cannot be larger than the file: blocks that are named again and again would be.
        let mut left = self.length;
        let mut work = vec![(number, 3)];
        while let Some((number, depth)) = work.pop() {
            let block = self.block(number)?;
            if number & 2 == 0 {
                left = left.checked_sub(block.len() as u64).ok_or_else(|| corrupt("a part of it"))?;
                if !each(&block)? {
                    return Ok(());
                }
                continue;
            }
            let (Some(1), Some(count), true) = (block.first(), u16_at(&block, 2), depth > 0) else {
                return Err(corrupt("a list of blocks"));
            };
            left = left.checked_sub(u64::from(count)).ok_or_else(|| corrupt("a part of it"))?;
            let size = self.form.size();
            let inner = (0..usize::from(count)).rev().map_while(|at| self.form.number(&block, 8 + at * size));
            work.extend(inner.map(|number| (number, depth - 1)));
        }
        Ok(())
    }

    /// The same as blocks in memory, at most so many bytes; the second value says that there are more.
    pub(super) fn read(&mut self, number: u64, most: u64) -> Result<(Vec<Vec<u8>>, bool), ExtractError> {
        let (mut blocks, mut left, mut over) = (Vec::new(), most, false);
        if number != 0 {
            self.data(number, &mut |block| {
                match left.checked_sub(block.len() as u64) {
                    Some(rest) => left = rest,
                    None => over = true,
                }
                if !over {
                    blocks.push(block.to_vec());
                }
                Ok(!over)
            })?;
        }
        Ok((blocks, over))
    }

    /// The nodes below a node.
    pub(super) fn below(&mut self, number: u64) -> Result<FxHashMap<u32, Node>, ExtractError> {
        let mut found = FxHashMap::default();
        let mut work = if number == 0 { Vec::new() } else { vec![(number, 2)] };
        let (size, start) = (self.form.size(), if self.form.wide { 8 } else { 4 });
        while let Some((number, depth)) = work.pop() {
            let block = self.block(number)?;
            let (Some(2), Some(level), Some(count)) = (block.first(), block.get(1), u16_at(&block, 2)) else {
                return Err(corrupt("a list of parts"));
            };
            let fields = if *level == 0 { 3 } else { 2 };
            for at in 0..usize::from(count) {
                let entry = block.get(start + at * fields * size..).unwrap_or_default();
                let (Some(id), Some(first)) = (self.form.number(entry, 0), self.form.number(entry, size)) else {
                    break;
                };
                if *level == 0 {
                    let below = self.form.number(entry, 2 * size).unwrap_or(0);
                    found.insert(id as u32, Node { data: first, below, parent: 0 });
                } else if depth > 0 {
                    work.push((first, depth - 1));
                }
            }
            if found.len() + work.len() > MOST_SUB_NODES {
                return Err(corrupt("a list of parts"));
            }
        }
        Ok(found)
    }

    /// A block, its disguise undone.
    fn block(&mut self, number: u64) -> Result<Vec<u8>, ExtractError> {
        let key = number & !1;
        let entry = self.find(self.blocks, key)?.ok_or_else(|| corrupt("a block"))?;
        let size = self.form.size();
        let place = self.form.number(&entry, size).ok_or_else(|| corrupt("a block"))?;
        let length = u64::from(u16_at(&entry, 2 * size).unwrap_or(0)).min(BLOCK);
        let mut block = self.source.read(place, length)?;
        if (block.len() as u64) < length {
            return Err(ExtractError::Truncated("ends within a block".into()));
        }
        if number & 2 == 0 {
            self.cipher.decode(&mut block, key);
        }
        Ok(block)
    }

    /// The entry of that key in a tree.
    fn find(&mut self, root: u64, key: u64) -> Result<Option<Vec<u8>>, ExtractError> {
        let (mut place, mut above) = (root, DEEPEST);
        loop {
            let page = self.page(place)?;
            let matches = |entry: &&[u8]| page.form.number(entry, 0).is_some_and(|found| found & page.mask() == key);
            if page.level == 0 {
                return Ok(page.entries().find(matches).map(<[u8]>::to_vec));
            }
            let is_before = |entry: &&[u8]| page.form.number(entry, 0).is_some_and(|found| found & page.mask() <= key);
            let Some(entry) = page.entries().take_while(is_before).last() else { return Ok(None) };
            let next = page.form.number(entry, 2 * page.form.size()).ok_or_else(|| corrupt("a tree"))?;
            if page.level >= above {
                return Err(corrupt("a tree"));
            }
            (place, above) = (next, page.level);
        }
    }

    fn page(&mut self, place: u64) -> Result<Page, ExtractError> {
        if !self.pages.contains_key(&place) {
            let bytes = self.source.read(place, PAGE)?;
            if (bytes.len() as u64) < PAGE {
                return Err(ExtractError::Truncated("ends within a page".into()));
            }
            if self.pages.len() >= KEPT {
                self.pages.clear();
            }
            self.pages.insert(place, bytes.into());
        }
        let bytes = self.pages.get(&place).cloned().unwrap_or_default();
        Page::parse(bytes, self.form).ok_or_else(|| corrupt("a page"))
    }
}

impl Form {
    fn node(self, entry: &[u8]) -> Option<(u32, Node)> {
        let size = self.size();
        let number = self.number(entry, 0)? as u32;
        let node = Node {
            data: self.number(entry, size)?,
            below: self.number(entry, 2 * size)?,
            parent: u32_at(entry, 3 * size)?,
        };
        Some((number, node))
    }
}

/// A page of a tree.
struct Page {
    bytes: Box<[u8]>,
    form: Form,
    level: u8,
    count: usize,
    size: usize,
    /// Its keys are numbers of blocks, whose last bit says nothing.
    of_blocks: bool,
}

impl Page {
    fn parse(bytes: Box<[u8]>, form: Form) -> Option<Self> {
        let (head, kind) = if form.wide { (488, 496) } else { (496, 500) };
        let count = usize::from(*bytes.get(head)?);
        let size = usize::from(*bytes.get(head + 2)?);
        let level = *bytes.get(head + 3)?;
        let kind = *bytes.get(kind)?;
        let fits = size >= 3 * form.size() && count * size <= head;
        (fits && matches!(kind, 0x80 | 0x81)).then_some(Self {
            bytes,
            form,
            level,
            count,
            size,
            of_blocks: kind == 0x80,
        })
    }

    fn mask(&self) -> u64 {
        if self.of_blocks { !1 } else { u64::MAX }
    }

    fn entries(&self) -> impl DoubleEndedIterator<Item = &[u8]> {
        self.bytes.chunks_exact(self.size).take(self.count)
    }
}
