//! The parts of the page that the template shows as they are, in a manager's words.

use super::super::digest::{Client, Counts, Digested, Row, Todo};
use super::super::{clean, words};
use crate::finding::Severity;

/// Clients shown before the rest is folded away.
pub(super) const SHOWN_BARS: usize = 10;
/// Rows that are shown where the browser runs no script.
pub(super) const NAMED_ROWS: usize = 500;

/// A big number.
pub(super) struct Card {
    pub(super) tone: &'static str,
    pub(super) figure: String,
    pub(super) label: &'static str,
    pub(super) note: String,
}

/// A client's files to act on; widths in thousandths.
pub(super) struct Bar {
    /// Index of the client in the data.
    pub(super) client: usize,
    pub(super) name: String,
    pub(super) high_width: u64,
    pub(super) medium_width: u64,
    pub(super) files: String,
    pub(super) detail: String,
}

/// Files under one heading, folded away.
pub(super) struct Group {
    pub(super) name: String,
    pub(super) count: String,
    pub(super) remedy: &'static str,
    pub(super) files: Vec<Named>,
    pub(super) more: String,
}

/// A file with a remark.
pub(super) struct Named {
    pub(super) path: String,
    pub(super) note: String,
}

/// A row where the browser runs no script.
pub(super) struct Line {
    pub(super) tone: &'static str,
    pub(super) severity: &'static str,
    pub(super) path: String,
    pub(super) client: String,
    pub(super) what: String,
    pub(super) reasons: Vec<String>,
    pub(super) todo: Vec<Todo>,
}

/// Safe to show.
pub(super) fn text(text: &str) -> String {
    clean::shown(text).into_owned()
}

/// The verdict in one line, and what it means in one or two sentences.
pub(super) fn headline(counts: &Counts, complete: bool) -> (String, String) {
    let unread = match counts.unread {
        0 => String::new(),
        1 => " 1 file could not be read, so nobody knows what is in it.".into(),
        unread => format!(" {} could not be read, so nobody knows what is in them.", words::files(unread)),
    };
    match counts.to_act {
        0 => {
            let headline = match (complete, counts.unread) {
                (false, _) => "Nothing to act on so far",
                (true, 0) => "Nothing to act on",
                (true, _) => "Nothing to act on in what could be read",
            };
            let low = match counts.low {
                0 => "none needs action",
                _ => "none needs action at once, but see the minor problems",
            };
            (headline.into(), format!("{} read; {low}.{unread}", words::files(counts.read)))
        }
        act => {
            let verb = if act == 1 { "file needs" } else { "files need" };
            let they = if act == 1 { "It holds" } else { "They hold" };
            let lede = match counts.people {
                0 => format!("{they} something that must not be there."),
                people => format!("{they} personal data of {} in places where it must not be.", words::people(people)),
            };
            (format!("{} {verb} your attention", words::number(act)), format!("{lede}{unread}"))
        }
    }
}

/// The four numbers to look at.
pub(super) fn cards(counts: &Counts) -> Vec<Card> {
    let card = |tone, figure, label, note: &str| Card { tone, figure: words::number(figure), label, note: note.into() };
    let act_tone = match (counts.to_act, counts.high) {
        (0, _) => "good",
        (_, 0) => "medium",
        _ => "high",
    };
    let urgent = match counts.high {
        0 => "none of them urgent".into(),
        high => format!("{} of them urgent", words::number(high)),
    };
    let unread_tone = if counts.unread > 0 { "medium" } else { "good" };
    let unread = if counts.unread > 0 { "someone must open them and look" } else { "everything was read" };
    vec![
        card(act_tone, counts.to_act, "Files to act on", if counts.to_act > 0 { &urgent } else { "nothing to do" }),
        card("", counts.people, "People affected", "someone in two files counts twice"),
        card(unread_tone, counts.unread, "Could not be read", unread),
        card("", counts.read, "Files read", "checked from start to end, or as far as possible"),
    ]
}

