//! The checks of rule files, beside references written another way.

use super::{check, normal};
use crate::detect::validators::Verdict;
use crate::rules::{Pattern, RuleSet};

/// The pattern of a rule, by number.
fn pattern(rule: &str, nth: usize) -> Pattern {
    RuleSet::embedded().unwrap().get(rule).unwrap_or_else(|| panic!("no rule {rule}")).patterns[nth].clone()
}

/// Whether the first pattern of a rule lets a value pass.
fn passes(pattern: &Pattern, value: &str) -> bool {
    check(&pattern.check, &normal(value)).verdict != Verdict::Invalid
}

fn digits(text: &str) -> Vec<i64> {
    text.bytes().map(|byte| i64::from(byte - b'0')).collect()
}

fn sum(digits: &[i64], weights: &[i64]) -> i64 {
    digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum()
}

#[test]
fn published_numbers_pass() {
    for (rule, values) in [
        ("pl-pesel", &["44051401359", "02070803628"][..]),
        ("nl-bsn", &["111222333", "123456782"]),
        ("es-dni", &["12345678Z"]),
        ("es-nie", &["X1234567L"]),
        ("it-codice-fiscale", &["RSSMRA85T10A562S"]),
        ("fr-nir", &["253072B07300470"]),
        ("de-steuer-id", &["36574261809"]),
        ("de-rentenversicherungsnummer", &["15070649C103"]),
        ("be-national-number", &["85.07.30-033 28", "17073003384"]),
        ("fi-hetu", &["131052-308T"]),
        ("no-fodselsnummer", &["01010750160"]),
        ("se-personnummer", &["811218-9876", "19811218-9876"]),
        ("at-svnr", &["1237 010180"]),
        ("ch-ahv", &["756.9217.0769.85"]),
        ("cz-rodne-cislo", &["736028/5163", "710319/2745"]),
        ("ro-cnp", &["1630615123457"]),
        ("bg-egn", &["7523169263"]),
        ("hr-oib", &["94577403194"]),
        ("si-emso", &["0101006500006"]),
        ("ee-isikukood", &["37605030299"]),
        ("lt-asmens-kodas", &["33309240064"]),
        ("lv-personas-kods", &["161175-19997"]),
        ("gr-afm", &["094259216"]),
        ("lu-national-id", &["1893120105732"]),
        ("pt-nif", &["501964843"]),
        ("pt-cartao-cidadao", &["00000000 0 ZZ4"]),
        ("pl-dowod-osobisty", &["ABA300000"]),
        ("ie-pps", &["6433435F", "6433435OA", "1234567FA"]),
        ("in-aadhaar", &["234123412346"]),
        ("br-cpf", &["390.533.447-05"]),
        ("ca-sin", &["123456782", "130692544"]),
        ("au-tfn", &["123456782"]),
        ("au-medicare", &["2123456701"]),
        ("sg-nric", &["S1234567D"]),
        ("hu-tax-id", &["8071592153"]),
        ("device-id", &["490154203237518"]),
        ("passport-mrz", &["L898902C36UTO7408122F1204159ZE184226B<<<<<10"]),
    ] {
        let pattern = pattern(rule, 0);
        for value in values {
            assert!(passes(&pattern, value), "{rule} {value}");
        }
    }
}

proptest::proptest! {
    #[test]
    fn as_the_references_say(text in "[0-9]{11}", nth in 0_usize..6) {
        let all = digits(&text);
        let (rule, value, want) = match nth {
            0 => ("nl-bsn", &text[..9], (sum(&all, &[9, 8, 7, 6, 5, 4, 3, 2]) - all[8]) % 11 == 0),
            1 => ("hu-taj", &text[..9], sum(&all[..8], &[3, 7, 3, 7, 3, 7, 3, 7]) % 10 == all[8]),
            2 => ("au-tfn", &text[..9], sum(&all[..9], &[1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 == 0),
            3 => ("hr-oib", &text[..], {
                let rest = all[..10].iter().fold(10, |rest, digit| {
                    let sum = match (digit + rest) % 10 { 0 => 10, sum => sum };
                    sum * 2 % 11
                });
                all[10] == (11 - rest) % 10
            }),
            4 => ("gr-afm", &text[..9], {
                let number: i64 = (0..8).map(|place| all[place] << (8 - place)).sum();
                number % 11 % 10 == all[8]
            }),
            _ => ("br-cpf", &text[..], {
                let one = |count: usize| {
                    let sum: i64 = (0..count).map(|place| all[place] * (count as i64 + 1 - place as i64)).sum();
                    sum * 10 % 11 % 10
                };
                one(9) == all[9] && one(10) == all[10]
            }),
        };
        proptest::prop_assert_eq!(passes(&pattern(rule, 0), value), want, "{} {}", rule, value);
    }

    /// A check digit that the scheme gives passes; with any one digit changed it no longer does.
    #[test]
    fn one_wrong_digit_is_told(body in "[2-9][0-9]{10}", place in 0_usize..12, by in 1_u8..10) {
        let aadhaar = pattern("in-aadhaar", 0);
        let full: Vec<_> = (0..10).map(|last| format!("{body}{last}")).filter(|value| passes(&aadhaar, value)).collect();
        proptest::prop_assert_eq!(full.len(), 1);
        let mut changed = full[0].clone().into_bytes();
        changed[place] = b'0' + (changed[place] - b'0' + by) % 10;
        proptest::prop_assert!(!passes(&aadhaar, &String::from_utf8(changed).unwrap()));
    }

    #[test]
    fn nothing_panics(text in "\\PC{0,80}|[0-9A-Z<]{0,64}") {
        for rule in RuleSet::embedded().unwrap().iter() {
            for pattern in &rule.patterns {
                passes(pattern, &text);
            }
        }
    }
}

#[test]
fn what_cannot_be_is_refused() {
    let parse = |check: &str| toml::from_str::<Pattern>(&format!("regex = 'x'\ncheck = [{check}]"));
    assert!(parse("{ sum = { modulus = 11, equals = [0] } }").is_ok());
    for (text, want) in [
        ("{ sum = { modulus = 1, equals = [0] } }", "modulus"),
        ("{ sum = { modulus = 11 } }", "either equals or check"),
        ("{ sum = { modulus = 11, equals = [11] } }", "equals"),
        ("{ sum = { modulus = 11, check = '0' } }", "places '0'"),
        ("{ sum = { modulus = 11, check = '9-3' } }", "places '9-3'"),
        ("{ sum = { modulus = 11, equals = [0], tables = [[1]] } }", "36"),
        ("{ sum = { modulus = 11, equals = [0], lettres = 'A' } }", "lettres"),
        ("{ sum = { modulus = 11, equals = [0], letters = 'AA' } }", "twice"),
        ("{ sum = { modulus = 11, equals = [0], weights = [1, 2], again = [1] } }", "again"),
        ("{ date = { layout = 'yymm' } }", "layout"),
        ("{ only = { at = '1-2', in = ['9-10'] } }", "9-10"),
        ("{ lune = {} }", "lune"),
    ] {
        let error = parse(text).unwrap_err().to_string();
        assert!(error.contains(want), "{text}: {error}");
    }
}
