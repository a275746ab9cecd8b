//! What the syntax of an expression tells of its matches.

use regex_syntax::hir::{Class, Hir, HirKind};
use smallvec::SmallVec;

/// Few marks (no letters, digits or blanks), one of which stands in every match.
pub(super) fn marks(hir: &Hir) -> Option<SmallVec<[u8; 3]>> {
    match hir.kind() {
        HirKind::Literal(literal) => {
            literal.0.iter().copied().find(|&byte| is_mark(byte)).map(|byte| [byte].into_iter().collect())
        }
        HirKind::Class(class) => {
            let ranges = match class {
                Class::Unicode(class) => {
                    class.ranges().iter().map(|range| (range.start() as u32, range.end() as u32)).collect()
                }
                Class::Bytes(class) => {
                    class.ranges().iter().map(|range| (range.start().into(), range.end().into())).collect::<Vec<_>>()
                }
            };
            let bytes: Option<SmallVec<[u8; 3]>> = ranges
                .into_iter()
                .flat_map(|(start, end)| (start..=end).take(4))
                .take(4)
                .map(|letter| u8::try_from(letter).ok().filter(|&byte| is_mark(byte)))
                .collect();
            bytes.filter(|bytes| (1..=3).contains(&bytes.len()))
        }
        HirKind::Repetition(repetition) if repetition.min > 0 => marks(&repetition.sub),
        HirKind::Capture(capture) => marks(&capture.sub),
        HirKind::Concat(parts) => parts.iter().find_map(marks),
        _ => None,
    }
}

fn is_mark(byte: u8) -> bool {
    byte.is_ascii_punctuation()
}

/// The least number of digits in a match. (Digits of other scripts count: values are written in ASCII ones.)
pub(super) fn least_digits(hir: &Hir) -> usize {
    match hir.kind() {
        HirKind::Literal(literal) => literal.0.iter().filter(|byte| byte.is_ascii_digit()).count(),
        HirKind::Class(class) => usize::from(is_digits(class)),
        HirKind::Repetition(repetition) => least_digits(&repetition.sub).saturating_mul(repetition.min as usize),
        HirKind::Capture(capture) => least_digits(&capture.sub),
        HirKind::Concat(parts) => parts.iter().map(least_digits).fold(0, usize::saturating_add),
        HirKind::Alternation(parts) => parts.iter().map(least_digits).min().unwrap_or(0),
        HirKind::Empty | HirKind::Look(_) => 0,
    }
}

fn is_digits(class: &Class) -> bool {
    match class {
        Class::Unicode(class) => class.ranges().iter().all(|range| {
            let ascii = range.start().is_ascii_digit() && range.end().is_ascii_digit();
            ascii || range.start().is_numeric() && range.end().is_numeric()
        }),
        Class::Bytes(class) => {
            class.ranges().iter().all(|range| range.start().is_ascii_digit() && range.end().is_ascii_digit())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::marks;

    #[test]
    fn marks_of_every_match() {
        let check = |regex: &str, want: Option<&[u8]>| {
            assert_eq!(marks(&regex_syntax::parse(regex).unwrap()).as_deref(), want, "{regex}");
        };
        check("(?:[Ll]ogin|User)[ ]{0,2}[:=][ ]{0,2}([a-z]+)", Some(b":="));
        check("P<[A-Z<]{42}", Some(b"<"));
        check("user(?:-name)?", None);
        check("[!-/]x", None);
    }
}
