//! Kinds of personal data: rule ids and categories in plain words.

use super::list;
use crate::finding::Category;

/// One value of a rule, and several.
struct Words(&'static str, &'static str);

/// A kind of data under `rule`, for one value or several.
pub(in crate::report) fn kind(rule: &str, category_of: Category, many: bool) -> String {
    let Words(one, more) = match rule {
        "person-name" => Words("name", "names"),
        "email" => Words("e-mail address", "e-mail addresses"),
        "phone" => Words("phone number", "phone numbers"),
        "postal-address" => Words("home address", "home addresses"),
        "uk-postcode" => Words("postcode", "postcodes"),
        "date-of-birth" => Words("date of birth", "dates of birth"),
        "payment-card" => Words("payment card number", "payment card numbers"),
        "iban" | "bank-account" => Words("bank account", "bank accounts"),
        "pay" => Words("pay detail", "pay details"),
        "debt" => Words("detail of debt", "details of debt"),
        "re-identification" => Words("re-identification risk", "re-identification risks"),
        "ip-address" => Words("internet address", "internet addresses"),
        "assessment-result" => Words("assessment result", "assessment results"),
        "uk-nino" => Words("National Insurance number", "National Insurance numbers"),
        "uk-nhs-number" => Words("NHS number", "NHS numbers"),
        "uk-utr" => Words("UK tax reference", "UK tax references"),
        "uk-passport" => Words("UK passport number", "UK passport numbers"),
        "uk-driving-licence" => Words("UK driving licence number", "UK driving licence numbers"),
        "us-ssn" => Words("US Social Security number", "US Social Security numbers"),
        _ => return category(category_of, many).into(),
    };
    if many { more } else { one }.into()
}

/// A category, for one value or several.
pub(in crate::report) fn category(category: Category, many: bool) -> &'static str {
    let Words(one, more) = match category {
        Category::Contact => Words("contact detail", "contact details"),
        Category::Identity => Words("personal detail", "personal details"),
        Category::GovernmentId => Words("official number", "official numbers"),
        Category::Financial => Words("financial detail", "financial details"),
        Category::Performance => Words("assessment result", "assessment results"),
        Category::Online => Words("online identifier", "online identifiers"),
        Category::Health => Words("health detail", "health details"),
        Category::Belief => Words("detail of religion or belief", "details of religion or belief"),
        Category::Ethnicity => Words("detail of ethnic origin", "details of ethnic origin"),
        Category::Politics => Words("political opinion", "political opinions"),
        Category::Union => Words("trade union membership", "trade union memberships"),
        Category::Sexuality => Words("detail of sexual orientation", "details of sexual orientation"),
        Category::Genetic => Words("genetic or biometric detail", "genetic or biometric details"),
        Category::Criminal => Words("criminal record detail", "criminal record details"),
    };
    if many { more } else { one }
}

/// What stands in a file, worst kind first: "39 people's names and e-mail addresses", "2 payment card numbers".
/// `kinds` holds rule, category and how many different values.
pub(in crate::report) fn what(subjects: u64, kinds: &[(String, Category, u64)]) -> String {
    let mut kinds: Vec<_> = kinds.iter().collect();
    kinds.sort_by_key(|(rule, category, _)| (rank(*category), rank_of_rule(rule)));
    let mut words: Vec<String> = Vec::new();
    for (rule, category, distinct) in kinds {
        let word = match subjects {
            0 => format!("{} {}", super::number(*distinct), kind(rule, *category, *distinct != 1)),
            1 => kind(rule, *category, *distinct > 1),
            _ => kind(rule, *category, true),
        };
        if !words.contains(&word) {
            words.push(word);
        }
    }
    if words.len() > MOST {
        let rest = words.split_off(MOST - 1).len() as u64;
        words.push(super::count(rest, "other kind of data", "other kinds of data"));
    }
    match (subjects, words.is_empty()) {
        (0, _) => list(&words),
        (_, true) => format!("Personal data of {}", super::people(subjects)),
        (1, _) => format!("One person's {}", list(&words)),
        (_, _) => format!("{} people's {}", super::number(subjects), list(&words)),
    }
}

/// More kinds than this are summed up.
const MOST: usize = 5;

/// What a manager must hear first: sensitive, then official numbers, then who and how to reach.
fn rank(category: Category) -> u8 {
    match category {
        _ if category.is_sensitive() => 0,
        Category::GovernmentId => 1,
        Category::Identity => 2,
        Category::Performance => 3,
        Category::Contact => 4,
        _ => 5,
    }
}

fn rank_of_rule(rule: &str) -> u8 {
    match rule {
        "person-name" | "email" => 0,
        _ => 1,
    }
}
