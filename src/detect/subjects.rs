//! Who stands behind the findings: distinct people, joined over names, e-mail addresses and numbers.
//!
//! Joins are careful, because one wrong join chains strangers together: a number belongs to the first person it is seen with
//! (a switchboard does not make colleagues one person), and in one table a name goes with one address.

use super::distinct::{Distinct, spread};
use rustc_hash::FxHashMap;

/// Nodes held before people are only counted by sample.
const NODES: usize = 1 << 20;
/// Nodes up to which a number that has an owner is remembered.
const OWNED: usize = 1 << 18;
/// Hashes of the sample.
const SAMPLED: usize = 1 << 16;
const NONE: u32 = u32::MAX;

/// What a node stands for; keys of different kinds never meet.
#[derive(Clone, Copy)]
enum Kind {
    Name = 1,
    Email = 2,
    Thing = 3,
}

/// A person, to attach more to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Person(u32);

/// What one place says of one person.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Keys {
    /// Key of the full name.
    pub name: Option<u64>,
    /// Key of the e-mail address.
    pub email: Option<u64>,
    /// The table it stands in, 0 for running text.
    pub table: u32,
}

struct Node {
    parent: u32,
    /// The node of the other kind (name to e-mail, e-mail to name) it was first joined with, and in which table.
    partner: u32,
    table: u32,
}

/// The people of one document.
#[derive(Default)]
pub(crate) struct Subjects {
    index: FxHashMap<u64, u32>,
    nodes: Vec<Node>,
    joins: usize,
    overflow: Distinct,
}

impl Subjects {
    /// The person of `keys`, new or known; `None` for empty keys or where there is no room for more.
    pub(crate) fn person(&mut self, keys: Keys) -> Option<Person> {
        let name = keys.name.and_then(|key| self.node(Kind::Name, key));
        let email = keys.email.and_then(|key| self.node(Kind::Email, key));
        if let (Some(name), Some(email)) = (name, email)
            && self.may_join(name, email, keys.table)
        {
            self.marry(name, email, keys.table);
            self.join(email, name);
        }
        email.or(name).map(Person)
    }

    /// A number or other thing that is a person's: `owner`'s where one is known, else someone's of their own.
    pub(crate) fn thing(&mut self, key: u64, owner: Option<Person>) {
        let known = self.index.get(&node_key(Kind::Thing, key)).copied();
        match (owner, known) {
            (Some(Person(owner)), Some(thing)) if self.at(thing).partner == NONE => {
                self.marry(thing, owner, 0);
                self.join(owner, thing);
            }
            (Some(Person(owner)), None) if self.nodes.len() < OWNED => {
                if let Some(thing) = self.node(Kind::Thing, key) {
                    self.marry(thing, owner, 0);
                    self.join(owner, thing);
                }
            }
            (None, None) => {
                self.node(Kind::Thing, key);
            }
            _ => {}
        }
    }

    /// Whether a person of this name (its key) stood somewhere.
    pub(crate) fn knows_name(&self, key: u64) -> bool {
        self.index.contains_key(&node_key(Kind::Name, key))
    }

    /// How many there are.
    pub(crate) fn count(&self) -> u64 {
        (self.nodes.len() - self.joins) as u64 + self.overflow.estimate()
    }

    /// Adds the people of another document: whoever goes by one name, address or number in both is one person.
    pub(crate) fn merge(&mut self, mut other: Self) {
        let mut first_of: FxHashMap<u32, u32> = FxHashMap::default();
        let mut keys: Vec<(u32, u64)> = other.index.iter().map(|(key, node)| (*node, *key)).collect();
        keys.sort_unstable();
        for (node, key) in keys {
            let Some(mine) = self.keyed(key) else { continue };
            let first = *first_of.entry(other.root(node)).or_insert(mine);
            self.join(first, mine);
        }
        self.overflow.absorb(&other.overflow);
    }

    fn node(&mut self, kind: Kind, key: u64) -> Option<u32> {
        self.keyed(node_key(kind, key))
    }

    fn keyed(&mut self, key: u64) -> Option<u32> {
        if let Some(&node) = self.index.get(&key) {
            return Some(node);
        }
        if self.nodes.len() >= NODES {
            self.overflow.insert(key);
            if self.overflow.len() > SAMPLED {
                self.overflow.halve();
            }
            return None;
        }
        let node = self.nodes.len() as u32;
        self.nodes.push(Node { parent: node, partner: NONE, table: 0 });
        self.index.insert(key, node);
        Some(node)
    }

