//! Masking: what may be shown of a value. The number of stars is fixed, so that no length leaks.

use super::Candidate;
use super::engine::{Engine, FLOOR};
use super::names::{Finder, Hints, NameShape, cell_shape};
use super::validators::email::public_suffix;
use crate::finding::Confidence;
use crate::rules::{Rule, Validator};
use std::ops::Range;

/// Words of a name that are shown by their first letter; further ones are not shown at all.
const NAME_WORDS: usize = 3;
/// The longest public suffix that is shown.
const SUFFIX: usize = 24;

/// `text`, a value of `rule`, with all but a few characters replaced.
pub(crate) fn value(rule: &Rule, text: &str) -> String {
    let by = |validator| rule.patterns.iter().any(|pattern| pattern.validator == Some(validator));
    if text.contains('@') {
        mail(text)
    } else if rule.id == "person-name" {
        name(text)
    } else if by(Validator::BirthDate) {
        date(text)
    } else if by(Validator::PaymentCard) {
        last_digits(text, 4)
    } else if by(Validator::Pay) || by(Validator::IpAddress) {
        "****".into()
    } else if text.chars().filter(char::is_ascii_digit).count() >= 8 && !by(Validator::PostalAddress) {
        last_digits(text, 2)
    } else {
        first_letter(text, "****")
    }
}

/// A name from the document (of a sheet, of an attachment), a header or an incident's detail, with every value and every
/// name of a person in it masked. Errs on the side of stars: nobody needs such a text to the letter.
pub(crate) fn in_text(engine: &Engine, finder: Finder, text: &str) -> String {
    let whole = cell_shape(text);
    if whole.shape == NameShape::Full && whole.score >= Confidence::MEDIUM_FROM {
        return name(text);
    }
    let mut spans: Vec<(Range<usize>, String)> = Vec::new();
    let mut found = Vec::new();
    engine.find(text, &mut found);
    found.retain(|candidate| tells_someone(candidate, text));
    let shown = |span: &Range<usize>| text.get(span.clone()).unwrap_or_default();
    spans.extend(found.iter().map(|found| (found.span.clone(), value(engine.rule(found.rule), shown(&found.span)))));
    spans.extend(around_at(text).map(|span| (span.clone(), mail(shown(&span)))));
    let mut names = Vec::new();
    finder.in_prose(text, &Hints::default(), &mut names);
    spans.extend(names.iter().map(|found| (found.span.clone(), name(shown(&found.span)))));
    spans.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let mut masked = String::with_capacity(text.len());
    let mut done = 0;
    for (span, stars) in spans {
        // Another reading of what was masked already.
        if span.start < done {
            continue;
        }
        masked.push_str(text.get(done..span.start).unwrap_or_default());
        masked.push_str(&stars);
        done = span.end;
    }
    masked.push_str(text.get(done..).unwrap_or_default());
    masked
}

/// Words with an at sign in them: Excel cuts a sheet's name at 31 characters, and half an address tells as much.
fn around_at(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut end = 0;
    text.split_inclusive(char::is_whitespace).filter_map(move |word| {
        let start = end;
        end += word.len();
        let word = word.trim_end();
        let inside = word.find('@').is_some_and(|at| at > 0);
        inside.then(|| start..start + word.len())
    })
}

/// Not a mere proposal, or one with so many digits that it may well be somebody's.
fn tells_someone(candidate: &Candidate, text: &str) -> bool {
    let digits = || text.get(candidate.span.clone()).unwrap_or_default().bytes().filter(u8::is_ascii_digit).count();
    candidate.score >= FLOOR || digits() >= 9
}

/// `a****@h*****.co.uk`
fn mail(text: &str) -> String {
    let (local, domain) = text.rsplit_once('@').unwrap_or((text, ""));
    let mut masked = first_letter(local, "****");
    masked.push('@');
    masked.push_str(&first_letter(domain, "*****"));
    let suffix = public_suffix(domain);
    let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-');
    if !suffix.is_empty() && suffix.len() <= SUFFIX && suffix.len() < domain.len() && suffix.chars().all(plain) {
        masked.push('.');
        masked.push_str(&suffix.to_ascii_lowercase());
    }
    masked
}

