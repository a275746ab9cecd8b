//! The manual page of a rule.

use crate::rules::check::Step;
use crate::rules::{Example, Rule};
use std::fmt::Write as _;

/// Columns of a line.
const WIDTH: usize = 100;

/// All that a rule is and does, for people. Writing into a string cannot fail.
pub(super) fn render(rule: &Rule, on: bool) -> String {
    let mut page = format!("{}  {}\n\n", rule.id, rule.name);
    paragraph(&mut page, "  ", &rule.description);
    page.push('\n');
    let regions = if rule.regions.is_empty() { "everywhere".to_owned() } else { rule.regions.join(", ") };
    field(&mut page, "Category", &category(rule));
    field(&mut page, "Region", &regions);
    let state = match (on, rule.default) {
        (true, _) => "on".to_owned(),
        (false, true) => "off by the settings".to_owned(),
        (false, false) => format!("off; on with detect.regions = [\"{}\"]", rule.regions.join("\", \"")),
    };
    field(&mut page, "State", &state);
    field(&mut page, "Source", &rule.source);
    for pattern in &rule.patterns {
        let shape = pattern
            .regex
            .as_deref()
            .map_or_else(|| "a shape known to the program".into(), |regex| format!("/{regex}/"));
        let checked = pattern.validator.and_then(|validator| serde_json::to_value(validator).ok());
        let checked = checked.and_then(|value| value.as_str().map(|name| format!(", checked by {name}")));
        let score = pattern.score.map(|score| format!(", worth {score}")).unwrap_or_default();
        let needs = if pattern.needs.is_some() { ", with a word or header" } else { "" };
        field(&mut page, "Pattern", &format!("{shape}{}{score}{needs}", checked.unwrap_or_default()));
        if !pattern.check.is_empty() {
            field(&mut page, "Check", &steps(&pattern.check));
        }
    }
    list(&mut page, "Words", &rule.words);
    if let Some(column) = &rule.column {
        let shape =
            column.value.as_deref().map_or_else(|| "any value".into(), |regex| format!("values like /{regex}/"));
        field(&mut page, "Column", &format!("{shape} under one of the headers"));
    }
    list(&mut page, "Headers", &rule.headers);
    list(&mut page, "Near, for", &rule.context);
    list(&mut page, "Near, against", &rule.against);
    list(&mut page, "Never", &rule.allow);
    for keywords in &rule.keywords {
        let bind = serde_json::to_value(keywords.bind).ok().and_then(|value| value.as_str().map(str::to_owned));
        list(&mut page, &format!("{} ({})", bind.unwrap_or_default(), keywords.language), &keywords.words);
    }
    scores(&mut page, rule);
    examples(&mut page, &rule.examples);
    page
}

/// The steps of a check in one line: `not, then sum over 1-9 modulo 97`.
fn steps(check: &[Step]) -> String {
    check.iter().map(step).collect::<Vec<_>>().join(", then ")
}

fn step(step: &Step) -> String {
    let named = serde_json::to_value(step).ok();
    let fields = named.as_ref().and_then(|value| value.as_object()).and_then(|object| object.iter().next());
    let Some((name, value)) = fields else { return String::new() };
    let places = value.get("over").or_else(|| value.get("at")).and_then(|places| places.as_str());
    let places = places.map(|places| if places == "1-" { String::new() } else { format!(" at {places}") });
    let modulus = value.get("modulus").map(|modulus| format!(" modulo {modulus}"));
    let layout = value.get("layout").and_then(|layout| layout.as_str()).map(|layout| format!(" {layout}"));
    let either = match step {
        Step::Any(ways) => format!(" of ({})", ways.iter().map(|way| steps(way)).collect::<Vec<_>>().join(") or (")),
        _ => String::new(),
    };
    format!("{name}{}{}{}{either}", places.unwrap_or_default(), modulus.unwrap_or_default(), layout.unwrap_or_default())
}

/// The rule's category, as reports name it.
pub(super) fn category(rule: &Rule) -> String {
    let name = serde_json::to_value(rule.category).ok().and_then(|value| value.as_str().map(str::to_owned));
    name.unwrap_or_default()
}

fn scores(page: &mut String, rule: &Rule) {
    if rule.patterns.is_empty() && rule.words.is_empty() && rule.column.is_none() {
        return;
    }
    let of = rule.score;
    let mut told = Vec::new();
    if !rule.patterns.is_empty() {
        told.push(format!("shape {}, check passed {}", of.pattern, of.valid));
        told.push(format!("near word +{}, header or label +{}, whole column +{}", of.context, of.header, of.column));
    }
    if !rule.words.is_empty() || rule.column.is_some() {
        told.push(format!("listed word or column value {}", of.listed));
    }
    field(page, "Score", &format!("{} (medium from 0.5, high from 0.85)", told.join("; ")));
}

fn examples(page: &mut String, examples: &[Example]) {
    for (nth, example) in examples.iter().enumerate() {
        let _ = write!(page, "{}", if nth == 0 { "\nExamples\n" } else { "" });
        for line in example.text.lines() {
            let _ = writeln!(page, "  | {}", line.replace('\t', "  |  "));
        }
        let found = if example.finds.is_empty() { "nothing".into() } else { example.finds.join(" · ") };
        let why = example.why.as_ref().map(|why| format!(" ({why})")).unwrap_or_default();
        let _ = writeln!(page, "    finds {found}{why}");
    }
}

fn list(page: &mut String, name: &str, words: &[String]) {
    if !words.is_empty() {
        field(page, name, &words.join(", "));
    }
}

fn field(page: &mut String, name: &str, value: &str) {
    let indent = " ".repeat(16);
    let mut text = String::new();
    paragraph(&mut text, &indent, value);
    let _ = write!(page, "{name:<15} {}", text.trim_start());
}

/// Lines of a text, broken at blanks.
fn paragraph(page: &mut String, indent: &str, text: &str) {
    let mut line = String::from(indent);
    for word in text.split_whitespace() {
        if line.trim().is_empty() || line.chars().count() + word.chars().count() < WIDTH {
            let gap = if line.trim().is_empty() { "" } else { " " };
            let _ = write!(line, "{gap}{word}");
        } else {
            let _ = writeln!(page, "{line}");
            line = format!("{indent}{word}");
        }
    }
    let _ = writeln!(page, "{line}");
}
