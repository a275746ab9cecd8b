use super::*;
use crate::document::TablePlace;
use crate::finding::Category;

#[test]
fn numbers_are_grouped() {
    for (value, want) in [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")] {
        assert_eq!(number(value), want);
    }
}

#[test]
fn what_says_the_worst_first() {
    let check = |subjects, kinds: &[(&str, Category, u64)], want: &str| {
        let kinds: Vec<_> = kinds.iter().map(|(rule, category, count)| ((*rule).into(), *category, *count)).collect();
        assert_eq!(what(subjects, &kinds), want);
    };
    let name = ("person-name", Category::Identity, 39);
    let email = ("email", Category::Contact, 39);
    let health = ("health", Category::Health, 2);
    check(39, &[email, name], "39 people's names and e-mail addresses");
    check(1, &[("person-name", Category::Identity, 1)], "One person's name");
    check(2, &[email, health, name], "2 people's health details, names and e-mail addresses");
    check(0, &[("uk-nino", Category::GovernmentId, 1)], "1 National Insurance number");
    check(3, &[], "Personal data of 3 people");
    check(0, &[], "");
    check(
        2,
        &[("fr-nir", Category::GovernmentId, 2), ("de-steuer-id", Category::GovernmentId, 2)],
        "2 people's official numbers",
    );
}

#[test]
fn places_are_found_again() {
    let cell = TablePlace::Sheet { sheet: "Delegates".into() }.cell(6, 2);
    assert_eq!(place(&cell), "sheet Delegates, cell C6");
    assert_eq!(area(&cell), "sheet Delegates, column C");
    assert_eq!(area(&TablePlace::Delimited.cell(6, 27)), "column AB");
}

#[test]
fn unknown_rules_read_as_words() {
    assert_eq!(problem("house-rule"), "House rule");
}
