//! Names of accounts: `@annaholm` beside a word such as Instagram, and addresses of profiles.

use super::raw::{Raw, Shapes};
use super::text::Text;
use crate::detect::validators::Checked;
use crate::rules::Validator;
use memchr::memmem;

/// Networks whose addresses lead to accounts, with what stands between the host and the account's name.
const NETWORKS: &[(&str, &str)] = &[
    ("linkedin", "in/"),
    ("twitter", ""),
    ("x", ""),
    ("instagram", ""),
    ("facebook", ""),
    ("tiktok", "@"),
    ("github", ""),
];
/// Names that no account has: parts of the networks' own pages.
const PAGES: &[&str] = &[
    "share",
    "sharer",
    "intent",
    "home",
    "login",
    "about",
    "help",
    "pages",
    "groups",
    "events",
    "explore",
    "search",
    "hashtag",
    "settings",
    "privacy",
    "terms",
    "watch",
    "marketplace",
    "features",
    "orgs",
    "topics",
];

/// Finds the profiles of a text by their addresses.
pub(super) fn profiles(shapes: &Shapes, text: Text<'_>, out: &mut Vec<Raw>) {
    if !shapes.has(Validator::SocialHandle) {
        return;
    }
    for at in memmem::find_iter(text.bytes, b".com/") {
        let start = text.run_back(at, 10, |byte| byte.is_ascii_alphabetic());
        let host = text.str(start, at);
        let network = NETWORKS.iter().find(|(name, _)| name.eq_ignore_ascii_case(host));
        let from = at + ".com/".len();
        let Some((_, path)) = network.filter(|(_, path)| text.slice(from, from + path.len()) == path.as_bytes()) else {
            continue;
        };
        let name = from + path.len();
        let end = text.run(name, 64, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'%'));
        let end = end - usize::from(text.before(end) == b'.');
        let own = text.str(name, end);
        if own.len() < 3 || PAGES.iter().any(|page| page.eq_ignore_ascii_case(own)) {
            continue;
        }
        out.extend(shapes.raw(
            Validator::SocialHandle,
            start..end,
            Checked::unknown("address of a profile"),
            own.as_bytes(),
        ));
    }
}

/// Tries a handle whose sign stands at `at`.
pub(super) fn handle(shapes: &Shapes, text: Text<'_>, at: usize) -> Option<Raw> {
    let apart = matches!(text.before(at), 0 | b' ' | b'\t' | b'\n' | b'(' | b':' | b'"' | b'[' | b'/' | b',');
    if !apart || !shapes.has(Validator::SocialHandle) {
        return None;
    }
    let end = text.run(at + 1, 31, |byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let name = text.slice(at + 1, end);
    let address = text.at(end) == b'.' && text.at(end + 1).is_ascii_alphanumeric();
    if !(3..=30).contains(&name.len()) || address || !name.iter().any(u8::is_ascii_alphabetic) || !text.ends_apart(end)
    {
        return None;
    }
    shapes.raw(Validator::SocialHandle, at..end, Checked::unknown(""), name).map(Raw::needing_word)
}
