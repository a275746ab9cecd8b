//! What a header or a form label says of the values under or beside it.

use super::quasi::{self, Quasi};
use crate::detect::names::{self, NameHeader};
use crate::detect::{Detector, RuleNumber};
use smallvec::SmallVec;

/// Longer texts are no header.
const LONGEST: usize = 80;
/// Characters of a header that a report shows.
const SHOWN: usize = 32;

/// What a header says.
#[derive(Clone, Debug, Default)]
pub(super) struct Head {
    /// Rules that it names.
    pub rules: SmallVec<[RuleNumber; 2]>,
    /// What it says of names.
    pub name: Option<NameHeader>,
    /// Whether it speaks of people beyond doubt, as a bare `Name` does not.
    pub someone: bool,
    /// Whether it says what things have and people do not.
    pub of_things: bool,
    /// The sensitive rule whose values stand under it.
    pub sensitive: Option<RuleNumber>,
    /// Free text under it tells something of a person.
    pub wants_prose: bool,
    /// What it tells together with others.
    pub quasi: Option<Quasi>,
    /// Its words.
    pub text: String,
}

/// Whether a text says anything as a header or label; the same as [`Head::is_known`], without making the header.
pub(super) fn is_known(detector: &Detector, text: &str) -> bool {
    words(text).is_some_and(|text| {
        names::header(text).is_some()
            || detector.sensitive.header(text).is_some()
            || !detector.engine.header_rules(text).is_empty()
    })
}

/// The words of a header; none where it can't be one.
fn words(text: &str) -> Option<&str> {
    let text = text.trim().trim_end_matches(':').trim_end();
    (text.len() <= LONGEST && !text.is_empty()).then_some(text)
}

impl Head {
    /// Reads a header or label.
    pub(super) fn of(detector: &Detector, text: &str) -> Self {
        let Some(text) = words(text) else { return Self::default() };
        let (name, someone, of_things) = (names::header(text), names::says_someone(text), names::says_thing(text));
        // `Colour name`.
        let things_name = name == Some(NameHeader::Full) && of_things && !someone;
        Self {
            rules: detector.engine.header_rules(text),
            name: if things_name { Some(NameHeader::NotPerson) } else { name },
            someone,
            of_things,
            sensitive: detector.sensitive.header(text),
            wants_prose: detector.sensitive.wants_prose(text),
            quasi: quasi::of_header(text),
            text: text.to_owned(),
        }
    }

    /// Whether it says anything.
    pub(super) fn is_known(&self) -> bool {
        !self.rules.is_empty() || self.name.is_some() || self.sensitive.is_some()
    }

    /// Whether it says that its values are something else than names of people.
    pub(super) fn denies_names(&self) -> bool {
        self.name == Some(NameHeader::NotPerson) || (self.name.is_none() && self.is_known())
    }

    /// Whether it speaks of companies: `Supplier`, `Kunde`, `Company name`.
    pub(super) fn says_company(&self) -> bool {
        const WORDS: [&str; 18] = [
            "compan",
            "organi",
            "supplier",
            "vendor",
            "firm",
            "client",
            "customer",
            "business",
            "employer",
            "entreprise",
            "société",
            "societe",
            "fournisseur",
            "lieferant",
            "unternehmen",
            "empresa",
            "azienda",
            "bedrijf",
        ];
        let text = self.text.to_lowercase();
        WORDS.iter().any(|word| text.contains(word))
    }

    /// Its words as a report may show them.
    pub(super) fn shown(&self, detector: &Detector) -> String {
        let masked = detector.mask(&self.text);
        let mut short: String = masked.chars().take(SHOWN).map(|c| if c.is_control() { ' ' } else { c }).collect();
        if masked.chars().nth(SHOWN).is_some() {
            short.push('…');
        }
        short
    }
}
