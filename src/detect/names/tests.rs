//! What is a name in running text and what is not.

use super::*;

/// A text, and the names that must be found in it at medium confidence or more.
fn check(cases: &[(&str, &[&str])]) {
    let mut wrong = Vec::new();
    for (text, want) in cases {
        let mut found = Vec::new();
        Finder.in_prose(text, &Hints::default(), &mut found);
        let have: Vec<&str> =
            found.iter().filter(|name| name.score >= 0.5).map(|name| &text[name.span.clone()]).collect();
        if have != *want {
            let all: Vec<_> = found.iter().map(|name| (&text[name.span.clone()], name.score, &name.evidence)).collect();
            wrong.push(format!("{text:?}\n  want {want:?}\n  have {have:?}\n  all {all:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn usual_names_stand_alone() {
    check(&[
        ("We agreed that John Smith leads the group.", &["John Smith"]),
        ("The session with Anna Jones and Peter Clarke went well.", &["Anna Jones", "Peter Clarke"]),
        ("Report on Smith, John: he did well.", &["Smith, John"]),
        (
            "Mary O'Brien, Sean O\u{2019}Neill and Jean-Pierre Dupont were there.",
            &["Mary O'Brien", "Sean O\u{2019}Neill", "Jean-Pierre Dupont"],
        ),
        ("It was J. R. Smith who asked.", &["J. R. Smith"]),
        ("Then Pieter van der Berg and Maria de la Cruz spoke.", &["Pieter van der Berg", "Maria de la Cruz"]),
        ("a note on Sarah McDonald's progress", &["Sarah McDonald"]),
        ("Jürgen Müller und François Lefèvre kommen später.", &["Jürgen Müller", "François Lefèvre"]),
        ("Yesterday Michael Johnson called.", &["Michael Johnson"]),
        ("(Emma Williams, 42)", &["Emma Williams"]),
        ("Anna-Maria Schmidt-Weber ist krank.", &["Anna-Maria Schmidt-Weber"]),
        ("Иван Петров не пришёл.", &["Иван Петров"]),
    ]);
}

#[test]
fn titles_and_triggers_carry_names_in_no_list() {
    check(&[
        ("Dear Zsombor,\nthank you.", &["Zsombor"]),
        ("Hi Oisbheall,", &["Oisbheall"]),
        ("Mr Ozsvart was late.", &["Ozsvart"]),
        ("Frau von Trzebiatowka rief an.", &["von Trzebiatowka"]),
        ("Dr. Wiremu Ngarimoa spoke.", &["Wiremu Ngarimoa"]),
        ("Attendee: Wiremu Ngarimoa", &["Wiremu Ngarimoa"]),
        ("Attendees: Wiremu Ngarimoa, Zsombor Ozsvart", &["Wiremu Ngarimoa", "Zsombor Ozsvart"]),
        ("Teilnehmer: Wiremu Ngarimoa", &["Wiremu Ngarimoa"]),
        ("From: Zsombor Ozsvart", &["Zsombor Ozsvart"]),
        ("We met with Zsombor Ozsvart on it.", &["Zsombor Ozsvart"]),
        ("I spoke to Wiremu Ngarimoa about this", &["Wiremu Ngarimoa"]),
        ("Kind regards,\nZsombor Ozsvart\nActing clerk", &["Zsombor Ozsvart"]),
        ("Mit freundlichen Grüßen\nWiremu Ngarimoa", &["Wiremu Ngarimoa"]),
        ("Regards,\nZsombor", &["Zsombor"]),
        ("Zsombor Ozsvart said that it was fine.", &["Zsombor Ozsvart"]),
        ("Zsombor Ozsvart: I do not think so.", &["Zsombor Ozsvart"]),
        ("Zsombor Ozsvart (zsombor.ozsvart@acme.example)", &["Zsombor Ozsvart"]),
        ("write to z.ozsvart@acme.example; Zsombor Ozsvart will answer", &["Zsombor Ozsvart"]),
        ("Dear Anna,", &["Anna"]),
        ("Dear Mr Smith", &["Smith"]),
        ("Dear Mark and Grace,", &["Mark", "Grace"]),
    ]);
}

#[test]
fn other_capitals_are_no_names() {
    let cases: &[&str] = &[
        "Kind Regards",
        "Dear All,",
        "Dear Sir or Madam,",
        "Dear Team",
        "Hi Everyone,",
        "Dear Hiring Manager,",
        "Dear Colleagues",
        "Best Wishes",
        "Many Thanks",
        "Yours Sincerely",
        "Good Morning",
        "We shop at Marks & Spencer.",
        "Procter & Gamble sells it.",
        "Allen & Overy LLP advised.",
        "Slaughter and May advised.",
        "Baker McKenzie LLP",
        "Johnson Matthey plc",
        "Goldman Sachs",
        "The John Lewis Partnership grew.",
        "Price Waterhouse",
        "Porter's Five Forces",
        "Maslow's Hierarchy of Needs",
        "the Kirkpatrick Model",
        "Michael Porter's Five Forces",
        "Parkinson's Disease",
        "Pareto Principle",
        "Belbin Team Roles",
        "Myers Briggs Type Indicator",
        "the Ryder Cup",
        "Victoria Station",
        "Heathrow Airport",
        "Baker Street",
        "the Royal Albert Hall",
        "St James's Park",
        "King's Cross",
        "Grosvenor House Hotel",
        "San Francisco",
        "New York",
        "Hong Kong",
        "Kuala Lumpur",
        "Buenos Aires",
        "Tower Bridge",
        "Charing Cross Road 12",
        "Victoria Embankment Gardens",
        "Wembley Stadium",
        "May 2024",
        "Monday Morning",
        "In June and July",
        "April Fool",
        "Times New Roman",
        "Open Sans",
        "Comic Sans",
        "Windows Server 2019",
        "Microsoft Teams",
        "Power Point",
        "Google Chrome",
        "Leadership Development Programme",
        "Executive Summary",
        "TRAINING DAY OVERVIEW",
        "GRANT APPLICATION FORM",
        "Next Steps",
        "Project Plan",
        "Mark Scheme",
        "Bill Payment",
        "Rose Garden",
        "Mission Statement",
        "Terms of Reference",
        "Cost Centre",
        "Line Manager",
        "Human Resources",
        "Head Office",
        "United Kingdom",
        "European Union",
        "Company: Baker Tilly",
        "Venue: Hartwell Court",
        "see John.Smith@acme.example",
        "Delegate 1",
        "Green Belt",
        "Black Friday",
        "Long Term Plan",
        "Best Practice",
        "Will you come? May I ask? Mark this.",
        "Hope this helps. Grace period applies.",
        "University of Warwick",
        "Warwick Business School",
        "Lloyds Bank",
        "Ernst & Young",
        "Harvard Business Review",
    ];
    check(&cases.iter().map(|text| (*text, &[] as &[&str])).collect::<Vec<_>>());
}

#[test]
fn later_mentions_belong_to_the_person() {
    let text = "Anna Kowalska led the group. Later Kowalska left.";
    let mut found = Vec::new();
    Finder.in_prose(text, &Hints::default(), &mut found);
    let keys: Vec<_> = found.iter().map(|name| (name.key, name.kind)).collect();
    assert_eq!(keys, [(key("Anna Kowalska"), NameKind::Full), (key("Kowalska, Anna"), NameKind::Single)]);
}

#[test]
fn hints_reach_the_next_paragraph() {
    let find = |text: &str, hints: &Hints| {
        let mut found = Vec::new();
        Finder.in_prose(text, hints, &mut found);
        found.retain(|name| name.score >= 0.5);
        found
    };
    let mut hints = Hints::default();
    let text = "Then Zsombor Ozsvart left.";
    let before = find(text, &hints).first().map_or(0.0, |name| name.score);
    hints.note_email("zsombor.ozsvart");
    let found = find(text, &hints);
    assert!(found.len() == 1 && found[0].score > before + 0.05, "{before} {found:?}");
    hints.note_name(text, &found[0]);
    let later = find("We miss Zsombor.", &hints);
    assert_eq!(later.iter().map(|name| name.key).collect::<Vec<_>>(), [key("Ozsvart, Zsombor")]);
}

#[test]
fn no_name_spans_lines() {
    check(&[("John\nSmith", &["Smith"]), ("the team of John\nSmith and others", &["Smith"])]);
}

#[test]
fn hostile_text_is_read_in_time() {
    let texts = [
        "A".repeat(65_536),
        "A ".repeat(32_768),
        "Anna Smith ".repeat(6_000),
        "a@".repeat(32_768),
        "A-".repeat(32_768),
        "Mr ".repeat(20_000),
        "O'".repeat(32_768),
        "Smith, ".repeat(9_000),
        "van de la ".repeat(6_000),
        "É\u{301}".repeat(15_000),
        "\n".repeat(65_536),
        "Name: ".repeat(10_000),
        "'s".repeat(30_000),
        "\u{1F600} Anna\u{0}".repeat(5_000),
    ];
    for text in texts {
        let mut found = Vec::new();
        Finder.in_prose(&text, &Hints::default(), &mut found);
        assert!(found.iter().all(|name| text.get(name.span.clone()).is_some()));
    }
}

proptest::proptest! {
    #[test]
    fn nothing_panics(text in ".{0,200}") {
        let mut found = Vec::new();
        Finder.in_prose(&text, &Hints::default(), &mut found);
        for name in &found {
            proptest::prop_assert!(text.get(name.span.clone()).is_some_and(|name| !name.contains('\n')));
            proptest::prop_assert!((0.0..=1.0).contains(&name.score));
        }
        cell_shape(&text);
        header(&text);
        key(&text);
        email_tokens(&text);
        agrees(&text, &text);
    }
}

#[test]
fn the_examples_of_the_rule() {
    let rules = crate::rules::RuleSet::embedded().unwrap();
    let examples = &rules.get("person-name").unwrap().examples;
    // Tables are judged elsewhere.
    let prose = examples.iter().filter(|example| !example.text.contains('\t'));
    let wants: Vec<Vec<&str>> =
        prose.clone().map(|example| example.finds.iter().map(String::as_str).collect()).collect();
    let cases: Vec<(&str, &[&str])> =
        prose.map(|example| example.text.as_str()).zip(wants.iter().map(Vec::as_slice)).collect();
    assert!(cases.len() >= 8);
    check(&cases);
}
