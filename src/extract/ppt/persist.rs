//! Which records are the presentation as it is now: every time it is saved in a hurry, new ones are put behind the old.

use super::walk::Head;
use crate::config::Limits;
use crate::extract::bytes::u32_at;
use rustc_hash::{FxHashMap, FxHashSet};
use std::io::{Read, Seek, SeekFrom};

/// Edits that are followed.
const MOST_EDITS: usize = 10_000;
/// Slides and other objects that are told apart.
const MOST: usize = 1 << 20;

/// Where the slides of the current state are.
#[derive(Debug, Default)]
pub(super) struct Slides {
    /// The presentation's own record.
    pub(super) document: Option<u64>,
    /// The numbers of slides, by their places and by their ids.
    pub(super) by_place: FxHashMap<u64, u32>,
    pub(super) by_id: FxHashMap<u32, u32>,
    /// Places of all current objects.
    pub(super) current: FxHashSet<u64>,
}

/// Follows the edits from the newest on. Where they lead nowhere, nothing is known.
pub(super) fn read(stream: &mut (impl Read + Seek), newest: Option<u32>, limits: &Limits) -> Slides {
    let mut objects: FxHashMap<u32, u64> = FxHashMap::default();
    let mut document = None;
    let mut next = newest.unwrap_or(0);
    for _ in 0..MOST_EDITS {
        if next == 0 {
            break;
        }
        let Some((0x0FF5, edit)) = record(stream, next.into(), 64) else { break };
        document = document.or(u32_at(&edit, 16));
        if let Some((0x1772, directory)) =
            u32_at(&edit, 12).and_then(|at| record(stream, at.into(), limits.memory_bytes))
        {
            take_directory(&directory, &mut objects);
        }
        // Each edit stands before the one that follows it.
        next = u32_at(&edit, 8).filter(|before| *before < next).unwrap_or(0);
    }
    let mut slides = Slides::default();
    slides.current.extend(objects.values());
    slides.document = document.and_then(|id| objects.get(&id).copied());
    if let Some(place) = slides.document {
        number_slides(stream, place, &objects, &mut slides);
    }
    slides
}

/// Runs of objects: the first one's id (20 bits), how many, their places.
fn take_directory(directory: &[u8], objects: &mut FxHashMap<u32, u64>) {
    let mut at = 0;
    while let Some(run) = u32_at(directory, at) {
        at += 4;
        for id in (run & 0xF_FFFF..).take((run >> 20) as usize) {
            let Some(place) = u32_at(directory, at).filter(|_| objects.len() < MOST) else { return };
            objects.entry(id).or_insert(place.into());
            at += 4;
        }
    }
}

/// The list of slides in the presentation's record gives their order.
fn number_slides(
    stream: &mut (impl Read + Seek),
    place: u64,
    objects: &FxHashMap<u32, u64>,
    slides: &mut Slides,
) -> Option<()> {
    let document = head(stream, place)?;
    let mut at = place + 8;
    let end = at + u64::from(document.length);
    while at < end {
        let list = head(stream, at)?;
        let next = at + 8 + u64::from(list.length);
        if (list.kind, list.instance) == (0x0FF0, 0) {
            let mut inner = at + 8;
            while inner < next && slides.by_place.len() < MOST {
                let entry = head(stream, inner)?;
                if entry.kind == 0x03F3 {
                    let (_, data) = record(stream, inner, 20)?;
                    let number = u32::try_from(slides.by_id.len() + 1).unwrap_or(u32::MAX);
                    slides.by_id.entry(u32_at(&data, 12)?).or_insert(number);
                    if let Some(place) = u32_at(&data, 0).and_then(|id| objects.get(&id)) {
                        slides.by_place.insert(*place, number);
                    }
                }
                inner += 8 + u64::from(entry.length);
            }
        }
        at = next;
    }
    Some(())
}

fn head(stream: &mut (impl Read + Seek), at: u64) -> Option<Head> {
    stream.seek(SeekFrom::Start(at)).ok()?;
    Head::read(stream).ok()?
}

/// Kind and data of the record at a place; no more of the data than `most`.
fn record(stream: &mut (impl Read + Seek), at: u64, most: u64) -> Option<(u16, Vec<u8>)> {
    let head = head(stream, at)?;
    let mut data = Vec::new();
    stream.take(u64::from(head.length).min(most)).read_to_end(&mut data).ok()?;
    Some((head.kind, data))
}
