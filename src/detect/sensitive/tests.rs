//! Sentences, columns and hostile input; the rules are the embedded ones.

use super::*;
use crate::finding::Confidence;
use crate::rules::RuleSet;
use std::time::{Duration, Instant};

mod columns;
mod english;
mod grammar;
mod languages;

fn sensitive() -> (Sensitive, RuleSet) {
    let rules = RuleSet::embedded().unwrap();
    (Sensitive::new(&rules).unwrap(), rules)
}

/// `{...}` marks the people of each text; `wants` is what must be tied to them at medium confidence or more, as `rule: words`.
fn check(cases: &[(&str, &[&str])]) {
    let (sensitive, rules) = sensitive();
    let mut wrong = Vec::new();
    for (marked, wants) in cases {
        let (text, people) = unmark(marked);
        let found = bound(&sensitive, &text, &people);
        let medium = found.iter().filter(|found| found.score >= Confidence::MEDIUM_FROM);
        let id = |rule: RuleNumber| rules.iter().nth(rule.into()).unwrap().id.clone();
        let got: Vec<String> =
            medium.map(|found| format!("{}: {}", id(found.rule), &text[found.span.clone()])).collect();
        if got != *wants {
            wrong.push(format!("{text}\n    want {wants:?}\n    got  {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

fn bound(sensitive: &Sensitive, text: &str, people: &[Range<usize>]) -> Vec<Candidate> {
    let (mut keywords, mut found) = (Vec::new(), Vec::new());
    sensitive.find(text, &mut keywords);
    sensitive.bind(text, &keywords, people, &mut found);
    found
}

fn unmark(marked: &str) -> (String, Vec<Range<usize>>) {
    let (mut text, mut people, mut start) = (String::new(), Vec::new(), 0);
    for c in marked.chars() {
        match c {
            '{' => start = text.len(),
            '}' => people.push(start..text.len()),
            _ => text.push(c),
        }
    }
    (text, people)
}

#[test]
fn how_sure_it_is() {
    let (sensitive, _) = sensitive();
    let check = |marked: &str, want: f32| {
        let (text, people) = unmark(marked);
        let scores: Vec<f32> = bound(&sensitive, &text, &people).iter().map(|found| found.score).collect();
        assert_eq!(scores, [want], "{text}");
    };
    check("{Anna Bell} has epilepsy.", 0.9);
    check("{Anna Bell} is late. She has epilepsy.", 0.8);
    check("{Anna Bell} met the trainers at noon, epilepsy came up.", 0.7);
    check("{Anna Bell} has no known epilepsy.", 0.25);
    check("If {Anna Bell} has epilepsy, tell the trainer.", 0.3);
}

#[test]
fn a_row_about_one_person() {
    let (sensitive, _) = sensitive();
    let check = |text: &str, want: usize| {
        let people = std::iter::once(0..0).collect::<Vec<_>>();
        let found = bound(&sensitive, text, &people);
        let medium = found.iter().filter(|found| found.score >= Confidence::MEDIUM_FROM);
        assert_eq!(medium.count(), want, "{text}");
    };
    check("epilepsy, needs a quiet room", 1);
    check("off sick until June", 1);
    check("she is pregnant", 1);
    check("wrote the epilepsy policy", 0);
    check("no allergies, no asthma", 0);
}

#[test]
fn spelling_does_not_matter() {
    check(&[
        ("{Anna Bell} has EPILEPSY.", &["health: EPILEPSY"]),
        ("{Anna Bell} has Crohn’s disease.", &["health: Crohn’s disease"]),
        ("{Anna Bell} a une sclerose en plaques.", &["health: sclerose en plaques"]),
        ("{Anna Bell} a une scle\u{301}rose en plaques.", &["health: scle\u{301}rose en plaques"]),
        ("{Anna Bell} was diagnosed\nwith something.", &["health: diagnosed\nwith"]),
        ("{Anna Bell} sent epilepsy.docx and asthma@example.com and an asthma_plan.", &[]),
        ("{Anna Bell} likes her visual aids.", &[]),
    ]);
}

#[test]
fn hostile_text_is_linear() {
    let (sensitive, _) = sensitive();
    let size = 400_000;
    let texts = [
        "asthma ",
        "c of ",
        "(",
        "a: ",
        "score: ",
        ". ",
        "diagnosed ",
        "epilepsy. ",
        "é",
        "1",
        "1/",
        "-",
        "\n",
        "x",
        "she ",
        "no ",
    ];
    for text in texts.map(|piece| piece.repeat(size / piece.len())) {
        let people: Vec<Range<usize>> = (0..1_000).map(|n| n * 300..n * 300 + 2).collect();
        let begun = Instant::now();
        bound(&sensitive, &text, &people);
        assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", text.get(..10));
    }
}

proptest::proptest! {
    #[test]
    fn any_text_and_people_do_no_harm(
        text in "(asthma|has|is|she|Religion: |no|\\(|\\)|\n|é|ﬁ|[a-zA-Z ,.:;-]|\\PC| ){0,60}",
        people in proptest::collection::vec((0usize..200, 0usize..40), 0..6),
    ) {
        let (sensitive, _) = sensitive();
        let people: Vec<_> = people.iter().map(|(start, length)| *start..start + length).collect();
        for found in bound(&sensitive, &text, &people) {
            proptest::prop_assert!(text.get(found.span.clone()).is_some_and(|part| !part.is_empty()));
            proptest::prop_assert!((0.0..=1.0).contains(&found.score));
        }
    }
}
