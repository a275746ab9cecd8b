//! Targets of links: what they are worth, and whether the text shows them anyway.

use crate::document::Role;

/// An address to write or to call is data of someone; any other target is for programs.
pub(crate) fn role(target: &str) -> Role {
    let scheme = target.split(':').next().unwrap_or_default();
    let personal = scheme.eq_ignore_ascii_case("mailto") || scheme.eq_ignore_ascii_case("tel");
    if personal { Role::Body } else { Role::Machine }
}

/// Whether the text of a link shows its target.
pub(crate) fn is_shown(text: &str, target: &str) -> bool {
    let address = target.split_once(':').map_or(target, |(_, rest)| rest.trim_start_matches('/'));
    let address = address.split('?').next().unwrap_or_default().trim_end_matches('/');
    address.is_empty() || text.contains(address)
}
