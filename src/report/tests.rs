//! All reports on one made-up scan.

use super::sample::{sample, written};
use super::*;

#[test]
fn formats_have_names() {
    for format in Format::ALL {
        assert_eq!(format.name().parse::<Format>().as_ref(), Ok(format));
    }
    assert!("pdf".parse::<Format>().is_err());
}

#[test]
fn text_of_the_sample() {
    insta::assert_snapshot!("text", sample(Format::Text));
}

#[test]
fn text_on_a_narrow_terminal_with_colours() {
    let options = Options { width: 50, color: true, ..Options::default() };
    insta::assert_snapshot!("text_narrow", written(Format::Text, &options, &["Q:\\Client Work"], &sample::files()));
}

#[test]
fn json_of_the_sample() {
    insta::assert_snapshot!("json", sample(Format::Json));
}

#[test]
fn csv_of_the_sample() {
    insta::assert_snapshot!("csv", sample(Format::Csv).replace("\r\n", "⏎\n"));
}
