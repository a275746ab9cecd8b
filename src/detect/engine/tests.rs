//! Every example of every rule, and what the engine promises.

use super::*;
use crate::finding::Confidence;
use crate::rules::Example;
use std::time::{Duration, Instant};

fn engine() -> Engine {
    Engine::new(&RuleSet::embedded().unwrap()).unwrap()
}

/// The values of a rule at medium or above, in order. A text with tabs, or of one word a line under a header, is a table.
fn values(engine: &Engine, number: RuleNumber, text: &str) -> Vec<String> {
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split('\t').collect()).collect();
    if rows.len() < 2 {
        return picked(engine, number, text, 0.0, None);
    }
    let headers: Vec<_> = rows[0].iter().map(|header| engine.header_rules(header)).collect();
    let mut found = Vec::new();
    for row in &rows[1..] {
        for (cell, header) in row.iter().zip(&headers) {
            let lift = if header.contains(&number) { engine.rule(number).score.header } else { 0.0 };
            let numeric = cell.bytes().all(|byte| byte.is_ascii_digit());
            found.extend(picked(engine, number, cell, lift, numeric.then_some(CellKind::Number)));
        }
    }
    found
}

fn picked(engine: &Engine, number: RuleNumber, text: &str, lift: f32, kind: Option<CellKind>) -> Vec<String> {
    let mut found = Vec::new();
    engine.find_in_value(text, kind.unwrap_or(CellKind::Text), &mut found);
    found.retain(|candidate| candidate.rule == number && Confidence::of(candidate.score + lift) >= Confidence::Medium);
    found.into_iter().map(|candidate| text[candidate.span].to_owned()).collect()
}

#[test]
fn every_example_of_every_rule() {
    let engine = engine();
    let mut wrong = Vec::new();
    for rule in engine.rules.iter().filter(|rule| !rule.patterns.is_empty()) {
        let number = engine.number(&rule.id).unwrap();
        assert!(rule.examples.iter().any(|example| example.finds.is_empty()), "{} lacks a negative example", rule.id);
        for Example { text, finds, .. } in &rule.examples {
            let found = values(&engine, number, text);
            if &found != finds {
                let mut all = Vec::new();
                engine.find(text, &mut all);
                let all: Vec<_> = all
                    .iter()
                    .map(|c| {
                        format!(
                            "{} {:?} {:.2} {:?}",
                            engine.rule(c.rule).id,
                            &text[c.span.clone()],
                            c.score,
                            c.evidence
                        )
                    })
                    .collect();
                wrong.push(format!("{}: {text:?}\n  found {found:?}\n  want  {finds:?}\n  all {all:#?}", rule.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn hostile_lines_take_linear_time() {
    let engine = engine();
    let size = 1 << 20;
    for piece in [
        "@",
        "1",
        "0",
        "a.a.a.@",
        "a@a.",
        "0 ",
        "1 1-1.",
        "AB12 ",
        "12 May ",
        "1 A ",
        "SW1A 1",
        "£1,",
        "a@b.co ",
        "07911 223344 ",
        "tel ",
        "+44 ",
        "(0)",
        "é@é.",
        "no no no 1 ",
        "Tel: 1234567 ",
        "12/06/1984 dob ",
        "20-00-00 ",
    ] {
        let text = piece.repeat(size / piece.len());
        let start = Instant::now();
        let mut found = Vec::new();
        engine.find(&text, &mut found);
        let took = start.elapsed();
        assert!(took < Duration::from_secs(30), "{piece:?} took {took:?}");
        println!("{piece:?} {took:?} {}", found.len());
    }
}
