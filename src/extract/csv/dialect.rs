//! Whether a text is a table with delimiters, and which delimiter: the one that cuts most records into equally many fields.

use super::record::{Next, Splitter};

/// Records looked at.
const RECORDS: usize = 200;
/// In this order where two are as good.
const DELIMITERS: [u8; 4] = [b'\t', b';', b'|', b','];

/// How a delimited file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dialect {
    pub(crate) delimiter: u8,
    /// Fields of most records.
    pub(crate) columns: usize,
    /// Bytes of a leading `sep=;` line, which is no record.
    pub(crate) skip: usize,
}

/// What the extension says of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hint {
    /// A table.
    Table,
    /// Notes, logs, source code: not a table.
    Prose,
    /// Nothing.
    None,
}

/// What a delimiter makes of the records.
#[derive(Clone, Copy, Debug, Default)]
struct Fit {
    delimiter: u8,
    /// Records that are not blank.
    records: usize,
    /// Fields of most of them.
    columns: usize,
    /// Share of records with that many.
    share: f64,
    /// Share of records with two filled fields or more.
    filled: f64,
    /// Share of delimiters with a space behind, as in a sentence.
    spaced: f64,
    /// Words a filled field.
    words: f64,
    /// The first record has as many fields as most.
    header: bool,
}

/// The dialect of a text whose first lines are `head`, if it is a table. The extension decides only where the content alone
/// would not.
pub(crate) fn guess(head: &str, hint: Hint) -> Option<Dialect> {
    let named = hint == Hint::Table;
    if let Some(dialect) = declared(head) {
        return Some(dialect);
    }
    let text = whole_lines(head);
    if !named && (is_markup(text) || is_code(text)) {
        return None;
    }
    let best = best(text);
    let clear = hint != Hint::Prose || (best.columns > 2 && best.share > 0.95 && best.words < 3.0);
    if (clear && best.is_table()) || (named && best.may_be_table()) {
        return Some(Dialect { delimiter: best.delimiter, columns: best.columns, skip: 0 });
    }
    (named && is_list(text)).then_some(Dialect { delimiter: b',', columns: 1, skip: 0 })
}

/// For a file already known as a table.
pub(super) fn of_table(head: &str) -> Dialect {
    let best = || best(whole_lines(head));
    declared(head).unwrap_or_else(|| {
        let best = best();
        Dialect { delimiter: best.delimiter, columns: best.columns, skip: 0 }
    })
}

fn best(text: &str) -> Fit {
    let fits = DELIMITERS.map(|delimiter| fit(text, delimiter));
    let mut best = Fit { delimiter: b',', ..Fit::default() };
    for fit in fits {
        if fit.score() > best.score() + 1e-9 {
            best = fit;
        }
    }
    best
}

/// `sep=;`, which spreadsheets write and read.
fn declared(head: &str) -> Option<Dialect> {
    let line = head.split_inclusive(['\n', '\r']).next()?;
    let bare = line.trim_end_matches(['\n', '\r']).trim_matches('"');
    let (key, delimiter) = bare.split_at_checked(4)?;
    let [delimiter] = delimiter.as_bytes() else { return None };
    if !key.eq_ignore_ascii_case("sep=") || delimiter.is_ascii_alphanumeric() || *delimiter == b'"' {
        return None;
    }
    let follows = head.get(line.len()..)?;
    let skip = line.len() + usize::from(line.ends_with('\r') && follows.starts_with('\n'));
    let columns = fit(whole_lines(head.get(skip..)?), *delimiter).columns;
    Some(Dialect { delimiter: *delimiter, columns, skip })
}

/// `head` up to its last line break, if it has one.
fn whole_lines(head: &str) -> &str {
    head.rfind(['\n', '\r']).and_then(|at| head.get(..=at)).unwrap_or(head)
}

