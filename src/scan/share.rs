//! A ZIP as a share: a web download of client folders. Who owns which of its members, and where that stands, by their names
//! alone.

use crate::config::Limits;
use crate::policy::{Folders, Likeness, Place, decoded};
use std::collections::{BTreeMap, BTreeSet};

/// Folders in which an export keeps earlier versions, each below its number.
const HISTORIES: [&str; 3] = ["_vti_history", "_versions", "version history"];

/// A share is more than a file: so many times the bytes and the seconds of one. What bounds its rows in memory stays.
const FILES: u64 = 64;

/// The bounds on a share in a file.
pub(super) fn limits(file: &Limits) -> Limits {
    let expanded_bytes = file.expanded_bytes.saturating_mul(FILES);
    Limits { expanded_bytes, seconds: file.seconds.saturating_mul(FILES), ..*file }
}

/// The client folders in one ZIP.
pub(super) struct Share {
    /// How many levels down the client folders stand; 0: all of it is one client's.
    depth: usize,
    /// What the one client is called.
    whole: String,
    /// By the client folder's path.
    clients: BTreeMap<String, Inside>,
}

/// What is known of one client's folders.
#[derive(Default)]
struct Inside {
    /// Its 0 folders and how many files each holds.
    zero: BTreeMap<String, usize>,
    /// The first folder that only looks like one.
    lookalike: Option<String>,
    /// The 0 folder, or the one that it should have.
    confidential: String,
}

/// Where a member stands.
pub(super) struct Standing<'s> {
    /// Whose it is; none above the client folders.
    pub client: Option<String>,
    prefix: String,
    parts: Vec<String>,
    inside: Option<&'s Inside>,
}

impl Share {
    /// The share whose members have these names. `depth` is where its client folders should stand, `name` the file's own.
    pub(super) fn new<'n>(
        names: impl Iterator<Item = &'n str>,
        name: &str,
        depth: usize,
        folders: &Folders,
        confidential: &str,
    ) -> Self {
        let paths: Vec<Vec<String>> = names.map(parts).collect();
        let whole = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
        let mut share = Self { depth: found_depth(&paths, depth, folders), whole, clients: BTreeMap::new() };
        for path in paths {
            let Some((_, prefix, rest)) = share.split(&path) else { continue };
            let inside = share.clients.entry(prefix).or_default();
            if let [top, _, ..] = rest.as_slice() {
                match folders.likeness(top) {
                    Likeness::Confidential => *inside.zero.entry(top.clone()).or_default() += 1,
                    Likeness::Lookalike if inside.lookalike.as_ref().is_none_or(|first| top < first) => {
                        inside.lookalike = Some(top.clone());
                    }
                    _ => {}
                }
            }
        }
        for inside in share.clients.values_mut() {
            // What belongs in one of several goes to the fuller; the first by name where they are alike.
            let fullest = inside.zero.iter().rev().max_by_key(|(_, files)| **files).map(|(name, _)| name.clone());
            inside.confidential = fullest.unwrap_or_else(|| confidential.to_owned());
        }
        share
    }

    /// Where the member of this name stands.
    pub(super) fn standing(&self, name: &str) -> Standing<'_> {
        let path = parts(name);
        match self.split(&path) {
            Some((client, prefix, parts)) => {
                let inside = self.clients.get(&prefix);
                Standing { client: Some(client), prefix, parts, inside }
            }
            None => Standing { client: None, prefix: String::new(), parts: path, inside: None },
        }
    }

    /// Client, its folder, and the path below it.
    fn split(&self, path: &[String]) -> Option<(String, String, Vec<String>)> {
        if self.depth == 0 {
            return Some((self.whole.clone(), String::new(), path.to_vec()));
        }
        let (above, below) = path.split_at_checked(self.depth)?;
        let client = above.last().filter(|_| !below.is_empty())?;
        Some((client.clone(), above.join("/"), below.to_vec()))
    }
}

impl Standing<'_> {
    /// Judges the member by its place. `confidential` names the 0 folder of whoever has none.
    pub(super) fn with_place<T>(&self, confidential: &str, judge: impl FnOnce(Place<'_>) -> T) -> T {
        let parts: Vec<&str> = self.parts.iter().map(String::as_str).collect();
        let inside = self.inside;
        let has_confidential = inside.is_some_and(|inside| !inside.zero.is_empty());
        judge(Place {
            client_prefix: &self.prefix,
            confidential: inside.map_or(confidential, |inside| &inside.confidential),
            has_confidential,
            renamed: inside.and_then(|inside| inside.lookalike.as_deref()).filter(|_| !has_confidential),
            parts: self.client.is_some().then_some(parts.as_slice()),
        })
    }
}

/// The parts of a member's own path, decoded; a version stands where its file does.
fn parts(name: &str) -> Vec<String> {
    let decoded = decoded(name);
    let parts = decoded.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | ".."));
    without_history(parts.collect()).into_iter().map(str::to_owned).collect()
}

/// The path of the file whose earlier version this is: `_vti_history/512` is taken out.
pub(super) fn without_history(mut parts: Vec<&str>) -> Vec<&str> {
    let is_history = |pair: &[&str]| match pair {
        [folder, number] => {
            HISTORIES.iter().any(|known| folder.eq_ignore_ascii_case(known))
                && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        }
        _ => false,
    };
    if let Some(at) = parts.windows(2).position(is_history) {
        parts.drain(at..at + 2);
    }
    parts
}

