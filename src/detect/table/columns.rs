//! The columns of a region by number: dense in memory, however far apart they stand.

use super::block::{Block, Row, last_judged};
use super::verdict::Column;
use crate::detect::names::NameHeader;

/// The columns of a region, by ascending number.
#[derive(Default)]
pub(super) struct Columns(Vec<Column>);

impl Columns {
    /// Makes room for every column that `rows` use: once for many rows, so that no order of them is costly.
    pub(super) fn prepare(&mut self, block: &Block, rows: &[Row]) {
        let mut numbers: Vec<u32> = rows
            .iter()
            .flat_map(|row| block.cells(row))
            .map(|cell| last_judged(cell.column))
            .filter(|number| self.index(*number).is_none())
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        if !numbers.is_empty() {
            self.0.extend(numbers.into_iter().map(|number| Column { number, ..Column::default() }));
            self.0.sort_by_key(|column| column.number);
        }
    }

    /// The column of this number, if [`Columns::prepare`] made it.
    pub(super) fn get_mut(&mut self, number: u32) -> Option<&mut Column> {
        let index = self.index(number)?;
        self.0.get_mut(index)
    }

    /// Where the column of this number stands in [`Columns::list`].
    pub(super) fn index(&self, number: u32) -> Option<usize> {
        let number = last_judged(number);
        // Most tables begin at the first column and leave none out.
        if self.0.get(number as usize).is_some_and(|column| column.number == number) {
            return Some(number as usize);
        }
        self.0.binary_search_by_key(&number, |column| column.number).ok()
    }

    /// `First` beside `Last` are halves of a name; alone they are places in a race.
    pub(super) fn name_halves(&mut self) {
        let is = |column: &Column, word: &str| column.head.text.eq_ignore_ascii_case(word);
        let first = self.0.iter().position(|column| is(column, "first"));
        let last = self.0.iter().position(|column| is(column, "last"));
        if let (Some(first), Some(last)) = (first, last) {
            for (at, name) in [(first, NameHeader::Given), (last, NameHeader::Surname)] {
                if let Some(column) = self.0.get_mut(at) {
                    column.head.name = Some(name);
                }
            }
        }
    }

    /// All of them.
    pub(super) fn list(&self) -> &[Column] {
        &self.0
    }
}
