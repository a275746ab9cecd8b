//! Every example of every rule, and what the engine promises.

use super::*;
use crate::finding::Confidence;
use crate::rules::Example;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

fn engine() -> Engine {
    engine_of(&[])
}

/// The rules that are on by default, and those of some regions.
fn engine_of(regions: &[String]) -> Engine {
    Engine::new(&RuleSet::embedded().unwrap().select(regions, &[])).unwrap()
}

/// Every region that a rule has.
fn all_regions() -> Vec<String> {
    RuleSet::embedded().unwrap().iter().flat_map(|rule| rule.regions.clone()).collect()
}

/// The values of a rule at medium or above, in order. A text with tabs, or of one word a line under a header, is a table.
fn values(engine: &Engine, number: RuleNumber, text: &str) -> Vec<String> {
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split('\t').collect()).collect();
    let one_column = rows.iter().all(|row| row.len() == 1);
    if rows.len() < 2 || (one_column && rows.iter().any(|row| row[0].contains(": "))) {
        return picked(engine, number, text, 0.0, None);
    }
    let headers: Vec<_> = rows[0].iter().map(|header| engine.header_rules(header)).collect();
    let mut found = Vec::new();
    for row in &rows[1..] {
        for (cell, header) in row.iter().zip(&headers) {
            let lift = if header.contains(&number) { engine.rule(number).score.header } else { 0.0 };
            let numeric = cell.bytes().all(|byte| byte.is_ascii_digit());
            found.extend(picked(engine, number, cell, lift, numeric.then_some(CellKind::Number)));
        }
    }
    found
}

fn picked(engine: &Engine, number: RuleNumber, text: &str, lift: f32, kind: Option<CellKind>) -> Vec<String> {
    let mut found = Vec::new();
    engine.find_in_value(text, kind.unwrap_or(CellKind::Text), &mut found);
    found.retain(|candidate| candidate.rule == number && Confidence::of(candidate.score + lift) >= Confidence::Medium);
    found.into_iter().map(|candidate| text[candidate.span].to_owned()).collect()
}

