use super::*;

fn verdict(validator: Validator, text: &str) -> (Verdict, bool) {
    let checked = check(validator, text);
    (checked.verdict, checked.test)
}

#[track_caller]
fn valid(validator: Validator, texts: &[&str]) {
    for text in texts {
        assert_eq!(verdict(validator, text), (Verdict::Valid, false), "{text}");
    }
}

#[track_caller]
fn unknown(validator: Validator, texts: &[&str]) {
    for text in texts {
        assert_eq!(verdict(validator, text), (Verdict::Unknown, false), "{text}");
    }
}

#[track_caller]
fn invalid(validator: Validator, texts: &[&str]) {
    for text in texts {
        assert_eq!(verdict(validator, text).0, Verdict::Invalid, "{text}");
    }
}

#[track_caller]
fn example(validator: Validator, texts: &[&str]) {
    for text in texts {
        assert!(verdict(validator, text).1, "{text}");
    }
}

#[test]
fn cards() {
    valid(Validator::PaymentCard, &["4929 1234 5678 9015", "374200001230006", "6759 1234 5678 9007"]);
    invalid(Validator::PaymentCard, &["4929 1234 5678 9016", "1234 5678 9012 3452", "49291234567890", ""]);
    example(Validator::PaymentCard, &["4111 1111 1111 1111", "4242-4242-4242-4242", "378282246310005"]);
}

#[test]
fn ibans() {
    valid(
        Validator::Iban,
        &["GB33 BUKB 2020 1555 5555 55", "DE75512108001245126199", "NO9386011117947", "fr7630006000011234567890189"],
    );
    invalid(Validator::Iban, &["GB34 BUKB 2020 1555 5555 55", "GB33BUKB202015555555", "XX33BUKB20201555555555", "GB"]);
}

#[test]
fn national_insurance() {
    valid(Validator::UkNino, &["AB 12 34 57 C", "jg103759a", "SK-10-37-59-D"]);
    invalid(
        Validator::UkNino,
        &["BG103759A", "DA103759A", "AO103759A", "JG103759E", "JG10375A", "JG1037591", "ZZ103759A"],
    );
    unknown(Validator::UkNino, &["JG103759", "jg 10 37 59"]);
    example(Validator::UkNino, &["QQ123456C", "AB 12 34 56 C"]);
}

#[test]
fn nhs_and_utr() {
    valid(Validator::UkNhsNumber, &["943 476 5919", "4505577104"]);
    invalid(Validator::UkNhsNumber, &["943 476 5918", "94347659", "0000000000", "1111111111"]);
    valid(Validator::UkUtr, &["1955839661"]);
    invalid(Validator::UkUtr, &["2955839661", "195583966"]);
}

#[test]
fn licences_and_passports() {
    valid(Validator::UkDrivingLicence, &["HARRI 607215 JA8KL", "FOX99 862316 A99YZ 21"]);
    invalid(
        Validator::UkDrivingLicence,
        &["HARRI 613215 JA8KL", "HARRI 601325 JA8KL", "HA9RI607215JA8KL", "HARRI607215JA8K"],
    );
    unknown(Validator::UkPassport, &["529013846", "AB2901384"]);
    invalid(Validator::UkPassport, &["A29013846", "52901384"]);
}

#[test]
fn postcodes() {
    valid(Validator::UkPostcode, &["SW1A 1AA", "M1 1AE", "B33 8TH", "CR2 6XH", "DN55 1PT", "ec1a1bb", "GIR 0AA"]);
    invalid(Validator::UkPostcode, &["XX1 1AA", "SW1A 1CA", "A1 1AA", "SW123 1AA", "1AA"]);
}

#[test]
fn social_security() {
    valid(Validator::UsSsn, &["536-22-8714"]);
    invalid(Validator::UsSsn, &["000-22-8714", "666-22-8714", "900-22-8714", "536-00-8714", "536-22-0000"]);
    example(Validator::UsSsn, &["078-05-1120", "123-45-6789", "111-22-3333"]);
}

#[test]
fn phones() {
    valid(
        Validator::Phone,
        &[
            "07911 223344",
            "+44 7911 223344",
            "+44 (0)20 7123 4567",
            "0044 161 715 4321",
            "(0121) 715 4321",
            "01204 52123",
            "0800 123456",
            "+1 212 736 5000",
        ],
    );
    unknown(Validator::Phone, &["+49 30 901820", "+33 6 12 34 56 78", "+353 87 123 4567"]);
    invalid(
        Validator::Phone,
        &["+44 7911 22334", "07611 223344", "0100 123456", "+999 123456789", "+1 112 736 5000", "12345"],
    );
    example(Validator::Phone, &["07700 900123", "+44 20 7946 0018", "0161 496 0001", "+1 212 555 0123"]);
}

