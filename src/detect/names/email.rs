//! The local part of an e-mail address as a person's name.

use smallvec::SmallVec;

/// The keys ([`word`](super::super::lexicon::word)) of the name words in a local part that reads like a name (`john.smith`,
/// `j.smith`, `smithj`); empty where it does not (`info`, `x83k2`).
pub(crate) fn email_tokens(local: &str) -> SmallVec<[u64; 4]> {
    let _ = local;
    SmallVec::new()
}

/// Whether a local part can be the address of the person of this name.
pub(crate) fn agrees(name: &str, local: &str) -> bool {
    let _ = (name, local);
    false
}
