//! Reads `nought.toml`: a wrong key, type or value is an error that names file, line and key.

use super::Config;
use crate::finding::rule;
use globset::{GlobBuilder, GlobMatcher};
use std::path::{Path, PathBuf};

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{path}: {source}")]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It does not parse; the message shows line and key.
    #[error("{path}: {message}")]
    Parse {
        /// Which.
        path: PathBuf,
        /// What is wrong and where.
        message: String,
    },
    /// A value parses but makes no sense.
    #[error("{key}: {message}")]
    Value {
        /// Dotted key.
        key: String,
        /// What is wrong.
        message: String,
    },
}

impl Config {
    /// Reads and checks the file at `path`.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        let read = |source| ConfigError::Read { path: path.to_owned(), source };
        let text = std::fs::read_to_string(path).map_err(read)?;
        Self::parse(&text).map_err(|error| match error {
            ConfigError::Parse { message, .. } => ConfigError::Parse { path: path.to_owned(), message },
            ConfigError::Value { key, message } => {
                ConfigError::Value { key: format!("{}: {key}", path.display()), message }
            }
            other => other,
        })
    }

    /// Parses and checks the text of a `nought.toml`.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let config: Self = toml::from_str(text)
            .map_err(|error| ConfigError::Parse { path: "nought.toml".into(), message: error.to_string() })?;
        config.check()?;
        Ok(config)
    }

    fn check(&self) -> Result<(), ConfigError> {
        let wrong = |key: &str, message: String| Err(ConfigError::Value { key: key.into(), message });
        if self.share.client_depth == 0 {
            return wrong("share.client_depth", "must be at least 1; use --client to scan one client folder".into());
        }
        if let Some(unknown) = self.policy.rules.keys().find(|id| !rule::ALL.contains(&id.as_str())) {
            return wrong(
                &format!("policy.rules.{unknown}"),
                format!("there is no such policy rule; known are {}", rule::ALL.join(", ")),
            );
        }
        if let Some((id, _)) = self.policy.rules.iter().find(|(_, setting)| setting.reason.trim().is_empty()) {
            return wrong(&format!("policy.rules.{id}.reason"), "say why".into());
        }
        let name = &self.policy.confidential_name;
        if name.trim().is_empty() || name.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|']) {
            return wrong("policy.confidential_name", format!("'{name}' cannot be a folder's name"));
        }
        if let Some(domain) = self.own.domains.iter().find(|domain| domain.contains('@') || !domain.contains('.')) {
            return wrong("own.domains", format!("'{domain}' is no mail domain (like ourcompany.co.uk)"));
        }
        let limits = &self.limits;
        let none = [limits.expanded_bytes, limits.ratio, limits.entries, limits.cells, limits.seconds];
        if none.contains(&0) || limits.xml_depth == 0 {
            return wrong("limits", "a limit of 0 lets nothing through; leave it out for the default".into());
        }
        Exclusions::new(self).map(drop)
    }
}

/// The compiled `exclude` list.
#[derive(Clone, Debug)]
pub struct Exclusions {
    globs: Vec<(GlobMatcher, String)>,
}

impl Exclusions {
    /// Compiles the globs of a configuration.
    pub fn new(config: &Config) -> Result<Self, ConfigError> {
        let globs = config.exclude.iter().map(|exclude| {
            let wrong = |message: String| ConfigError::Value { key: "exclude.path".into(), message };
            if exclude.reason.trim().is_empty() {
                return Err(wrong(format!("'{}' needs a reason", exclude.path)));
            }
            let glob = GlobBuilder::new(&exclude.path.replace('\\', "/"))
                .case_insensitive(true)
                .literal_separator(true)
                .backslash_escape(false)
                .build()
                .map_err(|error| wrong(error.to_string()))?;
            Ok((glob.compile_matcher(), exclude.reason.clone()))
        });
        Ok(Self { globs: globs.collect::<Result<_, _>>()? })
    }

    /// The reason why the file at `path` (relative, `/` between parts) is left out, if it is.
    pub fn reason(&self, path: &str) -> Option<&str> {
        self.globs.iter().find(|(glob, _)| glob.is_match(path)).map(|(_, reason)| reason.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks that the text is refused with a message that contains all of `want`.
    fn refused(text: &str, want: &[&str]) {
        let message = Config::parse(text).unwrap_err().to_string();
        for part in want {
            assert!(message.contains(part), "{message:?} should contain {part:?}");
        }
    }

    #[test]
    fn an_empty_file_is_the_default() {
        assert_eq!(Config::parse("").unwrap(), Config::default());
    }

    #[test]
    fn mistakes_are_named_with_their_line() {
        refused("[own]\ndomain = ['a.b']", &["line 2", "domain", "domains"]);
        refused("[share]\nclient_depth = 'two'", &["line 2", "client_depth"]);
        refused("[policy]\nminimum_confidence = 'sure'", &["line 2", "low", "medium", "high"]);
        refused("[own\n", &["line 1"]);
        refused("[policy.rules.outside]\nreason = 'x'", &["policy.rules.outside", "outside-confidential"]);
        refused("[policy.rules.sensitive-data]\nenabled = false", &["reason"]);
        refused("[share]\nclient_depth = 0", &["client_depth", "--client"]);
        refused("[own]\ndomains = ['me@here.co.uk']", &["own.domains"]);
        refused("[[exclude]]\npath = 'a{b'\nreason = 'x'", &["exclude.path"]);
        refused("[limits]\nseconds = 0", &["limits", "default"]);
        refused("[[exclude]]\npath = 'a'\nreason = ' '", &["reason"]);
    }

    #[test]
    fn exclusions_match_paths_without_case() {
        let config = Config::parse("[[exclude]]\npath = '*/templates/**'\nreason = 'no people'").unwrap();
        let exclusions = Exclusions::new(&config).unwrap();
        assert_eq!(exclusions.reason("Acme/Templates/x/a.docx"), Some("no people"));
        assert_eq!(exclusions.reason("Acme/2. Design/Templates/a.docx"), None);
    }
}
