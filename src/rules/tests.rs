use super::*;

#[test]
fn embedded_rules_are_well_formed() {
    let rules = RuleSet::embedded().unwrap();
    assert_eq!(rules.iter().len(), embedded::FILES.len(), "two files share an id");
    for rule in rules.iter() {
        let id = &rule.id;
        assert!(
            embedded::FILES.iter().any(|(file, _)| *file == format!("{id}.toml")),
            "{id} stands in a file of another name"
        );
        assert!(!rule.source.is_empty() && !rule.description.is_empty(), "{id} lacks source or description");
        let words = rule.context.iter().chain(&rule.against).chain(&rule.headers);
        for word in words {
            assert_eq!(*word, word.to_lowercase(), "{id}: words are listed in lower case");
            assert!(!word.trim().is_empty(), "{id}: an empty word");
        }
        // Among keywords, capitals match capitals only (`HIV/AIDS`).
        let keywords = rule.keywords.iter().flat_map(|keywords| &keywords.words);
        assert!(keywords.clone().all(|word| !word.trim().is_empty()), "{id}: an empty keyword");
    }
}

#[test]
fn a_folder_adds_and_overrides() {
    let directory = tempfile::tempdir().unwrap();
    let write = |file: &str, text: &str| std::fs::write(directory.path().join(file), text).unwrap();
    let head = "category = 'online'\nsource = 's'\ndescription = 'd'\nwords = ['falcon']\n";
    write("a.toml", &format!("id = 'email'\nname = 'Mine'\n{head}"));
    write("b.toml", &format!("id = 'badge'\nname = 'Badge'\ndefault = false\nregions = ['GB']\n{head}"));
    write("c.txt", "not a rule");
    let mut rules = RuleSet::embedded().unwrap();
    let before = rules.iter().len();
    rules.add_dir(directory.path()).unwrap();
    assert_eq!(rules.iter().len(), before + 1);
    assert_eq!(rules.get("email").unwrap().name, "Mine");
    assert!(rules.clone().select(&[], &[]).get("badge").is_none());
    assert!(rules.clone().select(&["gb".into()], &["email".into()]).get("badge").is_some());
    assert!(rules.clone().select(&[], &["email".into()]).get("email").is_none());
    write("d.toml", "id = 'x'\nnmae = 'typo'\n");
    let error = rules.add_dir(directory.path()).unwrap_err().to_string();
    assert!(error.contains("d.toml") && error.contains("nmae"), "{error}");
}

#[test]
fn what_is_shown_reads_back() {
    for rule in RuleSet::embedded().unwrap().iter() {
        let shown = toml::to_string_pretty(rule).unwrap();
        assert_eq!(&toml::from_str::<Rule>(&shown).unwrap(), rule, "{shown}");
    }
}
