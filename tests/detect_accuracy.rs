//! What `nought eval` makes of corpus/detect, kept in `corpus/detect/accuracy.md`: the committed figures must change with
//! every change of behaviour (`NOUGHT_BLESS=1` writes them anew).

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

type Outcome = Result<(), Box<dyn Error>>;

#[test]
fn the_committed_figures_are_those_of_this_program() -> Outcome {
    let mut text = String::from(
        "# Detection on labelled prose and tables\n\nWritten by `tests/detect_accuracy.rs` with `NOUGHT_BLESS=1`. Nothing is fitted to `test`.\n",
    );
    for split in ["train", "test"] {
        text += &format!("\n## {split}\n\n```\n{}```\n", eval(split)?);
    }
    let path = corpus().join("accuracy.md");
    if env::var_os("NOUGHT_BLESS").is_some() {
        fs::write(&path, &text)?;
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == text, "corpus/detect/accuracy.md is out of date (NOUGHT_BLESS=1 writes it); now:\n{text}");
    Ok(())
}

#[test]
fn figures_do_not_depend_on_threads_or_runs() -> Outcome {
    assert_eq!(eval("test")?, eval("test")?);
    Ok(())
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join("detect")
}

fn eval(split: &str) -> Result<String, Box<dyn Error>> {
    let output = Command::new(env!("CARGO_BIN_EXE_nought")).arg("eval").arg(corpus().join(split)).output()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8(output.stdout)?)
}

/// What is known to be judged wrong, with the labels that would be right. One that is judged right has to be moved.
#[test]
fn known_misses_are_still_missed() -> Outcome {
    let path = corpus().join("known-misses.txt");
    let output = Command::new(env!("CARGO_BIN_EXE_nought"))
        .args(["eval", "--format", "json", "--errors=100000"])
        .arg(&path)
        .output()?;
    let figures: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let wrong: Vec<u64> =
        figures["errors"].as_array().into_iter().flatten().filter_map(|error| error["line"].as_u64()).collect();
    let mut line = 1;
    for document in fs::read_to_string(&path)?.split("---\n") {
        let next = line + document.lines().count() as u64 + 1;
        assert!(
            wrong.iter().any(|wrong| (line..next).contains(wrong)),
            "judged right, no miss any more: move it to make/passages:\n{document}"
        );
        line = next;
    }
    Ok(())
}
