//! What small words do in a sentence: which tie a keyword to a person, and which take it away.

use super::words::{self, Word};
use rustc_hash::FxHashMap;
use std::ops::BitOr;

/// What a token does; several at once where languages share a spelling.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Class(u32);

impl Class {
    /// A name or an e-mail.
    pub(super) const PERSON: Self = Self(1);
    /// A word of a rule.
    pub(super) const KEYWORD: Self = Self(1 << 1);
    /// he, she.
    pub(super) const SUBJECT: Self = Self(1 << 2);
    /// his, her.
    pub(super) const POSSESSIVE: Self = Self(1 << 3);
    /// I, my.
    pub(super) const FIRST: Self = Self(1 << 4);
    /// is, was.
    pub(super) const BE: Self = Self(1 << 5);
    /// Verbs, prepositions, adverbs, articles that lead from a person to what is said of them.
    pub(super) const LINK: Self = Self(1 << 6);
    /// Articles and adverbs between `is` and what someone is.
    pub(super) const PLAIN: Self = Self(1 << 7);
    /// no, not, without.
    pub(super) const NEGATION: Self = Self(1 << 8);
    /// if, whether, for example.
    pub(super) const PERHAPS: Self = Self(1 << 9);
    /// employees, people, anyone.
    pub(super) const PEOPLE: Self = Self(1 << 10);
    /// about, regarding.
    pub(super) const ABOUT: Self = Self(1 << 11);
    /// on, of, for, in: after a topic they lead to its matter.
    pub(super) const OF: Self = Self(1 << 12);
    /// policy, module, museum, manager.
    pub(super) const TOPIC: Self = Self(1 << 13);
    /// contact, ask, by: who follows is not who it is about.
    pub(super) const CONTACT: Self = Self(1 << 14);
    /// must, should.
    pub(super) const MUST: Self = Self(1 << 15);
    /// and, but.
    pub(super) const AND: Self = Self(1 << 16);
    /// because, due: ends the reach of a negation.
    pub(super) const CAUSE: Self = Self(1 << 17);
    /// Opening bracket.
    pub(super) const OPEN: Self = Self(1 << 18);
    /// Closing bracket.
    pub(super) const CLOSE: Self = Self(1 << 19);
    /// Dash.
    pub(super) const DASH: Self = Self(1 << 20);
    /// Colon.
    pub(super) const COLON: Self = Self(1 << 21);
    /// Comma, semicolon.
    pub(super) const COMMA: Self = Self(1 << 22);
    /// Quotation mark.
    pub(super) const QUOTE: Self = Self(1 << 23);
    /// Tab, bar.
    pub(super) const TAB: Self = Self(1 << 24);

    /// room, venue: what has access, is no person.
    pub(super) const PLACE: Self = Self(1 << 25);
    /// needs, requires.
    pub(super) const NEED: Self = Self(1 << 26);

    /// offers, provides: what is on offer is no one's need.
    pub(super) const OFFER: Self = Self(1 << 27);

    /// A keyword that ends where its object begins: `convicted of`, `came out to his`.
    pub(super) const FRAME: Self = Self(1 << 28);

    /// said, asked: what follows may be about anything.
    pub(super) const SAY: Self = Self(1 << 29);

    /// joking, metaphorically: nothing in the sentence is meant.
    pub(super) const JOKE: Self = Self(1 << 30);

    /// All marks of punctuation.
    pub(super) const MARK: Self = Self(0b111_1111 << 18);

    /// Whether it is any of `other`.
    pub(super) fn is(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Class {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The classes of the small words of six languages.
pub(super) struct Grammar {
    classes: FxHashMap<u64, Class>,
}

impl Grammar {
    pub(super) fn new() -> Self {
        let mut classes: FxHashMap<u64, Class> = FxHashMap::default();
        for (class, list) in super::small_words::LISTS {
            for word in list.split_ascii_whitespace() {
                let entry = classes.entry(words::hash(word)).or_default();
                *entry = *entry | *class;
            }
        }
        Self { classes }
    }

    /// What `word` does; the plural of a noun does what its singular does.
    pub(super) fn class(&self, word: &Word) -> Class {
        if word.number {
            return Class::LINK;
        }
        let get = |hash: &u64| self.classes.get(hash).copied();
        let noun = |class: &Class| class.is(Class::TOPIC | Class::PEOPLE | Class::PLACE);
        get(&word.hash).or_else(|| word.stems.iter().find_map(get).filter(noun)).unwrap_or_default()
    }
}
