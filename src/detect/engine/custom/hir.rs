//! What the syntax of an expression tells of its matches.

use regex_syntax::hir::{Class, Hir, HirKind};

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
