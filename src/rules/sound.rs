//! What a rule file may say beyond its syntax: every mistake names file and key.

use super::{Rule, RulesError};
use regex::{Regex, RegexBuilder};

/// Bytes that one compiled expression may take.
const EXPRESSION: usize = 1 << 20;
/// Words of one rule, and bytes of all of them.
const WORDS: usize = 100_000;
const WORD_BYTES: usize = 4 << 20;
/// The longest word or phrase of a list.
const LONGEST: usize = 200;

/// Checks a rule that a user wrote.
pub(super) fn check(file: &str, rule: &Rule) -> Result<(), RulesError> {
    let wrong = |key: &str, message: String| RulesError::Wrong { file: file.into(), key: key.into(), message };
    let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    if rule.id.is_empty() || !rule.id.chars().all(plain) {
        return Err(wrong("id", format!("'{}' may hold small letters, digits and hyphens only", rule.id)));
    }
    for (nth, regex) in
        rule.patterns.iter().enumerate().filter_map(|(nth, pattern)| Some((nth, pattern.regex.as_ref()?)))
    {
        bounded(regex).map_err(|message| wrong(&format!("pattern {}: regex", nth + 1), message))?;
    }
    if let Some(column) = &rule.column {
        if rule.headers.is_empty() {
            return Err(wrong("column", "needs 'headers': the words of the header it stands under".into()));
        }
        if let Some(value) = &column.value {
            anchored(value).map_err(|message| wrong("column.value", message))?;
        }
    }
    check_words(rule).map_err(|message| wrong("words", message))?;
    check_allow(file, &rule.allow)?;
    let lists = [("context", &rule.context), ("against", &rule.against), ("headers", &rule.headers)];
    for (key, words) in lists {
        if let Some(word) = words.iter().find(|word| word.trim().is_empty() || **word != word.to_lowercase()) {
            return Err(wrong(key, format!("'{word}' must be words in small letters")));
        }
    }
    let finds = !rule.patterns.is_empty() || !rule.words.is_empty() || rule.column.is_some();
    if !finds && rule.keywords.is_empty() && rule.headers.is_empty() && rule.allow.is_empty() {
        return Err(wrong("id", "the rule finds nothing: give a pattern, words, or a column with headers".into()));
    }
    Ok(())
}

fn check_words(rule: &Rule) -> Result<(), String> {
    let bytes: usize = rule.words.iter().map(String::len).sum();
    if rule.words.len() > WORDS || bytes > WORD_BYTES {
        return Err(format!(
            "{} words of {bytes} bytes are too many; at most {WORDS} of {WORD_BYTES}",
            rule.words.len()
        ));
    }
    let bad = |word: &&String| word.trim().chars().count() < 2 || word.len() > LONGEST;
    match rule.words.iter().find(bad) {
        Some(word) if word.len() > LONGEST => Err(format!("a word has more than {LONGEST} bytes")),
        Some(word) => Err(format!("'{word}' is too short to be told from anything else")),
        None => Ok(()),
    }
}

/// Checks a list of allowed values.
pub(super) fn check_allow(file: &str, values: &[String]) -> Result<(), RulesError> {
    let wrong = |message: String| RulesError::Wrong { file: file.into(), key: "allow".into(), message };
    for value in values {
        if value.trim().is_empty() {
            return Err(wrong("an empty value".into()));
        }
        if let Some(expression) = expression_of(value) {
            anchored(expression).map_err(wrong)?;
        }
    }
    Ok(())
}

/// The expression that an allowed value is, if it is one.
pub fn expression_of(value: &str) -> Option<&str> {
    value.strip_prefix('/')?.strip_suffix('/').filter(|inner| !inner.is_empty())
}

/// Compiles an expression that must match a whole value; case does not matter.
pub fn anchored(expression: &str) -> Result<Regex, String> {
    bounded(expression)?;
    compile(&format!("(?i)^(?:{expression})$"))
}

/// Compiles an expression of bounded size that cannot match nothing.
pub fn bounded(expression: &str) -> Result<Regex, String> {
    let regex = compile(expression)?;
    if regex.is_match("") {
        return Err("matches the empty text".into());
    }
    Ok(regex)
}

fn compile(expression: &str) -> Result<Regex, String> {
    let build = RegexBuilder::new(expression).size_limit(EXPRESSION).dfa_size_limit(EXPRESSION).build();
    build.map_err(|error| error.to_string())
}
