//! Opens a compound file: header, allocation tables, directory.

use super::{Compound, Entry, MINI_SECTOR, ROOT};
use crate::config::Limits;
use crate::document::Sink;
use crate::extract::bytes::{push_utf16, u16_at, u32_at, u64_at};
use crate::extract::{ExtractError, Source};
use crate::incident::{Incident, IncidentKind, Stage};
use std::io::{Read, SeekFrom};
use std::time::Instant;

/// Greater numbers name no sector.
const LAST_SECTOR: u32 = 0xFFFF_FFFA;
/// Bytes of a directory entry.
const ENTRY: usize = 128;
/// Where the header names the first sectors of the allocation table, and how many.
const DIFAT: (usize, usize) = (76, 109);

impl<'a> Compound<'a> {
    /// Reads the tables and the directory. What is damaged there is told to the sink.
    pub(crate) fn open(source: &'a mut dyn Source, limits: &Limits, sink: &mut dyn Sink) -> Result<Self, ExtractError> {
        let length = source.seek(SeekFrom::End(0))?;
        source.seek(SeekFrom::Start(0))?;
        let mut header = Vec::new();
        (&mut *source).take(512).read_to_end(&mut header)?;
        if header.len() < 512 {
            return Err(ExtractError::Truncated("the file ends within its header".into()));
        }
        let number = |at| u32_at(&header, at).unwrap_or(u32::MAX);
        let sector: u64 = if u16_at(&header, 30) == Some(12) { 4096 } else { 512 };
        let sectors = length.saturating_sub(sector).div_ceil(sector);
        if sectors.saturating_mul(4) > limits.memory_bytes {
            let detail = format!("the allocation table of the file takes more than {} bytes", limits.memory_bytes);
            return Err(ExtractError::Limit { kind: IncidentKind::LimitMemory, detail });
        }
        let mut compound = Self {
            source,
            sector,
            sectors,
            length,
            fat: Vec::new(),
            minifat: Vec::new(),
            mini: Vec::new(),
            cutoff: u64::from(number(56)).min(1 << 20),
            entries: Vec::new(),
            limits: *limits,
            opened: Instant::now(),
            produced: 0,
        };
        let whole = compound.read_fat(&header, number(68))?;
        let capped = compound.read_directory(number(48))?;
        compound.read_mini(number(60))?;
        let mut say = |kind, detail: &str| sink.incident(Incident::new(Stage::Extract, kind, detail));
        if !whole {
            say(IncidentKind::Truncated, "a part of the file's allocation table is missing");
        }
        if capped {
            say(IncidentKind::LimitEntries, "the file has more streams than the limit; the first are read");
        }
        Ok(compound)
    }

    /// Reads the allocation table. What is missing of it is taken for chains without a jump; says whether all was there.
    fn read_fat(&mut self, header: &[u8], first_difat: u32) -> Result<bool, ExtractError> {
        let places = self.fat_sectors(header, first_difat)?;
        let per_sector = (self.sector / 4) as usize;
        let mut whole = true;
        let mut block = Vec::new();
        for place in places {
            block.clear();
            self.read_sector(place, &mut block)?;
            whole &= block.len() == self.sector as usize;
            for at in 0..per_sector {
                let onward = u32::try_from(self.fat.len() + 1).unwrap_or(u32::MAX);
                self.fat.push(u32_at(&block, at * 4).unwrap_or(onward));
            }
        }
        while (self.fat.len() as u64) < self.sectors {
            whole = false;
            self.fat.push(u32::try_from(self.fat.len() + 1).unwrap_or(u32::MAX));
        }
        Ok(whole)
    }

    /// Which sectors hold the allocation table; no more than the file can need.
    fn fat_sectors(&mut self, header: &[u8], first_difat: u32) -> Result<Vec<u32>, ExtractError> {
        let per_sector = self.sector / 4;
        let needed = self.sectors.div_ceil(per_sector) as usize;
        let (from, count) = DIFAT;
        let named = |bytes: &[u8], from: usize, count: usize| -> Vec<u32> {
            (0..count).map_while(|at| u32_at(bytes, from + at * 4)).filter(|sector| *sector <= LAST_SECTOR).collect()
        };
        let mut places = named(header, from, count);
        let mut next = first_difat;
        let mut block = Vec::new();
        // Each turn reads a sector of names, so that the file's length bounds the turns even where they run in a circle.
        for _ in 0..=self.sectors {
            if places.len() >= needed || u64::from(next) >= self.sectors {
                break;
            }
            block.clear();
            self.read_sector(next, &mut block)?;
            let names = per_sector as usize - 1;
            places.extend(named(&block, 0, names));
            next = u32_at(&block, names * 4).unwrap_or(u32::MAX);
        }
        places.truncate(needed);
        Ok(places)
    }

