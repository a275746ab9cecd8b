//! The company itself: whose name and business contact is no finding.

use super::names;
use crate::config;
use rustc_hash::FxHashSet;

/// Own staff and associates, folded for look-ups.
pub(crate) struct Own {
    domains: Vec<String>,
    addresses: FxHashSet<String>,
    names: FxHashSet<u64>,
}

impl Own {
    pub(crate) fn new(own: &config::Own) -> Self {
        let domains = own.domains.iter().map(|domain| domain.trim().trim_start_matches('@').to_lowercase()).collect();
        let people = || own.staff.iter().chain(&own.associates).map(|person| person.trim());
        Self {
            domains,
            addresses: people().filter(|person| person.contains('@')).map(str::to_lowercase).collect(),
            names: people().filter(|person| !person.contains('@')).map(names::key).filter(|key| *key != 0).collect(),
        }
    }

    /// Whether an address is of an own domain (or one below it) or an associate's.
    pub(crate) fn has_email(&self, address: &str) -> bool {
        if self.domains.is_empty() && self.addresses.is_empty() {
            return false;
        }
        let address = address.to_lowercase();
        let Some((_, host)) = address.rsplit_once('@') else { return false };
        self.addresses.contains(&address) || self.domains.iter().any(|domain| is_within(host, domain))
    }

    /// Whether a name (its key) is of staff or an associate.
    pub(crate) fn has_name(&self, key: u64) -> bool {
        self.names.contains(&key)
    }
}

/// Whether `host` is `domain` or stands below it.
fn is_within(host: &str, domain: &str) -> bool {
    !domain.is_empty() && host.strip_suffix(domain).is_some_and(|above| above.is_empty() || above.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_addresses() {
        let own = Own::new(&config::Own {
            domains: vec!["Ourfirm.Example".into()],
            staff: vec!["Tamsin Oakeshott".into()],
            associates: vec!["faculty@elsewhere.example".into()],
        });
        for (address, want) in [
            ("a@ourfirm.example", true),
            ("A@UK.OurFirm.example", true),
            ("a@notourfirm.example", false),
            ("Faculty@elsewhere.example", true),
            ("other@elsewhere.example", false),
            ("ourfirm.example", false),
        ] {
            assert_eq!(own.has_email(address), want, "{address}");
        }
        assert!(!Own::new(&config::Own::default()).has_email("a@b.example"));
    }
}
