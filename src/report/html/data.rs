//! The rows as data for the script: compact JSON in which no markup can end the element that holds it.

use super::super::digest::{Digested, Found, Row, Todo};
use super::super::{clean, words};
use super::view;
use crate::finding::Confidence;
use serde::Serialize;
use std::collections::BTreeMap;

/// JSON texts, ready to be put into the page.
pub(super) struct Data {
    /// Names, by index.
    pub(super) clients: String,
    /// Policy rules in plain words, by index.
    pub(super) problems: String,
    /// One object a row.
    pub(super) rows: Vec<String>,
}

/// A row; the script knows the letters.
#[derive(Serialize)]
struct Line {
    /// Severity, 0 to 2.
    s: u8,
    /// Client, by index.
    c: usize,
    /// Path as shown.
    p: String,
    /// Path as it is, where it is shown differently.
    #[serde(skip_serializing_if = "Option::is_none")]
    q: Option<String>,
    /// A folder with so many files.
    #[serde(skip_serializing_if = "Option::is_none")]
    d: Option<u64>,
    /// People.
    n: u64,
    /// What was found.
    w: String,
    /// Problems, by index.
    m: Vec<usize>,
    /// Why.
    y: Vec<String>,
    /// What to do: text, target as shown, short text, target as it is.
    t: Vec<(&'static str, Option<String>, &'static str, Option<String>)>,
    /// Findings.
    f: Vec<Finding>,
}

/// A finding: title, where, samples (masked, place).
type Finding = (String, String, Vec<(String, String)>);

impl Data {
    pub(super) fn of(digested: &Digested) -> Self {
        let names = digested.clients.iter().map(|client| digested.client(client.root, client.name.as_deref()));
        let names: Vec<_> = names.map(|name| view::text(&name)).collect();
        let places: BTreeMap<_, _> = digested
            .clients
            .iter()
            .enumerate()
            .map(|(at, client)| ((client.root, client.name.as_deref()), at))
            .collect();
        let mut problems: Vec<String> = Vec::new();
        let others = digested.others();
        let rows = digested.rows.iter().map(|row| {
            let client = places.get(&(row.root, row.client.as_deref())).copied().or(others).unwrap_or_default();
            json(&line(digested, row, client, &mut problems))
        });
        let rows = rows.collect();
        Self { clients: json(&names), problems: json(&problems), rows }
    }
}

fn line(digested: &Digested, row: &Row, client: usize, problems: &mut Vec<String>) -> Line {
    let path = digested.path(row.root, &row.path);
    let (shown, raw) = both(&path);
    Line {
        s: row.severity as u8,
        c: client,
        p: shown,
        q: raw,
        d: row.folder,
        n: row.subjects,
        w: view::text(&row.what()),
        m: row.rules().into_iter().map(|rule| number_of(problems, words::problem(rule))).collect(),
        y: row.reasons().into_iter().map(view::text).collect(),
        t: row.todos().into_iter().map(todo).collect(),
        f: row.findings.iter().map(finding).collect(),
    }
}

fn todo(todo: Todo) -> (&'static str, Option<String>, &'static str, Option<String>) {
    let (target, raw) = todo.target.as_deref().map_or((None, None), |target| {
        let (shown, raw) = both(target);
        (Some(shown), raw)
    });
    (todo.text, target, words::action(todo.action), raw)
}

fn finding(found: &Found) -> Finding {
    let many = found.distinct != 1;
    let likely = if found.confidence == Confidence::High { "" } else { " (likely)" };
    let kind = words::kind(&found.rule, found.category, many);
    let title = format!("{} {kind}{likely}", words::number(found.distinct));
    let place = match &found.inside {
        Some(inside) if found.area.is_empty() => inside.clone(),
        Some(inside) => format!("{inside}, {}", found.area),
        None => found.area.clone(),
    };
    let samples = found.samples.iter().map(|sample| (view::text(&sample.masked), view::text(&sample.place)));
    (title, view::text(&place), samples.collect())
}

/// A text as shown, and as it is where that differs.
fn both(text: &str) -> (String, Option<String>) {
    let shown = clean::shown(text);
    let raw = (shown != text).then(|| text.to_owned());
    (shown.into_owned(), raw)
}

/// The index of `problem`; the few there are make a search cheap.
fn number_of(problems: &mut Vec<String>, problem: String) -> usize {
    match problems.iter().position(|known| *known == problem) {
        Some(at) => at,
        None => {
            problems.push(problem);
            problems.len() - 1
        }
    }
}

/// JSON that cannot end a script element or start a comment: these characters stand only in its strings.
fn json(value: &impl Serialize) -> String {
    let plain = serde_json::to_string(value).unwrap_or_else(|_| "null".into());
    let mut out = String::with_capacity(plain.len());
    for char in plain.chars() {
        match char {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            other => out.push(other),
        }
    }
    out
}
