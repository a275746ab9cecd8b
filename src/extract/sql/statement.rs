//! The heads of the statements that matter.

/// A statement that tells of rows.
pub(super) enum Statement {
    Insert(Insert),
    Copy(Copy),
    /// A table and its columns.
    Create(String, Vec<String>),
}

/// The head of an `INSERT`, up to its rows.
pub(super) struct Insert {
    pub(super) table: String,
    pub(super) columns: Vec<String>,
    /// Bytes that it takes.
    pub(super) length: usize,
    /// Names are quoted as MySQL does.
    pub(super) backticks: bool,
}

/// The head of a `COPY ... FROM stdin`, its line end included.
pub(super) struct Copy {
    pub(super) table: String,
    pub(super) columns: Vec<String>,
    pub(super) length: usize,
}

/// Bytes of a quoted name.
const NAME: usize = 300;

/// Words with which a line of a table's definition begins that is no column.
const NO_COLUMNS: &[&str] = &[
    "primary",
    "key",
    "unique",
    "constraint",
    "foreign",
    "index",
    "check",
    "fulltext",
    "spatial",
    "exclude",
    "like",
    "period",
];

impl Statement {
    /// The statement at the front, if it is one of those and its head is there; the making of a table only where asked for.
    pub(super) fn at(text: &str, creates: bool) -> Option<Self> {
        let mut words = Words { text, at: 0 };
        let first = words.word()?;
        if first.eq_ignore_ascii_case("insert") || first.eq_ignore_ascii_case("replace") {
            return insert(words).map(Self::Insert);
        }
        if first.eq_ignore_ascii_case("copy") {
            return copy(words).map(Self::Copy);
        }
        if creates && first.eq_ignore_ascii_case("create") {
            return create(words).map(|(table, columns)| Self::Create(table, columns));
        }
        None
    }
}

fn insert(mut words: Words<'_>) -> Option<Insert> {
    for word in ["low_priority", "delayed", "high_priority", "ignore", "or", "replace", "ignore", "into"] {
        words.skip(word);
    }
    let table = words.name()?;
    let columns = words.list().unwrap_or_default();
    for word in ["overriding", "system", "user", "value"] {
        words.skip(word);
    }
    if !words.skip("values") {
        return None;
    }
    let head = words.text.get(..words.at)?;
    Some(Insert { table, columns, length: words.at, backticks: head.contains('`') })
}

fn copy(mut words: Words<'_>) -> Option<Copy> {
    let table = words.name()?;
    let columns = words.list().unwrap_or_default();
    if !(words.skip("from") && words.skip("stdin")) {
        return None;
    }
    let rest = words.rest();
    let end = rest.find('\n')?;
    // `WITH CSV` and the like write rows in another way.
    (rest.get(..end)?.trim() == ";").then_some(Copy { table, columns, length: words.at + end + 1 })
}

fn create(mut words: Words<'_>) -> Option<(String, Vec<String>)> {
    for word in ["global", "temporary", "temp", "unlogged"] {
        words.skip(word);
    }
    if !words.skip("table") {
        return None;
    }
    for word in ["if", "not", "exists"] {
        words.skip(word);
    }
    let table = words.name()?;
    let rest = words.rest().trim_start().strip_prefix('(')?;
    let mut columns = Vec::new();
    for definition in pieces(rest) {
        let mut words = Words { text: definition, at: 0 };
        let quoted = definition.trim_start().starts_with(['`', '"', '[']);
        let Some(name) = words.name() else { continue };
        if quoted || !NO_COLUMNS.iter().any(|word| name.eq_ignore_ascii_case(word)) {
            columns.push(name);
        }
    }
    (!columns.is_empty()).then_some((table, columns))
}

/// The pieces between the commas of a definition, up to its closing bracket.
fn pieces(text: &str) -> Vec<&str> {
    let (mut depth, mut from, mut quote) = (0u32, 0, None);
    let mut pieces = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), byte) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'\'' | b'"' | b'`') => quote = Some(byte),
            (None, b'(') => depth += 1,
            (None, b')') if depth > 0 => depth -= 1,
            (None, b',' | b')') if depth == 0 => {
                pieces.extend(text.get(from..at));
                from = at + 1;
                if byte == b')' {
                    return pieces;
                }
            }
            _ => {}
        }
    }
    pieces
}

/// Reads words and names one after the other.
struct Words<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Words<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn blank(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn word(&mut self) -> Option<&'t str> {
        self.blank();
        let rest = self.rest();
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$' || c == '#' || c == '@'));
        let word = rest.get(..end.unwrap_or(rest.len()))?;
        self.at += word.len();
        (!word.is_empty()).then_some(word)
    }

    /// Goes over this word, if it comes.
    fn skip(&mut self, word: &str) -> bool {
        let before = self.at;
        let found = self.word().is_some_and(|found| found.eq_ignore_ascii_case(word));
        if !found {
            self.at = before;
        }
        found
    }

    /// A name with or without quotes, its schema before it.
    fn name(&mut self) -> Option<String> {
        let mut name = self.part()?;
        while let Some(rest) = self.rest().strip_prefix('.') {
            self.at = self.text.len() - rest.len();
            name.push('.');
            name.push_str(&self.part()?);
        }
        Some(name)
    }

    fn part(&mut self) -> Option<String> {
        self.blank();
        let rest = self.rest();
        let close = match rest.as_bytes().first()? {
            b'`' => '`',
            b'"' => '"',
            b'[' => ']',
            _ => return self.word().map(str::to_owned),
        };
        let inner = rest.get(1..rest.floor_char_boundary(NAME))?;
        let end = inner.find(close)?;
        self.at += end + 2;
        inner.get(..end).map(str::to_owned)
    }

    /// Names between brackets.
    fn list(&mut self) -> Option<Vec<String>> {
        let before = self.at;
        self.blank();
        let names = self.names();
        if names.is_none() {
            self.at = before;
        }
        names
    }

    fn names(&mut self) -> Option<Vec<String>> {
        self.rest().strip_prefix('(')?;
        self.at += 1;
        let mut names = Vec::new();
        loop {
            names.push(self.name()?);
            self.blank();
            match self.rest().as_bytes().first()? {
                b',' => self.at += 1,
                b')' => {
                    self.at += 1;
                    return Some(names);
                }
                _ => return None,
            }
        }
    }
}
