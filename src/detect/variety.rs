//! The common identifiers in many spellings and contexts: how many are found, and what is taken for one.

use super::examples::values;
use super::testing::prose;

/// Numbers without luck, the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    fn digits(&mut self, count: usize) -> String {
        (0..count).map(|_| char::from(b'0' + self.below(10) as u8)).collect()
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len() as u64) as usize]
    }
}

fn with_last(body: &str, fits: impl Fn(&str) -> bool) -> Option<String> {
    (0..10).map(|last| format!("{body}{last}")).find(|value| fits(value))
}

fn luhn(value: &str) -> bool {
    let sum: u32 = value.bytes().rev().enumerate().fold(0, |sum, (place, byte)| {
        let digit = u32::from(byte - b'0') * (1 + place as u32 % 2);
        sum + digit / 10 + digit % 10
    });
    sum.is_multiple_of(10)
}

fn nhs(value: &str) -> bool {
    let sum: u32 = value.bytes().zip((1..=10).rev()).map(|(byte, weight)| u32::from(byte - b'0') * weight).sum();
    sum.is_multiple_of(11)
}

/// Digits in groups of these lengths.
fn grouped(value: &str, lengths: &[usize], by: &str) -> String {
    let mut rest = value;
    let mut groups = Vec::new();
    for &length in lengths {
        let (group, tail) = rest.split_at(length.min(rest.len()));
        groups.push(group);
        rest = tail;
    }
    groups.push(rest);
    groups.retain(|group| !group.is_empty());
    groups.join(by)
}

fn wide(value: &str) -> String {
    value.chars().map(|c| if c.is_ascii_digit() { char::from_u32(c as u32 + 0xfee0).unwrap() } else { c }).collect()
}

const BY: [&str; 5] = [" ", "-", "\u{a0}", "", "\u{2009}"];

fn value(kind: &str, dice: &mut Dice) -> String {
    match kind {
        "email" => {
            let given = dice.of(&["anna", "k", "jean-luc", "o'neil", "m.j", "Zoë", "li", "Priya"]);
            let surname = dice.of(&["holm", "Okafor", "de-vries", "novak77", "van.dam", "müller"]);
            let domain = dice.of(&[
                "lowmoor-foods.co.uk",
                "uni-mainz.de",
                "bücher-körner.de",
                "tcd.ie",
                "mail.acme.io",
                "n26.com",
                "gov.wales",
                "xn--bcher-kva.ch",
                "cam.ac.uk",
                "firma.com.pl",
            ]);
            let join = dice.of(&[".", "_", "-", "+", ""]);
            match dice.below(12) {
                0 => format!("{given}{join}{surname} (at) {domain}"),
                1 => format!("{given}{join}{surname}[at]{domain}"),
                2 => format!("{given}\u{200b}{join}{surname}@{domain}"),
                _ => format!("{given}{join}{surname}@{domain}"),
            }
        }
        "payment-card" => {
            let (start, length, groups): (&str, usize, &[usize]) = match dice.below(5) {
                0 => ("34", 15, &[4, 6]),
                1 => ("55", 16, &[4, 4, 4]),
                2 => ("2345", 16, &[4, 4, 4]),
                3 => ("6011", 16, &[4, 4, 4]),
                _ => ("4", 16, &[4, 4, 4]),
            };
            let body = format!("{start}{}", dice.digits(length - 1 - start.len()));
            let number = with_last(&body, luhn).unwrap();
            let by = dice.of(&BY);
            let text = grouped(&number, groups, by);
            if dice.below(10) == 0 { wide(&text) } else { text }
        }
        "iban" => {
            let (country, account): (&str, String) = match dice.below(4) {
                0 => ("GB", format!("BUKB{}", dice.digits(14))),
                1 => ("DE", dice.digits(18)),
                2 => ("NL", format!("INGB{}", dice.digits(10))),
                _ => ("FR", dice.digits(23)),
            };
            let rest = format!("{account}{country}00").bytes().fold(0_u32, |rest, byte| match byte {
                b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
                _ => (rest * 100 + u32::from(byte - b'A') + 10) % 97,
            });
            let whole = format!("{country}{:02}{account}", 98 - rest);
            let by = dice.of(&[" ", "", "\u{a0}"]);
            grouped(&whole, &[4; 8], by)
        }
        "uk-nino" => {
            let prefix = dice.of(&["JG", "SK", "AB", "WM", "PE", "LX"]);
            let number = grouped(&dice.digits(6), &[2, 2], dice.of(&[" ", "", "-", "\u{a0}"]));
            let by = if number.contains(' ') { " " } else { dice.of(&["", "", " "]) };
            format!("{prefix}{by}{number}{by}{}", dice.of(&["A", "B", "C", "D"]))
        }
        _ => loop {
            let body = format!("4{}", dice.digits(8));
            if let Some(number) = with_last(&body, nhs) {
                let text = grouped(&number, &[3, 3], dice.of(&BY));
                return if dice.below(10) == 0 { wide(&text) } else { text };
            }
        },
    }
}