/// Tries one delimiter.
fn fit(text: &str, delimiter: u8) -> Fit {
    let mut splitter = Splitter::new(delimiter, 0);
    let mut counts: Vec<usize> = Vec::new();
    let (mut filled_records, mut filled, mut words, mut cuts, mut spaced) = (0usize, 0usize, 0usize, 0usize, 0usize);
    let mut at = 0;
    while at < text.len() && counts.len() < RECORDS {
        let Next::Record(next) = splitter.next(text.as_bytes(), at, true) else { break };
        let fields = splitter.fields.iter().filter_map(|field| text.get(field.start..field.end));
        let (mut full, mut count) = (0, 0);
        for field in fields {
            spaced += usize::from(count > 0 && field.starts_with(' '));
            count += 1;
            if !field.trim().is_empty() {
                full += 1;
                words += field.split_whitespace().take(40).count();
            }
        }
        at = next;
        if full > 0 {
            filled += full;
            filled_records += usize::from(full > 1);
            cuts += count - 1;
            counts.push(count);
        }
    }
    let (columns, same) = mode(&counts);
    let of = |part: usize, whole: usize| if whole == 0 { 0.0 } else { part as f64 / whole as f64 };
    Fit {
        delimiter,
        records: counts.len(),
        columns,
        share: of(same, counts.len()),
        filled: of(filled_records, counts.len()),
        spaced: of(spaced, cuts),
        words: of(words, filled),
        header: counts.first() == Some(&columns),
    }
}

/// The most frequent count and how often it stands; the greater where two are as frequent.
fn mode(counts: &[usize]) -> (usize, usize) {
    let mut sorted = counts.to_vec();
    sorted.sort_unstable();
    let runs = sorted.chunk_by(|a, b| a == b).filter_map(|run| Some((*run.first()?, run.len())));
    runs.max_by_key(|(count, often)| (*often, *count)).unwrap_or((0, 0))
}

impl Fit {
    /// Compares delimiters of one text.
    fn score(&self) -> f64 {
        if self.columns < 2 || self.filled < 0.3 {
            return 0.0;
        }
        let header = if self.header { 0.15 } else { 0.0 };
        self.share + header + (self.columns.min(12) as f64) * 0.01 - self.spaced * 0.2
    }

    /// A table by its content alone.
    fn is_table(&self) -> bool {
        if self.columns < 2 || self.records < 2 || self.filled < 0.5 {
            return false;
        }
        // Prose has commas too: at changing distances, before spaces, between many words.
        let prose = self.delimiter == b',' && (self.spaced > 0.5 || self.words > 6.0);
        let needed = match (self.records, self.columns) {
            (2, columns) if columns < 3 => return self.delimiter == b'\t' && !prose,
            (2 | 3, _) => 0.99,
            (_, 2) if self.delimiter == b',' => 0.95,
            _ => 0.7,
        };
        self.share >= if prose { 0.99 } else { needed } && self.words <= 12.0 && !(prose && self.records < 5)
    }

    /// A table where the extension says so.
    fn may_be_table(&self) -> bool {
        self.columns >= 2 && self.filled >= 0.3 && self.share >= 0.3 && self.words <= 25.0
    }
}

/// JSON, XML, Markdown tables: consistent delimiters, but no table of ours.
fn is_markup(text: &str) -> bool {
    let start = text.trim_start();
    start.starts_with(['{', '[', '<', '#'])
        || start.starts_with("|")
        || start.starts_with("---")
        || start.starts_with("```")
}

/// Source code: lines that end like statements.
fn is_code(text: &str) -> bool {
    let mut lines = 0usize;
    let mut statements = 0usize;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()).take(RECORDS) {
        lines += 1;
        let ends = line.ends_with([';', '{', '}', ')', ']']) || line.ends_with("),");
        // `a;b;;` is a row.
        statements += usize::from(ends && line.matches(';').count() < 2);
    }
    statements * 3 > lines
}

/// A column of short values without any delimiter.
fn is_list(text: &str) -> bool {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty()).take(RECORDS);
    let (count, words) =
        lines().fold((0, 0), |(count, words), line| (count + 1, words + line.split_whitespace().count()));
    count > 0 && words <= count * 6 && !is_markup(text)
}