#[test]
fn every_example_of_every_rule() {
    let rules = RuleSet::embedded().unwrap();
    let mut engines = BTreeMap::new();
    let mut wrong = Vec::new();
    for rule in rules.iter().filter(|rule| !rule.patterns.is_empty()) {
        // As it is used: a client asks for the regions that it has people in.
        let engine = engines.entry(rule.regions.clone()).or_insert_with(|| engine_of(&rule.regions));
        let number = engine.number(&rule.id).unwrap_or_else(|| panic!("{} is never on", rule.id));
        assert!(rule.examples.iter().any(|example| example.finds.is_empty()), "{} lacks a negative example", rule.id);
        for Example { text, finds, .. } in &rule.examples {
            // What people near a value add to it is tried with all of detection (`detect::examples`).
            let found = values(engine, number, text);
            if !found.iter().all(|value| finds.contains(value)) {
                wrong.push(format!(
                    "{}: {text:?}\n  found {found:?}\n  want  {finds:?}\n{}",
                    rule.id,
                    all_in(engine, text)
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

fn all_in(engine: &Engine, text: &str) -> String {
    let mut all = Vec::new();
    engine.find(text, &mut all);
    all.iter().fold(String::new(), |mut told, one| {
        let _ = writeln!(
            told,
            "    {} {:?} {:.2} {:?}",
            engine.rule(one.rule).id,
            &text[one.span.clone()],
            one.score,
            one.evidence
        );
        told
    })
}

/// Processor time of this thread where the system tells it (others may be busy), else the clock.
fn spent(since: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| since.elapsed(), Duration::from_nanos)
}

#[test]
fn hostile_lines_take_linear_time() {
    let engine = engine_of(&all_regions());
    let begin = Instant::now();
    let find = |piece: &str, size: usize| {
        let text = piece.repeat(size / piece.len());
        let start = spent(begin);
        engine.find(&text, &mut Vec::new());
        spent(begin).saturating_sub(start)
    };
    for piece in [
        "@",
        "1",
        "0",
        "a.a.a.@",
        "a@a.",
        "0 ",
        "1 1-1.",
        "AB12 ",
        "12 May ",
        "1 A ",
        "SW1A 1",
        "£1,",
        "a@b.co ",
        "07911 223344 ",
        "tel ",
        "+44 ",
        "(0)",
        "é@é.",
        "no no no 1 ",
        "Tel: 1234567 ",
        "12/06/1984 dob ",
        "20-00-00 ",
        "1 A A A ",
        "GB33",
        "AB 12 34 56 ",
        "account",
        "00 ",
        "((((",
        "1.1.1.1.",
        "'@",
        "tel 1 ",
    ] {
        let (short, long) = (find(piece, 64 << 10), find(piece, 256 << 10));
        // Four times as much takes four times as long: 16 times if it were squared.
        assert!(long < 8 * short + Duration::from_millis(100), "{piece:?} took {short:?}, then {long:?}");
    }
}

#[test]
fn headers_name_rules() {
    let engine = engine();
    for (header, want) in [
        ("E-mail address", "email"),
        ("EMAIL", "email"),
        ("Emails", "email"),
        ("emailAddress", "email"),
        ("Adresse e-mail", "email"),
        ("Correo electrónico", "email"),
        ("Tel. (mob)", "phone"),
        ("Mobile No.", "phone"),
        ("PHONE_NUMBER", "phone"),
        ("Téléphone", "phone"),
        ("Contact number", "phone"),
        ("NI No", "uk-nino"),
        ("N.I. Number", "uk-nino"),
        ("National Insurance Number", "uk-nino"),
        ("DOB", "date-of-birth"),
        ("D.O.B.", "date-of-birth"),
        ("DateOfBirth", "date-of-birth"),
        ("Geburtsdatum", "date-of-birth"),
        ("Sort Code", "bank-account"),
        ("A/C No", "bank-account"),
        ("Home address", "postal-address"),
        ("Address line 1", "postal-address"),
        ("Post code", "uk-postcode"),
        ("Base salary (£)", "pay"),
        ("Gehalt", "pay"),
        ("Credit card number", "payment-card"),
        ("IBAN", "iban"),
        ("SSN", "us-ssn"),
        ("NHS no.", "uk-nhs-number"),
        ("UTR", "uk-utr"),
        ("Passport No", "uk-passport"),
        ("IP address", "ip-address"),
        ("Hotel", ""),
        ("Postel", ""),
        ("Quantity", ""),
        ("Account manager", ""),
        ("Subtotal", ""),
        ("", ""),
        ("Description of the item", ""),
    ] {
        let rules: Vec<_> = engine.header_rules(header).iter().map(|&number| engine.rule(number).id.as_str()).collect();
        let want: Vec<_> = [want].into_iter().filter(|want| !want.is_empty()).collect();
        assert_eq!(rules, want, "{header}");
    }
}

#[test]
fn equal_values_have_equal_keys() {
    let engine = engine();
    for (rule, spellings) in [
        (
            "phone",
            &["07911 223344", "+44 7911 223344", "0044 (0)7911-223-344", "+44 (0) 7911 223344", "07911.223.344"][..],
        ),
        ("email", &["Jane.Doe@Harborne.co.uk", "jane.doe@harborne.co.uk"]),
        ("uk-nino", &["JG103759A", "JG 10 37 59 A", "jg 103759 a"]),
        ("iban", &["GB33BUKB20201555555555", "GB33 BUKB 2020 1555 5555 55"]),
        ("date-of-birth", &["11/06/1984", "11 June 1984", "1984-06-11", "June 11, 1984", "11.6.84"]),
        ("payment-card", &["4929 1234 5678 9015", "4929123456789015", "4929-1234-5678-9015"]),
        ("uk-driving-licence", &["HARRI607215JA8KL", "HARRI 607215 JA8KL 35"]),
    ] {
        let number = engine.number(rule).unwrap();
        let keys: Vec<_> = spellings
            .iter()
            .map(|text| {
                let mut found = Vec::new();
                engine.find(text, &mut found);
                let candidate = found.iter().find(|candidate| candidate.rule == number);
                candidate.unwrap_or_else(|| panic!("{rule} in {text}: {found:?}")).key
            })
            .collect();
        assert!(keys.windows(2).all(|pair| pair[0] == pair[1]), "{rule} {keys:?}");
    }
}

#[test]
fn cells_of_numbers_and_dates_only_propose() {
    let engine = engine();
    for (text, kind, want) in [
        ("7911223344", CellKind::Number, &["phone"][..]),
        ("447911223344", CellKind::Number, &["phone"]),
        ("4505577104", CellKind::Number, &["phone", "uk-nhs-number"]),
        ("4929123456789015", CellKind::Number, &["payment-card"]),
        ("71829304", CellKind::Number, &["bank-account", "phone", "us-ssn"]),
        ("52500", CellKind::Number, &["pay"]),
        ("52500.5", CellKind::Number, &["pay"]),
        ("1984-06-11", CellKind::Date, &["date-of-birth"]),
        ("1984-06-11T00:00:00", CellKind::Date, &["date-of-birth"]),
        ("1984-06-11T09:30:00", CellKind::Date, &[]),
        ("3", CellKind::Number, &["age"]),
        ("300", CellKind::Number, &["pay"]),
        ("-12", CellKind::Number, &[]),
        ("TRUE", CellKind::Bool, &[]),
        ("1e99", CellKind::Number, &[]),
    ] {
        let mut found = Vec::new();
        engine.find_in_value(text, kind, &mut found);
        assert!(found.iter().all(|candidate| candidate.score < FLOOR), "{text}");
        let mut rules: Vec<_> = found.iter().map(|candidate| engine.rule(candidate.rule).id.as_str()).collect();
        rules.sort_unstable();
        assert_eq!(rules, want, "{text}");
    }
}

#[test]
fn stored_numbers_get_their_zeros_back() {
    let engine = engine_of(&all_regions());
    for (number, rule) in [("101902147", "dk-cpr"), ("101834107", "dk-cpr"), ("7007006", "bank-account")] {
        let mut found = Vec::new();
        engine.find_in_value(number, CellKind::Number, &mut found);
        let rules: Vec<_> = found.iter().map(|candidate| engine.rule(candidate.rule).id.as_str()).collect();
        assert!(rules.contains(&rule), "{number} {rules:?}");
        assert!(found.iter().all(|candidate| candidate.score < FLOOR), "{number}");
    }
}

#[test]
fn a_bad_expression_names_its_rule() {
    let rules = |regex: &str| {
        let text = format!(
            "id = 'staff-id'\nname = 'Staff'\ncategory = 'identity'\nsource = 's'\ndescription = 'd'\n[[pattern]]\nregex = '{regex}'\n"
        );
        let mut rules = RuleSet::default();
        rules.add(toml::from_str(&text).unwrap());
        Engine::new(&rules)
    };
    for (regex, want) in [("E(1", "unclosed group"), (r"\w{900}{900}", "size limit"), ("x*", "empty")] {
        let error = rules(regex).unwrap_err().to_string();
        assert!(error.contains("staff-id") && error.contains(want), "{error}");
    }
    let mut found = Vec::new();
    let engine = rules(r"E-\d{5}").unwrap();
    engine.find("staff E-12345, XE-12345, E-123456", &mut found);
    assert!(matches!(&found[..], [one] if one.span == (6..13)));
    found.clear();
    rules(r"[A-Z]{3}-[a-z]{4}").unwrap().find("staff ABC-abcd\nABC-\nabcd", &mut found);
    assert_eq!(found.len(), 1);
}

proptest::proptest! {
    #[test]
    fn spans_are_sound(text in "[\\PC\n]{0,80}|([0-9]{1,6}[ ./()+-]{0,2}|[A-Za-z@.]{1,6} ?|£|é|\u{a0}|–){0,30}") {
        let engine = ENGINE.get_or_init(engine);
        let mut found = Vec::new();
        engine.find(&text, &mut found);
        for candidate in &found {
            let value = text.get(candidate.span.clone());
            proptest::prop_assert!(value.is_some_and(|value| !value.is_empty() && !value.contains('\n')));
            proptest::prop_assert!((0.0..=1.0).contains(&candidate.score));
        }
        proptest::prop_assert!(found.windows(2).all(|pair| pair[0].span.start <= pair[1].span.start));
    }
}

static ENGINE: std::sync::OnceLock<Engine> = std::sync::OnceLock::new();