fn context(kind: &str, value: &str, dice: &mut Dice) -> String {
    let label = match kind {
        "email" => dice.of(&["Email", "e-mail", "Mail to", "mailto:", "Contact", ""]),
        "payment-card" => dice.of(&["Card number", "card", "Visa", "Credit card", "Amex card no.", "charge card"]),
        "iban" => dice.of(&["IBAN", "Iban no", "account", "bank details", ""]),
        "uk-nino" => dice.of(&["NI number", "National Insurance no.", "NINO", "N.I. Number", "nat ins number"]),
        _ => dice.of(&["NHS number", "NHS No.", "nhs", "Patient NHS no", "NHS #"]),
    };
    match dice.below(12) {
        0 => format!("{label}: {value}"),
        1 => format!("{label} {value}."),
        2 => format!("({label}: {value})"),
        3 => format!("{label}\t{value}\t"),
        4 => format!("His {label} is {value}, and thanks for the help."),
        5 => format!("Please note {label} \u{2013} {value}; more follows tomorrow."),
        6 => format!("[{label}:{value}]"),
        7 => format!("{label}\n{value}"),
        8 => format!("• {label}: {value}\r"),
        9 => format!("We hold {label} <{value}> on file!"),
        10 => format!("{label} = \"{value}\""),
        _ => format!("The {label} on the form reads {value}?"),
    }
}

