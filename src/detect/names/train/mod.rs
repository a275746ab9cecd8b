//! Trains the model of name detection: `NOUGHT_BLESS=1 cargo test --release --lib names::train -- --ignored` reads the marked
//! documents of `corpus/detect/train` and writes `rules/lexicon/names.model.tsv`. Deterministic: the same documents give the
//! same weights. `NOUGHT_TRAIN` and `NOUGHT_TEST` name other folders.
//!
//! Two steps. First every possible name is weighed by itself. Then, with those weights fixed, what the rest of the document
//! says; to show that step honest first readings, they come from weights that were trained on the other half.

mod logistic;
mod marked;

use super::document::{self, Known};
use super::line::{Line, is_closing};
use super::model::{Features, Model, Template, table};
use super::reading::Reading;
use super::token::{self, Tokens};
use super::{Hints, features, prose, window};
use crate::detect::lexicon;
use logistic::{Example, Weights};
use marked::Marked;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::{env, fs};

/// A feature: its template, and its value as the model's file writes it.
type Feature = (Template, String);

/// Numbers of features, by feature.
#[derive(Default)]
struct Alphabet {
    numbers: HashMap<Feature, u32>,
    words: HashMap<u64, String>,
}

/// Takes down the features of one possible name.
struct Taker<'a> {
    alphabet: &'a mut Alphabet,
    features: Vec<u32>,
}

impl Taker<'_> {
    fn take(&mut self, template: Template, value: String) {
        let next = self.alphabet.numbers.len() as u32;
        let number = *self.alphabet.numbers.entry((template, value)).or_insert(next);
        self.features.push(number);
    }
}

impl Features for Taker<'_> {
    fn add(&mut self, template: Template, value: u64) {
        self.take(template, format!("={value}"));
    }
    fn add_word(&mut self, template: Template, word: u64) {
        if let Some(text) = self.alphabet.words.get(&word).cloned() {
            self.take(template, format!(":{text}"));
        }
    }
    fn add_letters(&mut self, template: Template, text: &str) {
        self.take(template, format!("~{text}"));
    }
}

#[test]
#[ignore = "trains the model: some minutes, on demand"]
fn train() {
    let documents = marked::folder(&env::var("NOUGHT_TRAIN").unwrap_or("corpus/detect/train".into()));
    let halves: Vec<Vec<&Marked>> =
        (0..2).map(|half| documents.iter().filter(|document| document.group % 2 == half).collect()).collect();
    let mut alphabet = Alphabet::default();
    for document in &documents {
        alphabet.learn_words(&document.text);
    }
    let own: Vec<Vec<Example>> =
        halves.iter().map(|half| half.iter().flat_map(|document| alone(document, &mut alphabet)).collect()).collect();
    let both: Vec<Example> = own.iter().flatten().cloned().collect();
    let mut weights = logistic::train(&both, alphabet.numbers.len());
    let mut rest = Vec::new();
    for (half, other) in [(0, 1), (1, 0)] {
        let model = alphabet.model(&logistic::train(&own[other], alphabet.numbers.len()));
        for document in &halves[half] {
            rest.extend(together(document, &model, &mut alphabet));
            rest.extend(document.lines().flat_map(|line| together(&line, &model, &mut alphabet)));
        }
        for document in marked::long(&halves[half]) {
            rest.extend(together(&document, &model, &mut alphabet));
        }
    }
    println!("{} documents, {} + {} possible names", documents.len(), both.len(), rest.len());
    weights.join(&logistic::train(&rest, alphabet.numbers.len()));
    let model = alphabet.model(&weights);
    if env::var("NOUGHT_BLESS").is_ok() {
        fs::write("rules/lexicon/names.model.tsv", alphabet.file(&weights)).unwrap();
    }
    println!("train {}", measure(&documents, &model));
    let test = env::var("NOUGHT_TEST").unwrap_or("corpus/detect/test".into());
    let test = marked::folder(&test);
    println!("test  {}", measure(&test, &model));
    let lines: Vec<Marked> = test.iter().flat_map(Marked::lines).collect();
    println!("test by line {}", measure(&lines, &model));
    println!("test joined {}", measure(&marked::long(&test.iter().collect::<Vec<_>>()), &model));
}

/// Every possible name of a document by itself, and whether it is one.
fn alone(document: &Marked, alphabet: &mut Alphabet) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut tokens = Tokens::new();
    let (mut start, mut below_closing) = (0, false);
    for text in document.text.split('\n') {
        tokens.clear();
        token::tokenize(text, &mut tokens);
        let line = Line::new(text, &tokens, below_closing);
        for at in 0..tokens.len() {
            window::each(&line, at, |window| {
                let mut taker = Taker { alphabet, features: Vec::new() };
                features::of_window(&line, &window, &mut taker);
                let span = start + tokens[window.first].start..start + tokens[window.last].end;
                examples.push(Example { features: taker.features, offset: 0.0, right: document.is_name(&span) });
            });
        }
        if !text.trim().is_empty() {
            below_closing = is_closing(text);
        }
        start += text.len() + 1;
    }
    examples
}