    /// In one table, a name goes with one address and an address with one name; across the document they meet.
    fn may_join(&self, name: u32, email: u32, table: u32) -> bool {
        let free = |node: u32, other: u32| {
            let Node { partner, table: of, .. } = *self.at(node);
            partner == NONE || partner == other || of != table || table == 0
        };
        free(name, email) && free(email, name)
    }

    fn marry(&mut self, one: u32, other: u32, table: u32) {
        for (node, partner) in [(one, other), (other, one)] {
            if let Some(node) = self.nodes.get_mut(node as usize)
                && (node.partner == NONE || node.table != table)
            {
                (node.partner, node.table) = (partner, table);
            }
        }
    }

    fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.root(one), self.root(other));
        if one != other {
            // The older node stays the root, whatever the order of the joins.
            let (old, new) = (one.min(other), one.max(other));
            if let Some(node) = self.nodes.get_mut(new as usize) {
                node.parent = old;
                self.joins += 1;
            }
        }
    }

    fn root(&mut self, mut node: u32) -> u32 {
        loop {
            let parent = self.at(node).parent;
            if parent == node {
                return node;
            }
            let above = self.at(parent).parent;
            if let Some(node) = self.nodes.get_mut(node as usize) {
                node.parent = above;
            }
            node = above;
        }
    }

    #[allow(clippy::indexing_slicing)] // Nodes are made here and never removed.
    fn at(&self, node: u32) -> &Node {
        &self.nodes[node as usize]
    }
}

fn node_key(kind: Kind, key: u64) -> u64 {
    spread(key ^ ((kind as u64) << 56))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(name: u64, email: u64, table: u32) -> Keys {
        Keys { name: (name > 0).then_some(name), email: (email > 0).then_some(email), table }
    }

    #[test]
    fn people_of_documents_that_belong_together_are_counted_once() {
        let of = |people: &[(u64, u64)]| {
            let mut subjects = Subjects::default();
            for &(name, email) in people {
                subjects.person(keys(name, email, 0));
            }
            subjects
        };
        let mut mail = of(&[(1, 1), (2, 0)]);
        mail.merge(of(&[(1, 0), (3, 3)]));
        assert_eq!(mail.count(), 3);
        // The attachment knows that the name and the address are one person.
        mail.merge(of(&[(2, 3)]));
        assert_eq!(mail.count(), 2);
    }

    #[test]
    fn joins_by_name_and_address() {
        let check = |people: &[(u64, u64, u32)], want: u64| {
            let mut subjects = Subjects::default();
            for &(name, email, table) in people {
                subjects.person(keys(name, email, table));
            }
            assert_eq!(subjects.count(), want, "{people:?}");
        };
        check(&[(1, 1, 0)], 1);
        check(&[(1, 0, 0), (0, 1, 0)], 2);
        check(&[(1, 0, 0), (0, 1, 0), (1, 1, 0)], 1);
        // Two of one name in one table are two, in two tables one with two addresses.
        check(&[(1, 1, 1), (1, 2, 1)], 2);
        check(&[(1, 1, 1), (1, 2, 2)], 1);
        // A shared mailbox does not join a household.
        check(&[(1, 1, 1), (2, 1, 1), (3, 1, 1)], 3);
        check(&[(1, 1, 1), (2, 1, 2)], 1);
    }

    #[test]
    fn a_number_has_one_owner() {
        let mut subjects = Subjects::default();
        let one = subjects.person(keys(1, 0, 0));
        let two = subjects.person(keys(2, 0, 0));
        subjects.thing(9, one);
        subjects.thing(9, two);
        subjects.thing(9, None);
        assert_eq!(subjects.count(), 2);
        subjects.thing(10, None);
        assert_eq!(subjects.count(), 3);
        subjects.thing(10, two);
        assert_eq!(subjects.count(), 2);
    }

    #[test]
    fn bounded_beyond_a_million() {
        let mut subjects = Subjects::default();
        for key in 0..1_300_000 {
            subjects.person(keys(key + 1, 0, 0));
        }
        let count = subjects.count();
        assert!((1_280_000..1_320_000).contains(&count), "{count}");
    }
}