#[test]
fn found_in_every_spelling_and_context() {
    const EACH: usize = 800;
    let mut dice = Dice(7);
    let mut told = Vec::new();
    for kind in ["email", "payment-card", "iban", "uk-nino", "uk-nhs-number"] {
        let (mut missed, mut samples) = (0, Vec::new());
        for _ in 0..EACH {
            let value = value(kind, &mut dice);
            let text = context(kind, &value, &mut dice);
            let found = values(&prose(&text), kind);
            if found != [value.clone()] {
                missed += 1;
                samples.push(format!("  {text:?} gave {found:?}"));
            }
        }
        if missed * 200 > EACH {
            told.push(format!("{kind}: {missed} of {EACH}\n{}", samples[..samples.len().min(14)].join("\n")));
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
}

fn phone(dice: &mut Dice) -> String {
    let by = dice.of(&[" ", "-", ".", "", "\u{a0}"]);
    let mobile = format!("79{}", dice.digits(8));
    match dice.below(14) {
        0 => grouped(&format!("0{mobile}"), &[5, 3], by),
        1 => grouped(&format!("0{mobile}"), &[5], by),
        2 => format!("+44 {}", grouped(&mobile, &[4, 3], by)),
        3 => format!("+44 (0){}", grouped(&mobile, &[4, 3], by)),
        4 => format!("0044 {}", grouped(&mobile, &[4], by)),
        5 => format!("(0121) {}", grouped(&format!("4{}", dice.digits(6)), &[3], " ")),
        6 => format!("020 7{} {}", dice.digits(3), dice.digits(4)),
        7 => format!("01904 4{}", dice.digits(5)),
        8 => format!("+1 ({}) {}-{}", 212 + dice.below(4), 720 + dice.below(9), dice.digits(4)),
        9 => format!("({}) {}-{}", 415, 720 + dice.below(9), dice.digits(4)),
        10 => format!("+49 {} {}", 30 + dice.below(9), dice.digits(7)),
        11 => format!("+33 6 {}", grouped(&dice.digits(8), &[2, 2, 2], by)),
        12 => format!("+353 87 {} {}", dice.digits(3), dice.digits(4)),
        _ => format!("0{}/{}", 30 + dice.below(9), 1_234_000 + dice.below(8_000_000)),
    }
}

#[test]
fn phones_in_every_spelling_and_context() {
    const EACH: usize = 1_000;
    let mut dice = Dice(11);
    let (mut missed, mut samples) = (0, Vec::new());
    for _ in 0..EACH {
        let value = phone(&mut dice);
        let label = dice.of(&["Tel", "Phone", "Mobile", "call me on", "Telephone no", "T", "cell", "Fax"]);
        let tail = dice.of(&["", " ext 12", " x204", "", ""]);
        let text = match dice.below(8) {
            0 => format!("{label}: {value}{tail}"),
            1 => format!("{label}. {value}{tail}."),
            2 => format!("({label}: {value})"),
            3 => format!("{label}:\t{value}{tail}\tLeeds"),
            4 => format!("{label}: {value}, or leave a message"),
            5 => format!("{label}:{value}"),
            6 => format!("Anna Holm | {label}: {value} | Leeds"),
            _ => format!("{label}: {value}; thanks"),
        };
        let found = values(&prose(&text), "phone");
        if found != [value.clone()] {
            missed += 1;
            samples.push(format!("  {text:?} gave {found:?}, want {value:?}"));
        }
    }
    assert!(missed * 100 <= EACH * 3, "{missed} of {EACH}\n{}", samples[..samples.len().min(30)].join("\n"));
}

#[test]
fn codes_are_none_of_them() {
    let mut dice = Dice(13);
    let mut wrong = Vec::new();
    for nth in 0..2_000 {
        let ten = dice.digits(10);
        let text = match nth % 20 {
            0 => format!("Invoice {ten} of 12 May was paid."),
            1 => format!("Order no. {} shipped", dice.digits(8)),
            2 => format!("Part number AB{}C in stock", dice.digits(6)),
            3 => format!("ISBN 978-0-{}-{}-{}", dice.digits(3), dice.digits(5), dice.digits(1)),
            4 => format!("ISSN {}-{}", dice.digits(4), dice.digits(4)),
            5 => format!("EAN {}", dice.digits(13)),
            6 => format!("Version {}.{}.{}.{}", dice.below(20), dice.below(20), dice.below(99), dice.below(9999)),
            7 => format!("GPS 51.{}, -0.{}", dice.digits(6), dice.digits(6)),
            8 => format!("2024-05-{:02}T10:{:02}:30.{}Z started", 1 + dice.below(28), dice.below(60), dice.digits(6)),
            9 => format!("commit {:016x}{:016x}", dice.below(u64::MAX >> 1), dice.below(u64::MAX >> 1)),
            10 => format!(
                "{}-{}-4{}-a{}-{}",
                dice.digits(8),
                dice.digits(4),
                dice.digits(3),
                dice.digits(3),
                dice.digits(12)
            ),
            11 => format!("The total was {} in {} units.", dice.digits(7), dice.digits(4)),
            12 => format!("timestamp 17{}", dice.digits(8)),
            13 => format!("Tracking {} by courier", dice.digits(16)),
            14 => format!("Ticket INC{} is closed", dice.digits(7)),
            15 => format!("PO {} / job {}", dice.digits(9), dice.digits(6)),
            16 => format!("Company no. {} registered in England", dice.digits(8)),
            17 => format!("rows {}-{}, columns {}", dice.digits(3), dice.digits(5), dice.digits(2)),
            18 => format!("DOI 10.{}/{}.{}", dice.digits(4), dice.digits(5), dice.digits(4)),
            _ => format!("Serial {}-{}-{}", dice.digits(4), dice.digits(4), dice.digits(4)),
        };
        let detection = prose(&text);
        let counted = detection.findings.iter().filter(|found| found.confidence > crate::finding::Confidence::Low);
        wrong.extend(counted.map(|found| format!("  {} in {text:?}", found.rule)));
    }
    assert!(wrong.len() <= 4, "{} of 2000\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
}
