//! How many different values there were, exactly or, under pressure, from a sample of their hashes.

use rustc_hash::FxHashSet;

/// A set of hashes that can be thinned to those below a falling threshold; its size then still tells how many there were.
#[derive(Default)]
pub(crate) struct Distinct {
    kept: FxHashSet<u64>,
    halvings: u32,
}

impl Distinct {
    /// Adds a value by its hash; true where it is new and kept.
    pub(crate) fn insert(&mut self, key: u64) -> bool {
        let hash = spread(key);
        self.keeps(hash) && self.kept.insert(hash)
    }

    /// Hashes held.
    pub(crate) fn len(&self) -> usize {
        self.kept.len()
    }

    /// Different values seen: exact until the first halving.
    pub(crate) fn estimate(&self) -> u64 {
        (self.kept.len() as u64) << self.halvings
    }

    /// Forgets about half of the hashes, and half of those to come.
    pub(crate) fn halve(&mut self) {
        self.halvings = (self.halvings + 1).min(63);
        let halvings = self.halvings;
        self.kept.retain(|hash| hash >> (64 - halvings) == 0);
        self.kept.shrink_to_fit();
    }

    /// Adds all that another one keeps; the coarser of the two samples decides.
    pub(crate) fn absorb(&mut self, other: &Self) {
        while self.halvings < other.halvings {
            self.halve();
        }
        let kept = other.kept.iter().filter(|hash| self.keeps(**hash)).copied().collect::<Vec<_>>();
        self.kept.extend(kept);
    }

    fn keeps(&self, hash: u64) -> bool {
        self.halvings == 0 || hash >> (64 - self.halvings) == 0
    }
}

/// Spreads a key over all 64 bits (the finaliser of SplitMix64): equal on every machine and run.
pub(crate) fn spread(key: u64) -> u64 {
    let mut hash = key.wrapping_add(0x9E37_79B9_7F4A_7C15);
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_exactly_then_by_sample() {
        let mut distinct = Distinct::default();
        for key in 0..40_000 {
            distinct.insert(key % 20_000);
        }
        assert_eq!(distinct.estimate(), 20_000);
        distinct.halve();
        distinct.halve();
        for key in 0..40_000 {
            distinct.insert(key);
        }
        let estimate = distinct.estimate();
        assert!((38_000..42_000).contains(&estimate), "{estimate}");
        assert!(distinct.len() < 12_000);
    }
}
