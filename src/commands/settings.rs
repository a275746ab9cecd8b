//! Settings and rules as every command takes them.

use super::exit::Failure;
use crate::config::Config;
use crate::rules::RuleSet;
use std::collections::BTreeSet;
use std::path::PathBuf;
use xxhash_rust::xxh3::Xxh3;

/// Options of every command that detects.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub(super) struct Args {
    /// Settings; `nought init` writes a commented file
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Further rule files (*.toml), added to or replacing the built-in ones by id
    #[arg(long, value_name = "DIR")]
    rules: Vec<PathBuf>,
}

/// What is in force.
pub(super) struct Settings {
    pub config: Config,
    pub rules: RuleSet,
    /// All rules, those that are off included.
    pub all: RuleSet,
    /// Equal digests judge alike: over every rule in force and the settings that change a judgement.
    pub digest: String,
}

impl Args {
    pub(super) fn load(&self) -> Result<Settings, Failure> {
        let config = self.config.as_deref().map_or_else(|| Ok(Config::default()), Config::load)?;
        let mut rules = RuleSet::embedded()?;
        for dir in &self.rules {
            rules.add_dir(dir)?;
        }
        let known = |id: &String| rules.get(id).is_some();
        if let Some(id) = config.detect.off.iter().find(|id| !known(id)) {
            return Err(Failure::Usage(format!("detect.off: there is no rule '{id}' (see `nought rules`)")));
        }
        let regions: BTreeSet<&String> = rules.iter().flat_map(|rule| &rule.regions).collect();
        let unknown = |region: &&String| !regions.iter().any(|known| known.eq_ignore_ascii_case(region));
        if let Some(region) = config.detect.regions.iter().find(unknown) {
            let known = regions.iter().map(|region| region.as_str()).collect::<Vec<_>>().join(", ");
            return Err(Failure::Usage(format!(
                "detect.regions: no rule is for '{region}'; there are rules for {known}"
            )));
        }
        let all = rules.clone();
        let rules = rules.select(&config.detect.regions, &config.detect.off).allow(&config.detect.allow)?;
        let digest = digest(&rules, &config)?;
        Ok(Settings { config, rules, all, digest })
    }
}

fn digest(rules: &RuleSet, config: &Config) -> Result<String, Failure> {
    let mut hash = Xxh3::new();
    hash.update(env!("CARGO_PKG_VERSION").as_bytes());
    for rule in rules.iter() {
        hash.update(&serde_json::to_vec(rule)?);
    }
    hash.update(&serde_json::to_vec(&(&config.own, &config.policy, &config.detect))?);
    Ok(format!("{:032x}", hash.digest128()))
}