    /// Appends a sector; less, or nothing, where the file ends before.
    fn read_sector(&mut self, sector: u32, into: &mut Vec<u8>) -> Result<(), ExtractError> {
        if u64::from(sector) >= self.sectors {
            return Ok(());
        }
        self.source.seek(SeekFrom::Start((u64::from(sector) + 1) * self.sector))?;
        (&mut *self.source).take(self.sector).read_to_end(into)?;
        Ok(())
    }

    /// The sectors of a chain, no more than `bytes` need or the file has.
    pub(super) fn chain(&self, start: u32, bytes: u64) -> Vec<u32> {
        let wanted = bytes.div_ceil(self.sector).min(self.sectors);
        let mut chain = Vec::new();
        let mut next = start;
        while (chain.len() as u64) < wanted && u64::from(next) < self.sectors {
            chain.push(next);
            let Some(&after) = self.fat.get(next as usize) else { break };
            next = after;
        }
        chain
    }

    fn read_mini(&mut self, first: u32) -> Result<(), ExtractError> {
        let Some(root) = self.entries.first() else { return Ok(()) };
        let (start, size) = (root.start, root.size);
        self.mini = self.chain(start, size);
        let small = self.mini.len() as u64 * self.sector / MINI_SECTOR;
        let mut block = Vec::new();
        for sector in self.chain(first, small.saturating_mul(4)) {
            block.clear();
            self.read_sector(sector, &mut block)?;
            self.minifat.extend((0..block.len() / 4).map_while(|at| u32_at(&block, at * 4)));
        }
        Ok(())
    }

    /// Reads the directory; says whether there are more entries than the limit.
    fn read_directory(&mut self, first: u32) -> Result<bool, ExtractError> {
        let most = self.limits.entries.saturating_add(1).saturating_mul(ENTRY as u64);
        let mut links = Vec::new();
        let mut block = Vec::new();
        let mut capped = false;
        for sector in self.chain(first, most) {
            block.clear();
            self.read_sector(sector, &mut block)?;
            for raw in block.chunks_exact(ENTRY) {
                capped = self.entries.len() as u64 > self.limits.entries;
                if capped {
                    break;
                }
                let (entry, link) = entry(raw, self.sector);
                self.entries.push(entry);
                links.push(link);
            }
        }
        if self.entries.is_empty() {
            return Err(ExtractError::Corrupt("the file has no directory".into()));
        }
        self.place_entries(&links);
        Ok(capped)
    }

    /// Finds the storage of each entry. Streams that no storage names belong to the root.
    fn place_entries(&mut self, links: &[Links]) {
        let mut seen = vec![false; links.len()];
        let mut open = vec![(links.first().map_or(u32::MAX, |root| root.child), ROOT)];
        while let Some((at, parent)) = open.pop() {
            let Ok(at) = usize::try_from(at) else { continue };
            let (Some(link), Some(seen), Some(entry)) = (links.get(at), seen.get_mut(at), self.entries.get_mut(at))
            else {
                continue;
            };
            if at == ROOT || std::mem::replace(seen, true) {
                continue;
            }
            entry.parent = parent;
            open.extend([(link.left, parent), (link.right, parent)]);
            if !entry.is_stream {
                open.push((link.child, at));
            }
        }
    }
}

/// The entries that an entry refers to.
struct Links {
    left: u32,
    right: u32,
    child: u32,
}

fn entry(raw: &[u8], sector: u64) -> (Entry, Links) {
    let number = |at| u32_at(raw, at).unwrap_or(u32::MAX);
    let length = usize::from(u16_at(raw, 64).unwrap_or(0)).clamp(2, 64) - 2;
    let mut name = String::new();
    push_utf16(raw.get(..length).unwrap_or_default(), &mut name);
    let size = u64_at(raw, 120).unwrap_or(0);
    // Files with small sectors may have garbage in the upper half.
    let size = if sector == 512 { size & 0xFFFF_FFFF } else { size };
    let is_stream = raw.get(66) == Some(&2);
    // What is free or broken stands nowhere.
    let entry = Entry { name, is_stream, parent: if is_stream { ROOT } else { usize::MAX }, start: number(116), size };
    (entry, Links { left: number(68), right: number(72), child: number(76) })
}