/// The level of the client folders: that of the folders which hold a 0 folder, where the names show it.
fn found_depth(paths: &[Vec<String>], wanted: usize, folders: &Folders) -> usize {
    let zero = |path: &Vec<String>| {
        let above = path.split_last().map_or(&[][..], |(_, above)| above);
        above.iter().position(|part| folders.is_confidential(part))
    };
    let Some(first) = paths.iter().filter_map(zero).min() else { return wanted };
    if first <= wanted {
        // A 0 folder at the top: it is one client's. One higher than it should be: so are the clients.
        return first;
    }
    // Deeper: only if all of it stands in one folder that wraps the share, and most folders there hold a 0 folder.
    let clients = |holds: bool| -> BTreeSet<&[String]> {
        let with = paths.iter().filter(|path| !holds || zero(path) == Some(first));
        with.filter(|path| path.len() > first).filter_map(|path| path.get(..first)).collect()
    };
    let wrapper = first - wanted.max(1);
    let wrapped = wanted > 0 || first == 1;
    let is_one = paths.iter().filter_map(|path| path.get(..wrapper)).collect::<BTreeSet<_>>().len() == 1;
    if wrapped && is_one && clients(true).len() * 2 > clients(false).len() { first } else { wanted }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `client | parts | 0 folder` of each member, a star behind a 0 folder that is there.
    #[track_caller]
    fn check(depth: usize, members: &[(&str, &str)]) {
        let folders = Folders::new(&[]).unwrap();
        let names = members.iter().map(|(name, _)| *name);
        let share = Share::new(names, "Acme.zip", depth, &folders, "0. Confidential");
        for (name, want) in members {
            let standing = share.standing(name);
            let client = standing.client.as_deref().unwrap_or("-");
            let got = standing.with_place("0. Confidential", |place| {
                let parts = place.parts.map_or(String::new(), |parts| parts.join("/"));
                let star = if place.has_confidential { "*" } else { "" };
                format!("{client} | {} | {parts} | {}{star}", place.client_prefix, place.confidential)
            });
            assert_eq!(got, *want, "{name}");
        }
    }

    #[test]
    fn the_first_folder_is_the_client() {
        check(
            1,
            &[
                ("Acme/2. Design/list.xlsx", "Acme | Acme | 2. Design/list.xlsx | 0 Confidential*"),
                ("Acme/0 Confidential/a.txt", "Acme | Acme | 0 Confidential/a.txt | 0 Confidential*"),
                ("Zeta/b.txt", "Zeta | Zeta | b.txt | 0. Confidential"),
                ("loose.txt", "- |  |  | 0. Confidential"),
            ],
        );
        check(2, &[("UK/Acme/a/b.txt", "Acme | UK/Acme | a/b.txt | 0. Confidential")]);
    }

    #[test]
    fn one_client_may_be_all_of_it() {
        check(
            1,
            &[
                ("0. Confidential/a.txt", "Acme |  | 0. Confidential/a.txt | 0. Confidential*"),
                ("2. Design/b.txt", "Acme |  | 2. Design/b.txt | 0. Confidential*"),
            ],
        );
        check(0, &[("2. Design/b.txt", "Acme |  | 2. Design/b.txt | 0. Confidential")]);
        check(
            0,
            &[
                ("Zeta/0. Confidential/a.txt", "Zeta | Zeta | 0. Confidential/a.txt | 0. Confidential*"),
                ("Zeta/b.txt", "Zeta | Zeta | b.txt | 0. Confidential*"),
            ],
        );
    }

    #[test]
    fn a_library_may_wrap_the_clients() {
        check(
            1,
            &[
                (
                    "Client Work/Acme/0. Confidential/a.txt",
                    "Acme | Client Work/Acme | 0. Confidential/a.txt | 0. Confidential*",
                ),
                ("Client Work/Zeta/b.txt", "Zeta | Client Work/Zeta | b.txt | 0. Confidential"),
                (
                    "Client Work/Beta/0. Confidential/c.txt",
                    "Beta | Client Work/Beta | 0. Confidential/c.txt | 0. Confidential*",
                ),
            ],
        );
        // A 0 folder somewhere in a client makes its folders no clients.
        check(
            1,
            &[
                ("Acme/1. Plan/a.txt", "Acme | Acme | 1. Plan/a.txt | 0. Confidential"),
                (
                    "Acme/2. Design/0. Confidential/b.txt",
                    "Acme | Acme | 2. Design/0. Confidential/b.txt | 0. Confidential",
                ),
            ],
        );
    }

    #[test]
    fn what_an_export_makes_of_names_is_undone() {
        check(
            1,
            &[
                ("Acme/0.%20Confidential/a.txt", "Acme | Acme | 0. Confidential/a.txt | 0. Confidential*"),
                ("_vti_history/512/Acme/2.%20Design/list.xlsx", "Acme | Acme | 2. Design/list.xlsx | 0. Confidential*"),
                ("Acme/2. Design/_vti_history/1024/list.xlsx", "Acme | Acme | 2. Design/list.xlsx | 0. Confidential*"),
                ("../Acme\\b.txt", "Acme | Acme | b.txt | 0. Confidential*"),
            ],
        );
    }

    #[test]
    fn two_0_folders_mean_the_fuller() {
        check(
            1,
            &[
                ("A/0 Confidential/a", "A | A | 0 Confidential/a | 00 Confidential*"),
                ("A/00 Confidential/a", "A | A | 00 Confidential/a | 00 Confidential*"),
                ("A/00 Confidential/b", "A | A | 00 Confidential/b | 00 Confidential*"),
            ],
        );
    }
}
