//! The catalogue of rules in `docs/rules.md` is written from `rules/` (`NOUGHT_BLESS=1` writes it anew).

use nought::rules::{Rule, RuleSet};
use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::{env, fs};

#[test]
fn the_catalogue_is_that_of_the_rules() -> Result<(), Box<dyn Error>> {
    let text = catalogue(&RuleSet::embedded()?)?;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join("rules.md");
    if env::var_os("NOUGHT_BLESS").is_some() {
        fs::write(&path, &text)?;
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == text, "docs/rules.md is out of date; NOUGHT_BLESS=1 writes it anew");
    Ok(())
}

fn catalogue(rules: &RuleSet) -> Result<String, Box<dyn Error>> {
    let mut by_category: BTreeMap<_, Vec<&Rule>> = BTreeMap::new();
    for rule in rules.iter() {
        by_category.entry(rule.category).or_default().push(rule);
    }
    let mut text = format!(
        "# The rules\n\n{} rules, written from `rules/` by `tests/rule_catalogue.rs` (`NOUGHT_BLESS=1`). `nought rules show ID` gives all of one; \
         rules that are off are switched on by region (`detect.regions`).\n",
        rules.iter().len()
    );
    for (category, rules) in by_category {
        let name = serde_json::to_value(category)?;
        text += &format!(
            "\n## {}\n\n| rule | finds | region | on | by |\n|---|---|---|---|---|\n",
            name.as_str().unwrap_or_default()
        );
        for rule in &rules {
            let regions = if rule.regions.is_empty() { "-".into() } else { rule.regions.join(", ") };
            let on = if rule.default { "yes" } else { "no" };
            text += &format!("| `{}` | {} | {regions} | {on} | {} |\n", rule.id, cell(&rule.name), means(rule));
        }
        for rule in &rules {
            let description = rule.description.split_whitespace().collect::<Vec<_>>().join(" ");
            text += &format!("\n**`{}`** {description} *Source: {}.*\n", rule.id, rule.source.trim_end_matches('.'));
        }
    }
    Ok(text)
}

/// By what a rule finds.
fn means(rule: &Rule) -> String {
    let mut means = Vec::new();
    let checked = rule.patterns.iter().any(|pattern| pattern.validator.is_some());
    let declared = rule.patterns.iter().any(|pattern| !pattern.check.is_empty());
    let parts = [
        (!rule.patterns.is_empty(), "shape"),
        (checked || declared, "check"),
        (!rule.words.is_empty(), "words"),
        (!rule.keywords.is_empty(), "words tied to a person"),
        (!rule.context.is_empty(), "context"),
        (!rule.headers.is_empty(), "header"),
    ];
    means.extend(parts.iter().filter(|(has, _)| *has).map(|(_, name)| *name));
    means.join(", ")
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
