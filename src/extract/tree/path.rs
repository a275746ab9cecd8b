//! Paths within a tree of values, as they are held and as people read them.
//!
//! Held, a path is a run of steps: `/name` (with `~` and `/` in a name escaped as RFC 6901 asks) or a mark and a number for
//! one of several.

use rustc_hash::FxHasher;
use std::fmt::Write as _;
use std::hash::{Hash, Hasher};

/// Begins the number of one of several.
const NUMBER: char = '\u{1}';

/// How a tree's places are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// `/users/0/email`
    Json,
    /// `/Users/User[3]/Email`
    Xml,
}

/// Bytes of a name that are told, and of a path: every value carries its own.
const NAME: usize = 256;
const PATH: usize = 2 << 10;

/// Appends the step to a member.
pub(super) fn push_name(path: &mut String, name: &str) {
    path.push('/');
    if path.len() > PATH {
        return path.push('…');
    }
    let name = name.get(..name.floor_char_boundary(NAME)).unwrap_or_default();
    for character in name.chars() {
        match character {
            '~' => path.push_str("~0"),
            '/' => path.push_str("~1"),
            c if c.is_control() => path.push(' '),
            c => path.push(c),
        }
    }
}

/// Appends the step to one of several.
pub(super) fn push_number(path: &mut String, number: u64) {
    path.push(NUMBER);
    // Writing to a string does not fail.
    let _ = write!(path, "{number}");
}

/// The pieces of a path: names, and numbers.
fn steps(path: &str) -> impl Iterator<Item = Step<'_>> {
    let mut rest = path;
    std::iter::from_fn(move || {
        let kind = rest.chars().next()?;
        let after = rest.get(kind.len_utf8()..)?;
        let end = after.find(['/', NUMBER]).unwrap_or(after.len());
        let (step, next) = after.split_at(end);
        rest = next;
        Some(if kind == NUMBER { Step::Number(step) } else { Step::Name(step) })
    })
}

/// The names of a path.
fn names(path: &str) -> impl Iterator<Item = &str> {
    steps(path).filter_map(|step| if let Step::Name(name) = step { Some(name) } else { None })
}

enum Step<'p> {
    Name(&'p str),
    Number(&'p str),
}

/// The path as a pointer.
pub(super) fn pointer(path: &str, rest: &str, style: Style) -> String {
    let mut out = String::with_capacity(path.len() + rest.len() + 8);
    for step in steps(path).chain(steps(rest)) {
        match (step, style) {
            (Step::Name(name), _) => {
                out.push('/');
                out.push_str(name);
            }
            (Step::Number(number), Style::Json) => {
                out.push('/');
                out.push_str(number);
            }
            (Step::Number("1"), Style::Xml) => {}
            (Step::Number(number), Style::Xml) => {
                out.push('[');
                out.push_str(number);
                out.push(']');
            }
        }
    }
    out
}

/// The path without numbers, its names joined by `between`.
pub(super) fn general(path: &str, between: char) -> String {
    let mut out = String::new();
    for step in steps(path) {
        if let Step::Name(name) = step {
            if !out.is_empty() {
                out.push(between);
            }
            let name = name.strip_prefix('@').unwrap_or(name);
            if name.contains('~') {
                out.push_str(&name.replace("~1", "/").replace("~0", "~"))
            } else {
                out.push_str(name)
            }
        }
    }
    out
}

/// Appends the path without numbers, as it is held.
pub(super) fn push_general(path: &str, out: &mut String) {
    for step in steps(path) {
        if let Step::Name(name) = step {
            out.push('/');
            out.push_str(name);
        }
    }
}

/// A hash of the path without numbers.
pub(super) fn hash_general(path: &str) -> u64 {
    let mut hasher = FxHasher::default();
    for step in steps(path) {
        if let Step::Name(name) = step {
            name.hash(&mut hasher);
        }
    }
    hasher.finish()
}

/// Whether two paths are the same but for their numbers.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    names(one).eq(names(other))
}

/// Whether a path has a number as its last step.
pub(super) fn is_numbered(path: &str) -> bool {
    path.rfind(['/', NUMBER]).is_some_and(|at| path.get(at..).is_some_and(|step| step.starts_with(NUMBER)))
}

/// The last name of a path, else of `path` before it, in words: `dateOfBirth` is `date of birth`.
pub(super) fn label(path: &str, rest: &str) -> String {
    let last = |path| names(path).last();
    let name = last(rest).or_else(|| last(path)).unwrap_or_default();
    words(name.strip_prefix('@').unwrap_or(name))
}

/// A name that a program gave, in words.
fn words(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    let mut lower = false;
    let humped = name.chars().zip(name.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase());
    for character in name.chars() {
        if matches!(character, '_' | '-' | '.') {
            out.push(' ');
            lower = false;
            continue;
        }
        if lower && character.is_uppercase() {
            out.push(' ');
        }
        lower = character.is_lowercase();
        if humped { out.extend(character.to_lowercase()) } else { out.push(character) }
    }
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_written_for_people() {
        let mut path = String::new();
        push_name(&mut path, "Users");
        push_name(&mut path, "User");
        push_number(&mut path, 3);
        push_name(&mut path, "a/b~");
        push_number(&mut path, 1);
        assert_eq!(pointer(&path, "", Style::Json), "/Users/User/3/a~1b~0/1");
        assert_eq!(pointer(&path, "", Style::Xml), "/Users/User[3]/a~1b~0");
        assert_eq!(general(&path, '.'), "Users.User.a/b~");
        assert!(is_numbered(&path) && !is_numbered("/a") && !is_numbered(""));
        for (name, want) in
            [("dateOfBirth", "date of birth"), ("DATE_OF_BIRTH", "DATE OF BIRTH"), ("e-mail", "e mail"), ("ID", "ID")]
        {
            assert_eq!(words(name), want);
        }
    }
}
