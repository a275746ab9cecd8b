//! Which headers speak of which rule, and which cells say something.

use super::*;

#[test]
fn headers() {
    let (sensitive, rules) = sensitive();
    let mut wrong = Vec::new();
    let mut check = |header: &str, want: Option<&str>| {
        let got = sensitive.header(header).map(|rule| rules.iter().nth(rule.into()).unwrap().id.clone());
        if got.as_deref() != want {
            wrong.push(format!("{header:?}: want {want:?}, got {got:?}"));
        }
    };
    let of = [
        ("religion", "Religion|RELIGION / BELIEF|What is your religion?|Konfession|Religión|Fede religiosa|Geloof"),
        (
            "ethnicity",
            "Ethnic origin|Ethnicity|Race/Ethnicity|Ethnische Herkunft|Origine ethnique|Origen étnico|Etniciteit",
        ),
        (
            "health",
            "Dietary requirements|Dietary|Any allergies?|Medical conditions|Access needs|Disability|Wheelchair user|Sick days|\
             Medication|Pregnant|Ernährungswünsche|Krankheitstage|Besoins alimentaires|Alergias|Esigenze alimentari|Dieetwensen|\
             Please state any dietary requirements or allergies|Absence reason|Occupational Health referral",
        ),
        ("trade-union", "Union member|Trade union membership|Gewerkschaft|Syndicat|Sindacato|Vakbondslid"),
        (
            "sexual-orientation",
            "Sexual orientation|Sexuality|Gender identity|Sexuelle Orientierung|Seksuele geaardheid",
        ),
        ("political-opinion", "Political party|Political views|Parteizugehörigkeit|Politieke voorkeur"),
        ("criminal-record", "Criminal record / DBS|DBS|Convictions|Vorstrafen|Casier judiciaire|Strafblad"),
        ("genetic-biometric", "Fingerprint|DNA profile|Genetic test result"),
        (
            "assessment-result",
            "Score|Final score|Test score (%)|Grade|Module 2 mark|Overall %|Pass/Fail|Level achieved|Competency|Rating|360 feedback|\
             Feedback on participant|Development needs|Punteggio|Note|Ergebnis|Calificación|Beoordeling|Result|MBTI type|\
             Performance rating 2026|Coaching notes|Q3 rating",
        ),
    ];
    for (rule, headers) in of {
        headers.split('|').for_each(|header| check(header, Some(rule)));
    }
    let none = "Name|E-mail|Health and Safety policy|Trace|Race number|Finish race time|European Union|Risk score|Bid score|\
                Budget rating|Credit rating|Notes|Mark Dawson|Delivery note|Trademark|Session rating|Department|Role|Comments|Grade of steel|\
                Search results|Project rating|Country|Customer satisfaction score|Training provider|Start date|Cost of medication";
    none.split('|').for_each(|header| check(header, None));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn values() {
    let (sensitive, rules) = sensitive();
    let mut wrong = Vec::new();
    let mut check = |rule: &str, cell: &str, want: bool| {
        let number = rules.position(rule).unwrap() as RuleNumber;
        let got = sensitive.value(number, cell);
        if got.is_some_and(|score| score >= Confidence::MEDIUM_FROM) != want {
            wrong.push(format!("{rule}, {cell:?}: want {want}, got {got:?}"));
        }
    };
    let real = [
        (
            "health",
            "coeliac|Nut allergy|GF|no nuts|gluten free, vegetarian|Yes|x|✓|TRUE|3|12|Uses a wheelchair|halal|Kosher|dyslexic|Asperger's|\
             lupus erythematosus|glutenfrei|sans gluten|celíaca|Typ-1-Diabetes|Depression",
        ),
        ("religion", "C of E|Christian|Hindu|Sikh|none of the above, Druze|katholisch|Musulmane|No religion|Alevi"),
        ("ethnicity", "White British|Black African|Mixed|A1 Indian|Kurdish|Türkisch|Any other Asian background"),
        ("trade-union", "Yes|Unison|Unite the Union|Ja|x|IG Metall|member"),
        ("sexual-orientation", "Gay|Bisexual|heterosexual|Lesbian|Prefer to self-describe: queer"),
        ("political-opinion", "Labour|Green|SPD|Conservative"),
        ("criminal-record", "Drink driving, 2016|Caution|1 conviction for theft|Yes"),
        (
            "assessment-result",
            "72|72%|4/5|3.5|A|B+|Pass|Fail|Distinction|Exceeds expectations|ENTJ|Level 3|B2|Needs improvement|bestanden|aprobado|geslaagd|\
             needs to work on her presence",
        ),
    ];
    let empty = [
        (
            "health",
            "|None|n/a|N/A|-|—|No|no|nil|Prefer not to say|vegetarian|Vegan|vegetarian please|No meat|None known|TBC|0|keine|Aucun|ninguna|Geen|?|\
             No known allergies|nessuna|✗|no allergies",
        ),
        ("religion", "None|Prefer not to say|-|n/a|No|k.A."),
        ("ethnicity", "Prefer not to say|Unknown|Not stated|"),
        ("trade-union", "No|n/a|Nein|"),
        ("sexual-orientation", "Prefer not to say|Not disclosed"),
        ("criminal-record", "None|Clear|No|No convictions|n/a"),
        ("assessment-result", "|n/a|-|2026-03-01|tbc|Meeting room 4|1250000|Anna Bell|see below"),
    ];
    for (want, sets) in [(true, &real[..]), (false, &empty[..])] {
        for (rule, cells) in sets {
            cells.split('|').for_each(|cell| check(rule, cell, want));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_diet_may_tell_a_faith() {
    let (sensitive, rules) = sensitive();
    let [health, religion] = ["health", "religion"].map(|id| rules.position(id).unwrap() as RuleNumber);
    assert_eq!(sensitive.value_rule(health, "Halal"), religion);
    assert_eq!(sensitive.value_rule(health, "coeliac"), health);
    assert_eq!(sensitive.value_rule(health, "quiet room"), health);
}

#[test]
fn headers_that_ask_for_prose() {
    let (sensitive, _) = sensitive();
    for (header, want) in
        [("Development needs", true), ("Feedback on participant", true), ("Result", false), ("Name", false)]
    {
        assert_eq!(sensitive.wants_prose(header), want, "{header}");
    }
}
