//! The rule files of `rules/`, put into the program by `build.rs`.

/// File name and text, by name.
pub(super) static FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/rules.rs"));