/// Every possible name with what the document says, on top of what `model` says of it by itself.
fn together(document: &Marked, model: &Model, alphabet: &mut Alphabet) -> Vec<Example> {
    let mut reading = Reading::of(&document.text, model);
    let mut own = Hints::default();
    own.note(&document.text, &reading);
    document::drop_insides(&mut reading.possible);
    let known = Known { hints: &own, own: None };
    let scores: Vec<f32> = reading.possible.iter().map(|possible| possible.odds.score()).collect();
    let mut examples = Vec::new();
    for (at, possible) in reading.possible.iter().enumerate() {
        let mut taker = Taker { alphabet, features: Vec::new() };
        document::features(&reading.possible, &scores, at, &known, &mut taker);
        let (features, offset) = (taker.features, possible.odds.sum());
        examples.push(Example { features, offset, right: document.is_name(&possible.span) });
    }
    examples
}

impl Alphabet {
    fn learn_words(&mut self, text: &str) {
        let mut tokens = Tokens::new();
        token::tokenize_cell(&text.replace('\n', " "), &mut tokens);
        for word in text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '\'' | '\u{2019}')) {
            for part in [word, word.trim_end_matches("'s"), word.trim_end_matches("\u{2019}s")] {
                if let Some(folded) = lexicon::fold(part) {
                    self.words.insert(folded.word().key, String::from_utf8_lossy(folded.bytes()).into_owned());
                }
            }
        }
    }

    /// The weights as the program reads them.
    fn model(&self, weights: &Weights) -> Model {
        let mut keys = BTreeMap::new();
        for ((template, value), number) in &self.numbers {
            let weight = weights.of(*number);
            if weight != 0.0 {
                let value = table::value(value).unwrap();
                keys.insert(table::key(template.seed(), value), weight);
            }
        }
        Model::of(&keys)
    }

    /// The weights as the repository keeps them.
    fn file(&self, weights: &Weights) -> String {
        let mut lines: Vec<String> = Vec::new();
        for ((template, value), number) in &self.numbers {
            let weight = weights.of(*number);
            if weight != 0.0 {
                lines.push(format!("{}\t{value}\t{weight:.2}\n", Template::NAMES[*template as usize]));
            }
        }
        lines.sort();
        format!("# template, value, log-odds; written by src/detect/names/train, see there\n{}", lines.concat())
    }
}

/// Precision, recall and their mean over a folder at medium and at high confidence, spans exactly right.
fn measure(documents: &[Marked], model: &Model) -> String {
    let mut told = String::new();
    for least in [0.5, 0.85] {
        let (mut right, mut wrong, mut missed) = (0, 0, 0);
        let mut by_group = BTreeMap::<String, (usize, usize, usize)>::new();
        for document in documents {
            let mut found = Vec::new();
            prose::at_once(model, &document.text, &Hints::default(), &mut found);
            found.retain(|name| name.score >= least);
            let spans: HashSet<_> = found.iter().map(|name| name.span.clone()).collect();
            let hits = document.names.iter().filter(|name| spans.contains(*name)).count();
            right += hits;
            missed += document.names.len() - hits;
            wrong += spans.len() - hits;
            let group = by_group.entry(document.file.clone()).or_default();
            *group = (group.0 + hits, group.1 + spans.len() - hits, group.2 + document.names.len() - hits);
            if least == 0.5 && env::var("NOUGHT_ERRORS").is_ok_and(|file| document.file.contains(&file)) {
                errors(document, &found);
            }
        }
        let (precision, recall) = (right as f64 / (right + wrong) as f64, right as f64 / (right + missed) as f64);
        told += &format!(
            ">= {least}: precision {precision:.3} recall {recall:.3} ({right} right, {wrong} wrong, {missed} missed)  "
        );
        if least == 0.5 && env::var("NOUGHT_FILES").is_ok() {
            for (file, (right, wrong, missed)) in by_group {
                println!("  {file}: {right} right, {wrong} wrong, {missed} missed");
            }
        }
    }
    told
}

fn errors(document: &Marked, found: &[super::NameMatch]) {
    let around = |span: &std::ops::Range<usize>| {
        let from = document.text.floor_char_boundary(span.start.saturating_sub(40));
        let to = document.text.ceil_char_boundary((span.end + 40).min(document.text.len()));
        let before = &document.text[from..span.start];
        format!("{before}[{}]{}", &document.text[span.clone()], &document.text[span.end..to]).replace('\n', "|")
    };
    for name in found.iter().filter(|name| !document.is_name(&name.span)) {
        println!("  WRONG  {:.2} {} {:?}", name.score, around(&name.span), name.evidence);
    }
    for name in document.names.iter().filter(|name| !found.iter().any(|found| found.span == **name)) {
        println!("  MISSED {}", around(name));
    }
}
