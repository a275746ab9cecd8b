//! Digit groups that stand so close that one value may have them all.

use crate::detect::engine::text::Text;
use std::ops::Range;

/// Bytes that may part two groups of one cluster.
const GAP: usize = 4;

/// Digit groups close together.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cluster {
    /// From the first digit to the last.
    pub(super) span: Range<usize>,
    /// How many digits.
    pub(super) digits: usize,
}

impl Cluster {
    /// It and `reach` bytes on both sides, cut at characters.
    pub(super) fn around(&self, reach: usize, text: Text<'_>) -> Range<usize> {
        let (low, high) = (self.span.start.saturating_sub(reach), (self.span.end + reach).min(text.bytes.len()));
        let low = (0..=low).rev().find(|&at| text.text.is_char_boundary(at)).unwrap_or(0);
        let high = (high..=text.bytes.len()).find(|&at| text.text.is_char_boundary(at)).unwrap_or(text.bytes.len());
        low..high
    }
}

/// The clusters of at least so many digits among groups that ascend.
pub(super) fn clusters(places: &[Range<usize>], least: usize) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    let mut open: Option<Cluster> = None;
    for place in places {
        match &mut open {
            Some(cluster) if place.start <= cluster.span.end + GAP => {
                cluster.span.end = place.end;
                cluster.digits += place.len();
            }
            _ => {
                let fresh = Cluster { span: place.clone(), digits: place.len() };
                clusters.extend(open.replace(fresh).filter(|cluster| cluster.digits >= least));
            }
        }
    }
    clusters.extend(open.filter(|cluster| cluster.digits >= least));
    clusters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_close_is_one() {
        let check = |places: &[(usize, usize)], least: usize, want: &[(usize, usize, usize)]| {
            let places: Vec<_> = places.iter().map(|(start, end)| *start..*end).collect();
            let found: Vec<_> =
                clusters(&places, least).iter().map(|found| (found.span.start, found.span.end, found.digits)).collect();
            assert_eq!(found, want);
        };
        check(&[(0, 3), (4, 7), (8, 12)], 7, &[(0, 12, 10)]);
        check(&[(0, 4), (20, 28)], 7, &[(20, 28, 8)]);
        check(&[(0, 4), (9, 13)], 7, &[]);
        check(&[], 1, &[]);
    }
}
