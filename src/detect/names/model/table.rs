//! From features to weights: an open-addressed table. `build.rs` compiles this file too, so that the table it writes is the
//! one that is read.

use std::collections::BTreeMap;

/// The key of a feature: the seed of its template, and its value.
pub(crate) const fn key(seed: u64, value: u64) -> u64 {
    let mixed = (seed ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed ^ mixed >> 29).wrapping_mul(0xBF58_476D_1CE4_E5B9)
}

/// The seed of a template, from its name (FNV-1a).
pub(crate) const fn seed(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let mut hash: u64 = 0xCBF2_9CE4_8422_2325;
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0000_0100_0000_01B3);
        at += 1;
    }
    hash
}

/// A few letters as a value of their own.
pub(crate) fn letters(letters: &str) -> u64 {
    letters.bytes().take(7).fold(1, |packed, byte| packed << 8 | u64::from(byte))
}

/// The value of a feature as the model's file writes it: `=12` a number, `:dear` a word, `~ski` some letters.
#[allow(dead_code, reason = "the program never reads the file")]
pub(crate) fn value(written: &str) -> Option<u64> {
    let (kind, rest) = written.split_at_checked(1)?;
    match kind {
        "=" => rest.parse().ok(),
        ":" => Some(xxhash_rust::xxh3::xxh3_64(rest.as_bytes())),
        _ => Some(letters(rest)),
    }
}

/// The table of weights by key: slots of eight bytes, the upper half of the key above the weight as `f32`, little-endian, all
/// zero where free; twice as many slots as weights.
#[allow(dead_code, reason = "the program reads the table that build.rs writes")]
pub(crate) fn of(weights: &BTreeMap<u64, f32>) -> Vec<u8> {
    let mut table = vec![0_u64; weights.len() * 2 + 1];
    for (&key, &weight) in weights {
        let mut at = place(key, table.len());
        while table.get(at).is_some_and(|slot| *slot != 0) {
            at = (at + 1) % table.len();
        }
        if let Some(slot) = table.get_mut(at) {
            *slot = key >> 32 << 32 | u64::from(weight.to_bits());
        }
    }
    table.iter().flat_map(|slot| slot.to_le_bytes()).collect()
}

/// The weight of a key; 0 where the table has none.
#[allow(dead_code, reason = "build.rs only writes")]
pub(crate) fn weight(table: &[u8], key: u64) -> f32 {
    let slots = table.len() / 8;
    let mut at = place(key, slots);
    for _ in 0..slots {
        let slot = table.get(at * 8..at * 8 + 8).and_then(|bytes| bytes.try_into().ok()).map_or(0, u64::from_le_bytes);
        if slot == 0 {
            break;
        }
        if slot >> 32 == key >> 32 {
            return f32::from_bits(slot as u32);
        }
        at = if at + 1 == slots { 0 } else { at + 1 };
    }
    0.0
}

/// Where a key belongs.
fn place(key: u64, slots: usize) -> usize {
    (((key & 0xFFFF_FFFF) * slots as u64) >> 32) as usize
}
