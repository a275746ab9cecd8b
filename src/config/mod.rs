//! Settings: the parsed, checked content of `nought.toml`, with a default for every key.

mod limits;
mod load;

pub use limits::Limits;
pub use load::{ConfigError, Exclusions};

use crate::finding::{Confidence, Severity};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Everything that can be set.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Where the client folders stand.
    pub share: Share,
    /// The company itself: who is exempt.
    pub own: Own,
    /// What the policy asks.
    pub policy: Policy,
    /// What detection looks for.
    pub detect: Detect,
    /// How files are read.
    pub read: Read,
    /// Bounds on one file.
    pub limits: Limits,
    /// What is left out, each with its reason.
    pub exclude: Vec<Exclude>,
}

/// Where the client folders stand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Share {
    /// Scanned where the command line names no PATH.
    pub roots: Vec<PathBuf>,
    /// How many levels under a root the client folders stand: 1 means directly in it.
    pub client_depth: usize,
}

impl Default for Share {
    fn default() -> Self {
        Self { roots: Vec::new(), client_depth: 1 }
    }
}

/// The company itself. Own staff are exempt for name and business contact only; their identifiers, financial and sensitive
/// data count as anyone's.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Own {
    /// Mail domains of the company: `ourcompany.example` covers its subdomains.
    pub domains: Vec<String>,
    /// Full names of own staff.
    pub staff: Vec<String>,
    /// Full names or mail addresses of associates (faculty, translators).
    pub associates: Vec<String>,
}

/// What the policy asks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Policy {
    /// Further names of the 0 folder, beside the built-in spellings; compared without case.
    pub confidential_folders: Vec<String>,
    /// What to call the 0 folder of a client that has none.
    pub confidential_name: String,
    /// Least confidence at which a finding can break the policy.
    pub minimum_confidence: Confidence,
    /// Phrases with "confidential" in them that are the company's own boilerplate and mark nothing.
    pub boilerplate: Vec<String>,
    /// Policy rules switched off or graded anew, by rule id.
    pub rules: BTreeMap<String, RuleSetting>,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            confidential_folders: Vec::new(),
            confidential_name: "0. Confidential".into(),
            minimum_confidence: Confidence::Medium,
            boilerplate: Vec::new(),
            rules: BTreeMap::new(),
        }
    }
}

/// One policy rule switched off or graded anew.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleSetting {
    /// Whether it is judged at all.
    #[serde(default = "on")]
    pub enabled: bool,
    /// Its severity, in place of the default.
    #[serde(default)]
    pub severity: Option<Severity>,
    /// Why; kept for the auditor.
    pub reason: String,
}

fn on() -> bool {
    true
}

/// What detection looks for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Detect {
    /// Regions (ISO 3166-1 alpha-2) whose rules are on beside the default ones.
    pub regions: Vec<String>,
    /// Rule ids that are off.
    pub off: Vec<String>,
    /// Values that no rule reports, compared without regard to case; between slashes an expression for the whole value.
    pub allow: Vec<String>,
}

/// How files are read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Read {
    /// A file of passwords, one a line, tried in turn on what is protected; `--password-file` goes before it.
    pub password_file: Option<PathBuf>,
}

/// A part of the share that is left out on purpose; it is listed in coverage with its reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Exclude {
    /// Glob over the path relative to the root, `/` between parts, without case: `*/Templates/**`, `**/*.log`.
    pub path: String,
    /// Why.
    pub reason: String,
}

/// A commented `nought.toml` with every key at its default (`nought init`).
pub const TEMPLATE: &str = include_str!("template.toml");

/// The JSON Schema of `nought.toml`, for editors.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Config).to_value()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The template's commented keys with their `# ` taken off.
    fn uncommented() -> String {
        let code = |line: &&str| line.starts_with("# ") && (line.contains(" = ") || line.starts_with("# ["));
        let line = |line: &str| line.strip_prefix("# ").unwrap_or(line).to_owned();
        TEMPLATE
            .lines()
            .map(|text| if code(&text) { line(text) } else { text.to_owned() + "" })
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// Rewrite it with `UPDATE_SCHEMA=1 cargo test schema`.
    #[test]
    fn the_published_schema_is_this_one() {
        let path = "docs/nought.schema.json";
        let schema = format!("{:#}\n", schema());
        if std::env::var_os("UPDATE_SCHEMA").is_some() {
            std::fs::write(path, &schema).unwrap();
        }
        assert_eq!(std::fs::read_to_string(path).unwrap(), schema);
    }

    #[test]
    fn the_template_is_the_default() {
        assert_eq!(Config::parse(TEMPLATE).unwrap(), Config::default());
    }

    #[test]
    fn the_template_shows_every_key_with_its_default() {
        let shown = Config::parse(&uncommented()).unwrap();
        assert_eq!(shown.limits, Limits::default());
        assert_eq!(shown.share, Share::default());
        assert_eq!(shown.policy.confidential_name, Policy::default().confidential_name);
        let keys = serde_json::to_value(Config::default()).unwrap();
        for (section, value) in keys.as_object().unwrap() {
            assert!(TEMPLATE.contains(&format!("[{section}]")), "{section}");
            for key in value.as_object().into_iter().flatten().map(|(key, _)| key).filter(|key| *key != "rules") {
                assert!(TEMPLATE.contains(&format!("# {key} = ")), "{section}.{key}");
            }
        }
    }
}
