//! What the program makes of the corpus, against what is true of it. `corpus/accuracy.md` is the committed figure: it must
//! change with every change of behaviour (`NOUGHT_BLESS=1` writes it anew).

mod compare;
mod expected;
mod scanned;
mod table;

use compare::Outcome;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

type Outcomes = Result<(), Box<dyn Error>>;

/// File-level precision and recall must be over this.
const LEAST: f64 = 0.97;

#[test]
fn the_corpus_is_judged_as_its_truth_says() -> Outcomes {
    let wanted = expected::load(&corpus("expected"))?;
    let outcome = compare::all(&wanted, &scanned::scan(&corpus("Client Work"), &corpus("nought.toml"))?)?;
    settle(&corpus("accuracy.md"), &table::render(&outcome))?;
    let (precision, recall) = (outcome.files.precision(), outcome.files.recall());
    assert!(precision > LEAST, "file-level precision is {precision:.4}");
    assert!(recall > LEAST, "file-level recall is {recall:.4}");
    known_misses_are_marked(&outcome);
    Ok(())
}

fn corpus(part: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(part)
}

/// Compares with the committed figures, or writes them where that was asked for.
fn settle(path: &Path, text: &str) -> Outcomes {
    if env::var_os("NOUGHT_BLESS").is_some() {
        fs::write(path, text)?;
    }
    let committed = fs::read_to_string(path).unwrap_or_default();
    assert!(committed == text, "corpus/accuracy.md is out of date (NOUGHT_BLESS=1 writes it); now:\n{text}");
    Ok(())
}

/// A miss is known or a failure; and what is no miss any more is no longer marked.
fn known_misses_are_marked(outcome: &Outcome) {
    let surprises: Vec<_> = outcome.wrong.iter().filter(|miss| miss.known.is_none()).collect();
    assert!(surprises.is_empty(), "judged wrong and not marked in make/known_misses.tsv: {surprises:#?}");
    assert!(outcome.healed.is_empty(), "marked as a known miss, yet judged right: {:#?}", outcome.healed);
}
