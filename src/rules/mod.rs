//! Rule packs: what to look for, as data. One TOML file a rule under `rules/`, embedded at build; `--rules DIR` adds or
//! overrides. Detection compiles a [`RuleSet`]; this floor only parses and checks.

pub mod check;
mod embedded;
mod schema;
mod sound;
#[cfg(test)]
mod tests;

pub use schema::{Binding, Column, Example, Frame, Keywords, Needs, Pattern, Rule, Scores, Validator};
pub use sound::{anchored, bounded, expression_of};

use std::path::{Path, PathBuf};

/// Why a rule pack could not be used.
#[derive(Debug, thiserror::Error)]
pub enum RulesError {
    /// The folder of rules is not there.
    #[error("{0}: there is no such folder")]
    NoFolder(PathBuf),
    /// A file or folder could not be read.
    #[error("{path}: {source}")]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A rule file does not parse; the message names line and key.
    #[error("{file}: {message}")]
    Parse {
        /// File name.
        file: String,
        /// What is wrong and where.
        message: String,
    },
    /// A rule file parses and says what cannot be.
    #[error("{file}: {key}: {message}")]
    Wrong {
        /// File name.
        file: String,
        /// Key of the rule.
        key: String,
        /// What is wrong with it.
        message: String,
    },
}

/// The rules in force, by ascending id. The position of a rule is its number within one run.
#[derive(Clone, Debug, Default)]
pub struct RuleSet {
    rules: Vec<Rule>,
    allowed: Vec<String>,
}

impl RuleSet {
    /// The embedded rules.
    pub fn embedded() -> Result<Self, RulesError> {
        let mut set = Self::default();
        for (file, text) in embedded::FILES {
            set.add(schema::parse(file, text)?);
        }
        Ok(set)
    }

    /// Adds every `*.toml` of `dir` (not recursive); a rule with a known id replaces that one.
    pub fn add_dir(&mut self, dir: &Path) -> Result<(), RulesError> {
        for path in Self::files(dir)? {
            self.add(Self::read(&path)?);
        }
        Ok(())
    }

    /// The rule files of a folder, in order.
    pub fn files(dir: &Path) -> Result<Vec<PathBuf>, RulesError> {
        if !dir.is_dir() {
            return Err(RulesError::NoFolder(dir.to_owned()));
        }
        let read = |source| RulesError::Read { path: dir.to_owned(), source };
        let mut files = Vec::new();
        for entry in std::fs::read_dir(dir).map_err(read)? {
            let path = entry.map_err(read)?.path();
            if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml")) {
                files.push(path);
            }
        }
        files.sort();
        Ok(files)
    }

    /// Reads and checks one rule file, with the list of words that it names.
    pub fn read(path: &Path) -> Result<Rule, RulesError> {
        let text = |path: &Path| {
            std::fs::read_to_string(path).map_err(|source| RulesError::Read { path: path.to_owned(), source })
        };
        let file = path.display().to_string();
        let mut rule = schema::parse(&file, &text(path)?)?;
        if let Some(list) = &rule.words_file {
            let beside = path.parent().unwrap_or(Path::new("")).join(list);
            let words = text(&beside)?;
            let words = words.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
            rule.words.extend(words.map(str::to_owned));
        }
        sound::check(&file, &rule)?;
        Ok(rule)
    }

    /// Values that no rule reports, in the notation of [`Rule::allow`].
    pub fn allow(mut self, values: &[String]) -> Result<Self, RulesError> {
        sound::check_allow("detect.allow", values)?;
        self.allowed = values.to_vec();
        Ok(self)
    }

    /// The values that no rule reports.
    pub fn allowed(&self) -> &[String] {
        &self.allowed
    }

    /// Keeps the rules that are on: default ones and those of `regions`, without those in `off`.
    pub fn select(mut self, regions: &[String], off: &[String]) -> Self {
        let wanted =
            |rule: &Rule| rule.regions.iter().any(|have| regions.iter().any(|want| have.eq_ignore_ascii_case(want)));
        self.rules.retain(|rule| (rule.default || wanted(rule)) && !off.contains(&rule.id));
        self
    }

    /// The rules, by ascending id.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Rule> {
        self.rules.iter()
    }

    /// The rule with this id.
    pub fn get(&self, id: &str) -> Option<&Rule> {
        self.position(id).map(|position| &self.rules[position])
    }

    /// The rule at a position that [`RuleSet::position`] gave.
    pub fn at(&self, position: usize) -> &Rule {
        &self.rules[position]
    }

    /// The position of the rule with this id.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.rules.binary_search_by(|rule| rule.id.as_str().cmp(id)).ok()
    }

    /// Adds a rule, in place of one with its id.
    pub fn add(&mut self, rule: Rule) {
        match self.rules.binary_search_by(|have| have.id.cmp(&rule.id)) {
            Ok(at) => self.rules[at] = rule,
            Err(at) => self.rules.insert(at, rule),
        }
    }
}
