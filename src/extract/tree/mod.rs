//! Trees of values (JSON, XML) as what they mostly are: tables. Objects of the same kind become the rows of one, lists of
//! short values a column, and what stands alone a text with its name before it. Bounded memory, whatever the tree.
//!
//! An object is judged when it is complete. One that has a sibling of its name (the elements of an array, repeated elements) is
//! a record of the table of its path; so are the members of an object that are alike (`{"u1": {...}, "u2": {...}}`). Any other
//! is taken as part of the one around it: `address.city`.

mod held;
mod path;
mod records;
mod rows;

pub(crate) use path::Style;
pub(crate) use rows::Rows;

use super::{ExtractError, heed};
use crate::config::Limits;
use crate::document::{CellKind, Locator, Segment, Sink};
use held::Held;
use records::Records;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::hash::BuildHasher;

#[cfg(test)]
mod tests;

/// An object that holds more stands alone: its values are pushed as they come.
const HELD: usize = 256 << 10;
/// So many short values of one list are a column.
const LIST: usize = 3;
/// Longer ones on average are paragraphs.
const SHORT: usize = 100;
/// Names of members that are counted.
const COUNTED: usize = 10_000;

/// Turns a tree that is told in document order into segments and tables.
pub(crate) struct Tree<'s> {
    sink: &'s mut dyn Sink,
    style: Style,
    path: String,
    /// The path of a table, while a record of it is judged.
    table: String,
    frames: Vec<Frame>,
    records: Records,
    /// Frames whose buffers serve again.
    spare: Vec<Frame>,
}

/// An open object, element or list.
#[derive(Default)]
struct Frame {
    /// Where its step begins in the path, and where it ends.
    from: usize,
    to: usize,
    is_list: bool,
    held: Held,
    /// The last object in it, which may turn out to be the first of several.
    pending: Option<Pending>,
    /// How often each member came, by the hash of its name.
    members: FxHashMap<u64, u32>,
    /// Objects that were in it, by the hash of their names.
    objects: FxHashMap<u64, u32>,
    /// Its members are alike, whatever they are called.
    is_map: bool,
    /// It held too much: what it held was pushed.
    spilled: bool,
}

struct Pending {
    /// From the frame around it.
    step: String,
    is_list: bool,
    held: Held,
}

impl<'s> Tree<'s> {
    /// An empty tree.
    pub(crate) fn new(style: Style, limits: &Limits, sink: &'s mut dyn Sink) -> Self {
        let root = Frame { is_list: true, ..Frame::default() };
        Self {
            sink,
            style,
            path: String::new(),
            table: String::new(),
            frames: vec![root],
            records: Records::new(limits.cells),
            spare: Vec::new(),
        }
    }

    /// The sink, for what is no part of the tree.
    pub(crate) fn sink(&mut self) -> &mut dyn Sink {
        self.sink
    }

    /// A member of the innermost object begins; its value follows. Nothing for an element of a list.
    pub(crate) fn step(&mut self, name: &str) -> usize {
        let from = self.path.len();
        let Some(frame) = self.frames.last_mut() else { return from };
        if frame.is_list && self.style == Style::Json {
            let number = count(&mut frame.members, 0);
            // The root holds one value, as a rule.
            if self.frames.len() > 1 || number > 1 {
                path::push_number(&mut self.path, u64::from(number) - 1);
            }
            return from;
        }
        path::push_name(&mut self.path, name);
        if self.style == Style::Xml && !name.starts_with('@') {
            let number = count(&mut frame.members, FxBuildHasher.hash_one(name));
            path::push_number(&mut self.path, u64::from(number));
        }
        from
    }

    /// Undoes the step after a value without text.
    pub(crate) fn back(&mut self, from: usize) {
        self.path.truncate(from);
    }

    /// The value at the last step; it began at `from`.
    pub(crate) fn value(&mut self, from: usize, kind: CellKind, text: &str) -> Result<(), ExtractError> {
        if let Some(frame) = self.frames.last_mut()
            && !text.trim().is_empty()
        {
            frame.held.add("", self.path.get(from..).unwrap_or_default(), kind, text);
        }
        self.back(from);
        self.spill()
    }

    /// A piece of a long text at the last step, `offset` characters from its start.
    pub(crate) fn piece(&mut self, text: &str, offset: u64) -> Result<(), ExtractError> {
        if text.trim().is_empty() {
            return Ok(());
        }
        let pointer = path::pointer(&self.path, "", self.style);
        heed(self.sink.segment(Segment { offset, ..Segment::new(text, Locator::Pointer { pointer }) }))
    }

