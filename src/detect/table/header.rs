//! Which row of a table is its header: the first, the fifth, or none.

use super::block::{Block, Row, Stored, at};
use super::facts::Look;
use super::head;
use crate::detect::Detector;
use crate::detect::engine::FLOOR;
use crate::detect::names::NameShape;

/// Rows among which the header stands, if there is one.
const SEARCHED: usize = 15;
/// Rows below a header that its columns are compared with.
const COMPARED: usize = 12;
/// Longer cells stand in no header.
const LONGEST: usize = 80;
/// Cells of a header that are read.
const WIDEST: usize = 256;

/// How a run of rows is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// Columns under a header: its index among the rows.
    Header(usize),
    /// Labels with their values beside them.
    Form,
    /// Columns without a header.
    Bare,
}

/// Looks at the first rows of a region.
pub(super) fn layout(detector: &Detector, block: &Block, rows: &[Row]) -> Layout {
    let head = rows.get(..rows.len().min(SEARCHED)).unwrap_or(rows);
    let widest = head.iter().map(|row| block.cells(row).len()).max().unwrap_or(0);
    let mut best: Option<(i32, usize)> = None;
    // Only the first wide row is a header without a word that is known for one.
    let mut first = true;
    for (index, row) in head.iter().enumerate() {
        let below = rows.get(index + 1..).unwrap_or_default();
        let cells = block.cells(row);
        if cells.len() * 2 < widest {
            continue;
        }
        if let Some(score) = header_score(detector, block, cells, below, std::mem::take(&mut first))
            && best.is_none_or(|(have, _)| score > have)
        {
            best = Some((score, index));
        }
    }
    let sure = best.is_some_and(|(score, _)| score >= 6);
    if !sure && is_form(detector, block, rows) {
        return Layout::Form;
    }
    best.map_or(Layout::Bare, |(_, index)| Layout::Header(index))
}

/// Whether a row after a gap begins a table of its own.
pub(super) fn begins_table(detector: &Detector, block: &Block, row: &Row, below: &[Row]) -> bool {
    let cells = block.cells(row);
    let known = || cells.iter().take(WIDEST).filter(|cell| head::is_known(detector, block.text(cell))).count();
    header_score(detector, block, cells, below, true).is_some() && known() >= 2.min(cells.len())
}

/// How much a row looks like a header; `None` where it does not.
fn header_score(detector: &Detector, block: &Block, cells: &[Stored], below: &[Row], first: bool) -> Option<i32> {
    let width = cells.len();
    let (mut words, mut values) = (0, 0);
    for cell in cells {
        if block.text(cell).len() > LONGEST {
            return None;
        }
        // `Contact jane@acme.co.uk` may head a column among headers that are beyond doubt.
        values += usize::from(cell.facts.matches().iter().any(|found| found.score >= 0.5));
        words += usize::from(cell.facts.look == Look::Words);
    }
    let too_few = |known: usize| values > 0 && known < 2 * values + 1;
    // What costs more is asked only of a row of words.
    if words * 3 < width * 2 || words == 0 || too_few(width) {
        return None;
    }
    let (mut known, mut people) = (0, 0);
    for (index, cell) in cells.iter().enumerate() {
        if index < WIDEST && head::is_known(detector, block.text(cell)) {
            known += 1;
        } else {
            people += usize::from(cell.facts.name.shape == NameShape::Full);
        }
    }
    if too_few(known) || (known > 0 && stands_again(cells, block, below)) {
        return None;
    }
    let changes = changes(block, cells, below);
    let plausible = match known {
        0 => first && changes >= 1 && width >= 2 && people == 0,
        1 if width == 1 => below.first().is_some_and(|next| block.cells(next).len() == 1),
        known => known > people,
    };
    plausible.then(|| 3 * known as i32 + changes as i32 - 3 * people as i32)
}

/// Whether a cell stands again below in its column: `Manager` in a column of roles is a value, not a header.
fn stands_again(cells: &[Stored], block: &Block, below: &[Row]) -> bool {
    let below = below.get(..below.len().min(COMPARED)).unwrap_or(below);
    let again = below.iter().filter(|row| {
        let same = |cell: &&Stored| at(cells, cell.column).is_some_and(|head| head.facts.hash == cell.facts.hash);
        let other = block.cells(row);
        // The whole header again is a page break.
        let count = other.iter().take(WIDEST).filter(same).count();
        count > 0 && count < other.len()
    });
    again.count() > 0
}

/// Columns whose cells below are of another kind than the words above them.
fn changes(block: &Block, cells: &[Stored], below: &[Row]) -> usize {
    let below = below.get(..below.len().min(COMPARED)).unwrap_or(below);
    let changed = |column: u32| {
        let mut seen = 0;
        let mut other = 0;
        for row in below {
            if let Some(cell) = at(block.cells(row), column) {
                seen += 1;
                let matched = cell.facts.matches().iter().any(|found| found.score >= FLOOR);
                other += usize::from(cell.facts.look != Look::Words || matched);
            }
        }
        seen > 0 && other * 2 > seen
    };
    cells.iter().take(WIDEST).filter(|cell| cell.facts.look == Look::Words && changed(cell.column)).count()
}

/// Whether the first cells of the rows are labels.
fn is_form(detector: &Detector, block: &Block, rows: &[Row]) -> bool {
    const ROWS: usize = 60;
    let rows = rows.get(..rows.len().min(ROWS)).unwrap_or(rows);
    let mut labels = 0;
    let mut with_value = 0;
    for cells in rows.iter().map(|row| block.cells(row)) {
        if let Some(first) = cells.first()
            && is_label(detector, block.text(first))
        {
            labels += 1;
            with_value += usize::from(cells.len() >= 2);
        }
    }
    labels >= 2 && with_value >= 1 && labels * 5 >= rows.len() * 2
}

/// Whether a cell is a form's label.
pub(super) fn is_label(detector: &Detector, text: &str) -> bool {
    let text = text.trim();
    text.len() <= LONGEST && (text.ends_with(':') && text.len() > 1 || head::is_known(detector, text))
}