#[test]
fn emails() {
    valid(Validator::Email, &["jane.doe@harborne.co.uk", "o'brien@Uni.Ac.Uk", "x+y@bücher.de"]);
    invalid(Validator::Email, &["logo@2x.png", "logo@2x.app", "a@b", "@b.com", "a..b@c.com", "a@-b.com", "a@b..com"]);
    example(Validator::Email, &["a@example.com", "a@mail.example.org", "a@corp.test", "a@nowhere.invalid"]);
    for (local, want) in [
        ("info", true),
        ("sales.uk", true),
        ("no-reply", true),
        ("do-not-reply", true),
        ("uk-events", true),
        ("kontakt", true),
        ("jane.info", false),
        ("jane", false),
        ("j.team", false),
        ("sales2", true),
        ("support.smith", false),
    ] {
        assert_eq!(email::is_role(local), want, "{local}");
    }
    for (address, want) in [
        ("john.doe@harborne.com", true),
        ("foo@bar.com", true),
        ("abc@xyz.com", true),
        ("jane@yourcompany.com", true),
        ("xxx@harborne.com", true),
        ("jane@harborne.com", false),
        ("foo.leclerc@harborne.com", false),
        ("max@bar.com", true),
    ] {
        let (local, domain) = address.split_once('@').unwrap();
        assert_eq!(email::is_placeholder(local, domain), want, "{address}");
    }
    for (domain, want) in [("mail.harborne.co.uk", "co.uk"), ("harborne.com", "com"), ("a.b.c", "c")] {
        assert_eq!(email::public_suffix(domain), want);
    }
}

#[test]
fn birth_dates() {
    unknown(
        Validator::BirthDate,
        &[
            "11/06/1984",
            "11.6.84",
            "1984-06-11",
            "11 June 1984",
            "June 11th, 1984",
            "11-Jun-84",
            "06/25/1984",
            "11061984",
            "3. März 1970",
            "1er mars 1970",
        ],
    );
    invalid(
        Validator::BirthDate,
        &["31/02/1984", "11/06/1684", "1984-13-11", "June", "11/06", "99/99/1999", "11 Foo 1984"],
    );
}

#[test]
fn addresses() {
    unknown(Validator::IpAddress, &["81.2.69.142", "2a02:c7f::1"]);
    invalid(Validator::IpAddress, &["10.0.0.1", "192.168.1.1", "127.0.0.1", "256.1.1.1", "1.2.3", "fe80::1"]);
    example(Validator::IpAddress, &["192.0.2.7", "2001:db8::1"]);
}

proptest::proptest! {
    #[test]
    fn nothing_panics(text in "\\PC{0,60}") {
        for validator in [
            Validator::PaymentCard, Validator::Iban, Validator::UkNino, Validator::UkNhsNumber, Validator::UkUtr,
            Validator::UkDrivingLicence, Validator::UsSsn, Validator::Phone, Validator::Email, Validator::BirthDate,
            Validator::IpAddress, Validator::UkPostcode, Validator::BankAccount, Validator::UkPassport,
        ] {
            check(validator, &text);
        }
    }

    #[test]
    fn a_changed_digit_breaks_a_checksum(body in "[1-9][0-9]{14}", place in 0_usize..15, by in 1_u8..10) {
        let full = (b'0'..=b'9').map(|last| [body.as_bytes(), &[last]].concat()).find(|digits| card::luhn(digits)).unwrap();
        let mut changed = full.clone();
        changed[place] = b'0' + (changed[place] - b'0' + by) % 10;
        proptest::prop_assert!(!card::luhn(&changed));
    }

    #[test]
    fn dates_are_calendar_dates(day in 1_u32..29, month in 1_u32..13, year in 1930_u32..2020) {
        let want = Some(date::Date { year, month, day });
        proptest::prop_assert_eq!(date::parse(&format!("{day}/{month:02}/{year}")), want);
        proptest::prop_assert_eq!(date::parse(&format!("{year}-{month:02}-{day:02}")), want);
        proptest::prop_assert_eq!(date::parse(&format!("{day:02}{month:02}{year}")), want);
    }
}