    /// The object or list at the last step begins.
    pub(crate) fn begin(&mut self, from: usize, is_list: bool) {
        let mut frame = self.spare.pop().unwrap_or_default();
        (frame.from, frame.to, frame.is_list) = (from, self.path.len(), is_list);
        self.frames.push(frame);
    }

    /// Whether the innermost element has nothing in it so far.
    pub(crate) fn is_empty(&self) -> bool {
        self.frames.last().is_some_and(|frame| frame.held.len() == 0 && frame.pending.is_none() && !frame.spilled)
    }

    /// How many objects and lists are open.
    pub(crate) fn depth(&self) -> usize {
        self.frames.len() - 1
    }

    /// The text of the innermost element, if all in it are short texts of their own: then they stand in one line.
    pub(crate) fn take_line(&mut self) -> Option<String> {
        let frame = self.frames.last_mut()?;
        if frame.pending.is_some() || frame.spilled || !frame.objects.is_empty() {
            return None;
        }
        let (mut line, mut rest) = (String::new(), Held::default());
        for (path, kind, text) in frame.held.iter() {
            if path.contains("/@") {
                rest.add("", path, kind, text);
            } else {
                if !line.is_empty() {
                    line.push(' ');
                }
                line.push_str(text);
            }
        }
        frame.held = rest;
        Some(line)
    }

    /// The innermost object, element or list is complete.
    pub(crate) fn end(&mut self) -> Result<(), ExtractError> {
        if self.frames.len() < 2 {
            return Ok(());
        }
        let Some(mut frame) = self.frames.pop() else { return Ok(()) };
        frame.settle();
        let result = if frame.spilled { self.push_alone(&frame.held) } else { self.adopt(&mut frame) };
        self.path.truncate(frame.from);
        frame.clear();
        if self.spare.len() < 64 {
            self.spare.push(frame);
        }
        result?;
        self.spill()?;
        self.records.push_if_many(self.sink)
    }

    /// The innermost element is complete and has this text of its own.
    pub(crate) fn end_with(&mut self, text: &str) -> Result<(), ExtractError> {
        let text = text.trim();
        if text.is_empty() || self.frames.len() < 2 {
            return self.end();
        }
        if !self.is_empty() {
            let at = self.path.len();
            self.value(at, CellKind::Text, text)?;
            return self.end();
        }
        let Some(mut frame) = self.frames.pop() else { return Ok(()) };
        let from = frame.from;
        frame.clear();
        self.spare.push(frame);
        self.value(from, CellKind::Text, text)
    }

    /// All is told, or no more can be: what is held goes out.
    pub(crate) fn finish(&mut self) -> Result<(), ExtractError> {
        while self.frames.len() > 1 {
            self.end()?;
        }
        if let Some(mut root) = self.frames.pop() {
            root.settle();
            self.push_alone(&root.held)?;
        }
        self.frames.push(Frame { is_list: true, ..Frame::default() });
        self.records.push(self.sink)
    }

    /// Decides what a complete object is: a record, or a part of the one around it. The path still leads to it.
    fn adopt(&mut self, frame: &mut Frame) -> Result<(), ExtractError> {
        let Some(outer) = self.frames.last_mut() else { return Ok(()) };
        if frame.held.len() == 0 {
            return Ok(());
        }
        let step = self.path.get(frame.from..frame.to).unwrap_or_default();
        if frame.is_list && !outer.is_list {
            outer.held.append(step, &frame.held);
            return Ok(());
        }
        // A list in a list is a row, if it holds nothing but values.
        if frame.is_list && !frame.held.is_row() {
            outer.held.append(step, &frame.held);
            return Ok(());
        }
        let around = outer.to;
        self.table.clear();
        path::push_general(self.path.get(..frame.to).unwrap_or_default(), &mut self.table);
        let again = count(&mut outer.objects, path::hash_general(step)) > 1;
        let last = outer.pending.take();
        if last.is_none() && !outer.is_map && (again || self.records.has(&self.table)) {
            return self.add_record(&frame.held, frame.is_list);
        }
        let held = std::mem::take(&mut frame.held);
        let this = Pending { step: step.to_owned(), is_list: frame.is_list, held };
        if outer.is_map {
            return self.add_member(around, &this);
        }
        match last {
            Some(last) if again && last.is_list == this.is_list && path::is_same(&last.step, &this.step) => {
                if !self.records.add(&self.table, None, &last.held, !last.is_list) {
                    self.push_below(around, &last)?;
                }
                self.add_record(&this.held, this.is_list)
            }
            Some(last) if !outer.is_list && !this.is_list && last.held.is_like(&this.held) => {
                outer.is_map = true;
                self.add_member(around, &last)?;
                self.add_member(around, &this)
            }
            last => {
                if let Some(last) = last {
                    outer.held.append(&last.step, &last.held);
                }
                if again || self.records.has(&self.table) {
                    return self.add_record(&this.held, this.is_list);
                }
                outer.pending = Some(this);
                Ok(())
            }
        }
    }

