//! Digit groups in a row: `20-00-00 12345678`.

use super::text::Text;
use crate::detect::validators::digits_of;
use smallvec::SmallVec;

/// Most groups read at once: a card of nineteen digits has five.
const GROUPS: usize = 5;

/// What parts two digit groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// One blank.
    Blank,
    /// A hyphen or dash.
    Dash,
    /// A full stop.
    Dot,
    /// A slash.
    Slash,
}

/// Digit groups in a row, each parted by one character from the next.
#[derive(Debug)]
pub(super) struct Run {
    /// Where each group stands.
    groups: SmallVec<[(usize, usize); GROUPS]>,
    /// What stands before each group but the first.
    parts: SmallVec<[Part; GROUPS]>,
}

impl Run {
    /// The groups from the one that starts at `start` and ends at `end`.
    pub(super) fn read(text: Text<'_>, start: usize, end: usize) -> Self {
        let mut run = Self { groups: SmallVec::new(), parts: SmallVec::new() };
        run.groups.push((start, end));
        let mut end = end;
        while run.groups.len() < GROUPS {
            let (part, width) = match text.at(end) {
                b'.' => (Part::Dot, 1),
                b'/' => (Part::Slash, 1),
                _ => match (text.blank(end), text.dash(end)) {
                    (0, 0) => break,
                    (0, width) => (Part::Dash, width),
                    (width, _) => (Part::Blank, width),
                },
            };
            let next = end + width;
            if !text.at(next).is_ascii_digit() {
                break;
            }
            let next_end = text.run(next, 35, |byte| byte.is_ascii_digit());
            run.parts.push(part);
            run.groups.push((next, next_end));
            end = next_end;
        }
        run
    }

    /// Length of the nth group; 0 where there is none.
    pub(super) fn length(&self, nth: usize) -> usize {
        self.groups.get(nth).map_or(0, |(start, end)| end - start)
    }

    /// Where the nth group ends.
    pub(super) fn end(&self, nth: usize) -> usize {
        self.groups.get(nth).map_or(0, |(_, end)| *end)
    }

    /// Where it starts.
    pub(super) fn start(&self) -> usize {
        self.groups.first().map_or(0, |(start, _)| *start)
    }

    /// Whether it begins with groups of these lengths, the same one of `parts` between all of them.
    pub(super) fn begins(&self, lengths: &[usize], parts: &[Part]) -> bool {
        let alike = self.parts.get(..lengths.len() - 1).is_some_and(|between| {
            between.first().is_none_or(|first| parts.contains(first) && between.iter().all(|part| part == first))
        });
        alike && lengths.iter().enumerate().all(|(nth, &length)| self.length(nth) == length)
    }

    /// What stands between the nth group and the next.
    pub(super) fn part(&self, nth: usize) -> Option<Part> {
        self.parts.get(nth).copied()
    }

    /// The digits of the first `count` groups.
    pub(super) fn digits(&self, text: Text<'_>, count: usize) -> SmallVec<[u8; 64]> {
        digits_of(text.str(self.start(), self.end(count - 1)))
    }

    /// The nth group as text.
    pub(super) fn group<'t>(&self, text: Text<'t>, nth: usize) -> &'t str {
        self.groups.get(nth).map_or("", |(start, end)| text.str(*start, *end))
    }
}