/// `J*** S***`
fn name(text: &str) -> String {
    let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric));
    let masked: Vec<_> = words.take(NAME_WORDS).map(|word| first_letter(word, "***")).collect();
    if masked.is_empty() { "***".into() } else { masked.join(" ") }
}

/// The century, where four digits write the year.
fn date(text: &str) -> String {
    let years = text.split(|letter: char| !letter.is_ascii_digit()).filter(|digits| digits.len() == 4);
    match years.filter_map(|year| year.get(..2)).find(|century| matches!(*century, "19" | "20")) {
        Some(century) => format!("**/**/{century}**"),
        None => "**/**/**".into(),
    }
}

/// `******15`
fn last_digits(text: &str, count: usize) -> String {
    let digits: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
    let shown = if digits.len() >= 8 { count } else { 0 };
    let tail: String = digits.iter().skip(digits.len() - shown).collect();
    format!("******{tail}")
}

/// The first letter, never a digit, and the stars.
fn first_letter(text: &str, stars: &str) -> String {
    let mut masked: String = text.chars().find(|letter| letter.is_alphabetic()).into_iter().collect();
    masked.push_str(stars);
    masked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::RuleSet;

    fn rules() -> RuleSet {
        RuleSet::embedded().unwrap()
    }

    #[test]
    fn little_is_shown() {
        let rules = rules();
        for (rule, text, want) in [
            ("email", "anna.holm@harborne.co.uk", "a****@h*****.co.uk"),
            ("email", "o'leary@mail.tcd.ie", "o****@m*****.ie"),
            ("phone", "+44 7911 223344", "******44"),
            ("phone", "0790", "****"),
            ("payment-card", "4929 1234 5678 9015", "******9015"),
            ("date-of-birth", "11 June 1984", "**/**/19**"),
            ("date-of-birth", "11.06.84", "**/**/**"),
            ("uk-nino", "JG 10 37 59 A", "J****"),
            ("iban", "GB33 BUKB 2020 1555 5555 55", "******55"),
            ("pay", "£52,500", "****"),
            ("postal-address", "14 Acacia Avenue, Leeds LS6 2QB", "A****"),
        ] {
            assert_eq!(value(rules.get(rule).unwrap(), text), want);
        }
        let mut person = rules.get("email").unwrap().clone();
        person.id = "person-name".into();
        assert_eq!(value(&person, "Milena van der Dąbrowska"), "M*** v*** d***");
    }

    #[test]
    fn names_of_sheets_are_masked() {
        let engine = Engine::new(&rules()).unwrap();
        for (text, want) in [
            ("Notes for anna.holm@harborne.co.uk and JG103759A", "Notes for a****@h*****.co.uk and J****"),
            ("Delegates 2024-05-01", "Delegates 2024-05-01"),
            ("7911223344", "******44"),
            ("Q1", "Q1"),
            ("Margaret Thornbury", "M*** T***"),
            ("Thornbury, Margaret", "T*** M***"),
            ("Diagnosis of Margaret Thornbury", "Diagnosis of M*** T***"),
            ("wilhelmina.thackerbury@megacorp", "w****@m*****"),
            ("First name", "First name"),
            ("Line manager", "Line manager"),
            ("Budget overview", "Budget overview"),
        ] {
            assert_eq!(in_text(&engine, Finder, text), want);
        }
    }

    proptest::proptest! {
        #[test]
        fn no_more_than_allowed_survives(text in "\\PC{0,80}|[a-z0-9.]{1,40}@[a-z0-9-]{1,30}(\\.[a-z]{2,8}){1,3}|[0-9 +()-]{0,40}|[\\x00-\\x1f]{0,9}") {
            for rule in rules().iter() {
                let masked = value(rule, &text);
                proptest::prop_assert!(masked.chars().count() <= 64);
                proptest::prop_assert!(!masked.chars().any(char::is_control));
                let before_suffix = masked.split_once('@').map_or(masked.as_str(), |(_, domain)| domain.split_once('.').map_or(domain, |(first, _)| first));
                let run = before_suffix.split(|letter: char| !letter.is_alphanumeric()).map(|run| run.chars().count()).max();
                proptest::prop_assert!(run.unwrap_or(0) <= 4, "{}", masked);
            }
        }
    }
}
