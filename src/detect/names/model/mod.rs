//! The weights of name detection: a logistic model over features of the words, of what stands around them, of the line and
//! of the document. Trained by `train` from `corpus/detect/train`, kept as text in `rules/lexicon/names.model.tsv`,
//! compiled into one static table by `build.rs`.

pub(super) mod table;

pub(super) use table::letters;

use std::borrow::Cow;

/// The weights: see [`table::of`] for the layout.
#[derive(Clone, Debug)]
pub(super) struct Model {
    table: Cow<'static, [u8]>,
}

/// The weights in the program.
pub(super) static MODEL: Model =
    Model { table: Cow::Borrowed(include_bytes!(concat!(env!("OUT_DIR"), "/names.model.bin"))) };

impl Model {
    /// A model of these weights by key.
    #[cfg(test)]
    pub(super) fn of(weights: &std::collections::BTreeMap<u64, f32>) -> Self {
        Self { table: Cow::Owned(table::of(weights)) }
    }
}

/// Declares the templates: what a feature is about, its name in the model's file, and which part of the explanation it
/// belongs to.
macro_rules! templates {
    ($($variant:ident $name:literal $part:ident,)*) => {
        /// What a feature is about. Together with a value it is a feature.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub(super) enum Template { $($variant,)* }

        impl Template {
            const SEEDS: &[u64] = &[$(table::seed($name),)*];
            const PARTS: &[Part] = &[$(Part::$part,)*];
            /// Their names in the model's file.
            #[cfg(test)]
            pub(super) const NAMES: &[&str] = &[$($name,)*];

            /// The part of a feature's key that is the template's.
            pub(super) fn seed(self) -> u64 {
                Self::SEEDS.get(self as usize).copied().unwrap_or_default()
            }
        }
    };
}

templates! {
    Bias "bias" Words,
    Form "form" Words,
    Particle "particle" Words,
    ParticleSingle "particle.single" Words,
    FirstLevels "first.levels" Words,
    LastLevels "last.levels" Words,
    Levels "levels" Words,
    FirstClass "first.class" Words,
    LastClass "last.class" Words,
    MiddleLevels "middle.levels" Words,
    FirstLooks "first.looks" Words,
    LastLooks "last.looks" Words,
    FirstEnd "first.end" Words,
    LastEnd "last.end" Words,
    LastBegin "last.begin" Words,
    Lengths "lengths" Words,
    Namesake "namesake" Words,
    Capitals "capitals" Words,
    Upper "upper" Words,
    Title "title" Before,
    Titled "titled" Before,
    TitleWord "title.word" Before,
    TitleWordSingle "title.word.single" Before,
    BeforeWord "before.word" Before,
    BeforeWordSingle "before.word.single" Before,
    BeforeGap "before.gap" Before,
    BeforeCue "before.cue" Before,
    BeforeCapital "before.capital" Before,
    BeforeTwo "before.two" Before,
    BeforeMark "before.mark" Before,
    Begins "begins" Before,
    BehindWord "behind.word" Behind,
    BehindWordSingle "behind.word.single" Behind,
    BehindGap "behind.gap" Behind,
    BehindCue "behind.cue" Behind,
    BehindCapital "behind.capital" Behind,
    BehindTwo "behind.two" Behind,
    BehindMark "behind.mark" Behind,
    Possessive "possessive" Behind,
    Job "job" Behind,
    Whole "whole" Line,
    Heading "heading" Line,
    Label "label" Line,
    Contact "contact" Line,
    Closing "closing" Line,
    Paper "paper" Line,
    Crowd "crowd" Line,
    Items "items" Line,
    Touch "touch" Line,
    TouchUsual "touch.usual" Line,
    Code "code" Line,
    Indent "indent" Line,
    Bare "bare" Words,
    Acronyms "acronyms" Words,
    Email "email" Document,
    Echo "echo" Document,
    Elsewhere "elsewhere" Document,
    Again "again" Document,
    Mention "mention" Document,
    Beside "beside" Document,
    Above "above" Document,
    Company "company" Document,
    Strong "strong" Document,
    Firm "firm" Document,
    Size "size" Line,
    Coded "coded" Line,
}

/// Part of the explanation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The words of the name.
    Words,
    /// What stands before it.
    Before,
    /// What stands behind it.
    Behind,
    /// The line.
    Line,
    /// The rest of the document.
    Document,
}

/// Log-odds so far, by part of the explanation.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Odds {
    parts: [f32; 5],
}

impl Odds {
    /// All of it.
    pub(super) fn sum(&self) -> f32 {
        self.parts.iter().sum()
    }

    /// What a part adds or takes.
    pub(super) fn of(&self, part: Part) -> f32 {
        self.parts.get(part as usize).copied().unwrap_or_default()
    }

    /// From log-odds to a score.
    pub(super) fn score(&self) -> f32 {
        1.0 / (1.0 + (-self.sum()).exp())
    }
}

/// Takes features, one at a time.
pub(super) trait Features {
    /// Adds a feature: a template with a small number.
    fn add(&mut self, template: Template, value: u64);
    /// Adds a feature: a template with the key of a word.
    fn add_word(&mut self, template: Template, word: u64) {
        self.add(template, word);
    }
    /// Adds a feature: a template with a few letters.
    fn add_letters(&mut self, template: Template, text: &str) {
        self.add(template, letters(text));
    }
}

/// Adds up the weights of features.
pub(super) struct Scorer<'m> {
    /// The weights.
    pub(super) model: &'m Model,
    /// Their sums.
    pub(super) odds: Odds,
}

impl Features for Scorer<'_> {
    fn add(&mut self, template: Template, value: u64) {
        let Some(part) = Template::PARTS.get(template as usize) else { return };
        if let Some(sum) = self.odds.parts.get_mut(*part as usize) {
            *sum += table::weight(&self.model.table, table::key(template.seed(), value));
        }
    }
}