    /// A record of the table of `self.table`; the path leads to it.
    fn add_record(&mut self, record: &Held, is_list: bool) -> Result<(), ExtractError> {
        if self.records.add(&self.table, None, record, !is_list) { Ok(()) } else { self.push_alone(record) }
    }

    /// A member of an object all of whose members are alike.
    fn add_member(&mut self, around: usize, member: &Pending) -> Result<(), ExtractError> {
        let mut table = String::new();
        path::push_general(self.path.get(..around).unwrap_or_default(), &mut table);
        table.push_str("/*");
        if !member.is_list && self.records.add(&table, Some(&member.step), &member.held, true) {
            return Ok(());
        }
        self.push_below(around, member)
    }

    fn push_below(&mut self, around: usize, what: &Pending) -> Result<(), ExtractError> {
        let path = format!("{}{}", self.path.get(..around).unwrap_or_default(), what.step);
        let whole = std::mem::replace(&mut self.path, path);
        let result = self.push_alone(&what.held);
        self.path = whole;
        result
    }

    /// Pushes what an object holds, if that is too much to be a record.
    fn spill(&mut self) -> Result<(), ExtractError> {
        let Some(frame) = self.frames.last_mut() else { return Ok(()) };
        if frame.held.bytes() <= HELD {
            return Ok(());
        }
        frame.spilled = true;
        let held = std::mem::take(&mut frame.held);
        let to = frame.to;
        let whole = self.path.clone();
        self.path.truncate(to);
        let result = self.push_alone(&held);
        self.path = whole;
        result?;
        self.records.push_if_many(self.sink)
    }

    /// Pushes values that belong to no record: lists as a column, others each as a text under its name.
    fn push_alone(&mut self, held: &Held) -> Result<(), ExtractError> {
        let fields: Vec<_> = held.iter().collect();
        let mut at = 0;
        while let Some(&(name, ..)) = fields.get(at) {
            let rest = fields.get(at..).unwrap_or_default();
            let run = if path::is_numbered(name) {
                let list = general(name);
                rest.iter().take_while(|(other, ..)| path::is_numbered(other) && general(other) == list).count()
            } else {
                1
            };
            let run = rest.get(..run).unwrap_or_default();
            at += run.len().max(1);
            let long = run.iter().map(|(.., text)| text.len()).sum::<usize>() > run.len() * SHORT;
            if run.len() < LIST || long || !self.add_column(name, run) {
                run.iter().try_for_each(|(path, _, text)| self.push_value(path, text))?;
            }
        }
        Ok(())
    }

    /// Adds the values of a list to the table of its path, each as a row.
    fn add_column(&mut self, name: &str, run: &[(&str, CellKind, &str)]) -> bool {
        let mut table = String::new();
        path::push_general(&self.path, &mut table);
        path::push_general(name, &mut table);
        run.iter().all(|(_, kind, text)| {
            let mut row = Held::default();
            row.add("", "", *kind, text);
            self.records.add(&table, None, &row, true)
        })
    }

    fn push_value(&mut self, name: &str, text: &str) -> Result<(), ExtractError> {
        let label = path::label(&self.path, name);
        let said = if label.is_empty() { text.to_owned() } else { format!("{label}: {text}") };
        let pointer = path::pointer(&self.path, name, self.style);
        heed(self.sink.segment(Segment::new(said.trim_end(), Locator::Pointer { pointer })))
    }
}

impl Frame {
    /// What may have been the first of several stood alone.
    fn settle(&mut self) {
        if let Some(pending) = self.pending.take() {
            self.held.append(&pending.step, &pending.held);
        }
    }

    fn clear(&mut self) {
        self.held.clear();
        self.pending = None;
        self.members.clear();
        self.objects.clear();
        (self.is_map, self.spilled) = (false, false);
    }
}

/// Counts one more of `name`.
fn count(names: &mut FxHashMap<u64, u32>, name: u64) -> u32 {
    if names.len() >= COUNTED && !names.contains_key(&name) {
        return 1;
    }
    let number = names.entry(name).or_default();
    *number = number.saturating_add(1);
    *number
}

fn general(path: &str) -> String {
    let mut out = String::new();
    path::push_general(path, &mut out);
    out
}
