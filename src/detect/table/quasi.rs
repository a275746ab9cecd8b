//! Quasi-identifiers: postcode, full birth date and sex or ethnic origin of one nameless person, which together single
//! them out.

use super::block::{Block, Stored};
use super::facts::Look;
use super::row::Found;
use super::verdict::Verdict as Column;
use crate::detect::validators::{Verdict, uk};
use crate::detect::{Detector, Evidence, RuleNumber};
use std::borrow::Cow;

/// Score of a row that can be singled out.
const SCORE: f32 = 0.7;

/// What a header says of a column that tells little by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quasi {
    /// A postcode.
    Postcode,
    /// Sex or gender.
    Sex,
    /// A number that stands for one person: `Employee ID`.
    Key,
}

const POSTCODES: &[&str] = &[
    "postcode",
    "post code",
    "postal code",
    "zip",
    "zip code",
    "zipcode",
    "plz",
    "postleitzahl",
    "code postal",
    "cp",
    "código postal",
    "codigo postal",
    "cap",
    "codice postale",
    "home postcode",
    "postcode (home)",
];
const SEXES: &[&str] = &[
    "sex",
    "gender",
    "m/f",
    "m / f",
    "male/female",
    "geschlecht",
    "sexe",
    "genre",
    "sexo",
    "género",
    "genero",
    "sesso",
    "genere",
    "geslacht",
];
const KEYED: &[&str] = &[
    "employee",
    "staff",
    "patient",
    "payroll",
    "personnel",
    "pupil",
    "student",
    "participant",
    "delegate",
    "member",
    "worker",
    "claimant",
    "resident",
    "service user",
    "mitarbeiter",
    "personal",
    "patienten",
    "salarié",
    "salarie",
    "empleado",
    "paciente",
    "dipendente",
    "paziente",
    "medewerker",
    "personeels",
    "patiënt",
    "matricule",
    "matricola",
];
const KEYS: &[&str] = &[
    "id",
    "no",
    "no.",
    "nr",
    "nr.",
    "number",
    "num",
    "ref",
    "reference",
    "code",
    "key",
    "nummer",
    "numéro",
    "numero",
    "número",
];

/// What a header says of its column.
pub(super) fn of_header(header: &str) -> Option<Quasi> {
    let header = header.trim().to_lowercase();
    if POSTCODES.contains(&header.as_str()) {
        return Some(Quasi::Postcode);
    }
    if SEXES.contains(&header.as_str()) {
        return Some(Quasi::Sex);
    }
    is_key(&header).then_some(Quasi::Key)
}

/// `employee id`, `staffno`, `patientennummer`, `matricola`.
fn is_key(header: &str) -> bool {
    let Some(rest) = KEYED.iter().find_map(|who| header.strip_prefix(who)) else { return false };
    let rest = rest.trim_start_matches([' ', '_', '-', '\'']).trim_start_matches("s ");
    KEYS.contains(&rest) || (rest.is_empty() && header.starts_with("matric"))
}

/// What of the three has been met in a row or a form.
#[derive(Default)]
pub(super) struct Singled<'b> {
    postcode: Option<(&'b Stored, Option<&'b Column>)>,
    birth: bool,
    /// Sex or ethnic origin.
    of_a_kind: bool,
}

impl<'b> Singled<'b> {
    /// Takes a cell in.
    pub(super) fn note(&mut self, detector: &Detector, block: &Block, cell: &'b Stored, verdict: Option<&'b Column>) {
        let Some(verdict) = verdict else { return };
        let text = block.text(cell).trim();
        let ethnic = || {
            let rule = verdict.sensitive.filter(|rule| detector.rules.ethnicity == Some(*rule));
            rule.is_some_and(|rule| detector.sensitive.value(rule, text).is_some())
        };
        if verdict.quasi == Some(Quasi::Postcode) && is_full_postcode(text) {
            self.postcode = self.postcode.or(Some((cell, Some(verdict))));
        } else if is_birth(detector, cell, verdict) {
            self.birth = true;
        } else if (verdict.quasi == Some(Quasi::Sex) && text.chars().any(char::is_alphanumeric)) || ethnic() {
            self.of_a_kind = true;
        }
    }

    /// The finding, where all three have been met.
    pub(super) fn found(&self, rule: Option<RuleNumber>, block: &Block) -> Option<Found<'b>> {
        let (cell, verdict) = self.postcode.filter(|_| self.birth && self.of_a_kind)?;
        let raw = block.text(cell);
        let start = raw.len() - raw.trim_start().len();
        const WHY: [Evidence; 1] =
            [Cow::Borrowed("postcode, birth date and sex or ethnic origin of one person, who has no name here")];
        Some(Found {
            cell,
            rule: rule?,
            score: SCORE,
            key: cell.facts.hash,
            span: (start, start + raw.trim().len()),
            evidence: Cow::Borrowed(&WHY),
            told: verdict.map(|verdict| verdict.told.as_slice()).unwrap_or_default(),
            is: None,
            needs_person: false,
        })
    }
}

fn is_birth(detector: &Detector, cell: &Stored, verdict: &Column) -> bool {
    let headed = detector.rules.birth.is_some_and(|rule| verdict.rules.contains(&rule));
    headed && (cell.facts.look == Look::Date || cell.facts.match_of(detector.rules.birth).is_some())
}

/// A whole postcode, not a district: `LS6 3QB`, `75011`, `1012 AB`.
fn is_full_postcode(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let joined = text.replace(' ', "").to_ascii_uppercase();
    let is_uk = uk::postcode(joined.as_bytes()).verdict != Verdict::Invalid;
    text.len() <= 10 && (is_uk || digits >= 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers() {
        let check = |header: &str, want: Option<Quasi>| assert_eq!(of_header(header), want, "{header}");
        for header in ["Postcode", "ZIP code", "PLZ", "Code postal", "CAP"] {
            check(header, Some(Quasi::Postcode));
        }
        for header in ["Sex", "Gender", "Geschlecht", "Sexe", "Geslacht"] {
            check(header, Some(Quasi::Sex));
        }
        for header in ["Employee ID", "Staff no.", "employee_number", "Patient ref", "Matricola", "PayrollNo"] {
            check(header, Some(Quasi::Key));
        }
        for header in ["Response ID", "Order no", "Postcode district", "Employee", "Project code", "Member since"] {
            check(header, None);
        }
    }

    #[test]
    fn whole_postcodes() {
        for text in ["LS6 3QB", "ls63qb", "75011", "1012 AB", "02139"] {
            assert!(is_full_postcode(text), "{text}");
        }
        for text in ["LS6", "LS", "north", ""] {
            assert!(!is_full_postcode(text), "{text}");
        }
    }
}