/// Clients with something to act on, worst first.
pub(super) fn bars(digested: &Digested) -> Vec<Bar> {
    let most = digested.clients.iter().map(Client::to_act).max().unwrap_or(0).max(1);
    let with = digested.clients.iter().enumerate().filter(|(_, client)| client.to_act() > 0);
    with.map(|(at, client)| Bar {
        client: at,
        name: text(&digested.client(client.root, client.name.as_deref())),
        high_width: client.high * 1_000 / most,
        medium_width: client.medium * 1_000 / most,
        files: words::files(client.to_act()),
        detail: if client.people > 0 { words::people(client.people) } else { String::new() },
    })
    .collect()
}

/// How many clients have nothing to act on.
pub(super) fn quiet(digested: &Digested) -> String {
    let quiet = digested.clients.iter().filter(|client| client.to_act() == 0 && client.name.is_some()).count() as u64;
    match quiet {
        0 => String::new(),
        1 => "1 other client has nothing to act on.".into(),
        many => format!("{} other clients have nothing to act on.", words::number(many)),
    }
}

/// What the list does not show.
pub(super) fn left_out(digested: &Digested) -> String {
    match digested.left_out {
        0 => String::new(),
        more => format!(
            "Only the {} worst are listed; {} more are in the CSV and JSON reports.",
            words::number(digested.rows.len() as u64),
            words::number(more)
        ),
    }
}

/// Minor problems by client.
pub(super) fn lows(digested: &Digested) -> Vec<Group> {
    let mut clients: Vec<_> = digested.clients.iter().filter(|client| client.low > 0).collect();
    clients.sort_by_key(|client| std::cmp::Reverse(client.low));
    clients.into_iter().map(|client| low(digested, client)).collect()
}

fn low(digested: &Digested, client: &Client) -> Group {
    let files = client.lows.iter().map(|low| Named {
        path: text(&digested.path(low.root, &low.path)),
        note: if low.what.is_empty() { words::problem(&low.rule) } else { text(&low.what) },
    });
    Group {
        name: text(&digested.client(client.root, client.name.as_deref())),
        count: words::files(client.low),
        remedy: "",
        files: files.collect(),
        more: more(client.low, client.lows.len()),
    }
}

/// What was not read, by reason.
pub(super) fn gaps(digested: &Digested) -> Vec<Group> {
    let group = |(reason, gap): (words::Reason, &super::super::digest::Gap)| Group {
        name: reason.text().into(),
        count: words::files(gap.count),
        remedy: reason.remedy(),
        files: gap
            .files
            .iter()
            .map(|missed| Named { path: text(&digested.path(missed.root, &missed.path)), note: text(&missed.detail) })
            .collect(),
        more: more(gap.count, gap.files.len()),
    };
    digested.coverage.gaps().into_iter().map(group).collect()
}

/// What was left out on purpose.
pub(super) fn skipped(digested: &Digested) -> String {
    let skipped = digested.coverage.skipped();
    if skipped == 0 {
        return String::new();
    }
    let formats = digested.coverage.skipped_formats();
    let named: Vec<_> =
        formats.iter().take(8).map(|(format, count)| format!("{} {}", words::number(*count), text(format))).collect();
    let others = if formats.len() > named.len() { ", and others" } else { "" };
    let files = if skipped == 1 { "1 file was".into() } else { format!("{} were", words::files(skipped)) };
    format!("{files} left out on purpose, such as pictures, films and programs ({}{others}).", named.join(", "))
}

/// A row for the page without script.
pub(super) fn line(digested: &Digested, row: &Row) -> Line {
    let todo = |one: Todo| Todo { target: one.target.map(|target| text(&target)), ..one };
    Line {
        tone: tone(row.severity),
        severity: words::severity(row.severity),
        path: text(&digested.path(row.root, &row.path)),
        client: text(&digested.client(row.root, row.client.as_deref())),
        what: text(&row.what()),
        reasons: row.reasons().into_iter().map(text).collect(),
        todo: row.todos().into_iter().map(todo).collect(),
    }
}

fn tone(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "high",
        Severity::Medium => "medium",
        Severity::Low => "low",
    }
}

fn more(count: u64, shown: usize) -> String {
    match count.saturating_sub(shown as u64) {
        0 => String::new(),
        rest => format!("and {} more", words::number(rest)),
    }
}
