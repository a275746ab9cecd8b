//! Checks of identifiers as data: a rule file states them, so that a new national number needs no code.
//!
//! A check is a list of steps over the value in its normal form: letters in upper case, digits and `<`; blanks, dashes and
//! dots left out. All of them must pass. What can be wrong with a step is found when the file is read.

mod letters;
mod places;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use letters::Letters;
pub use places::Places;

/// One step of a check.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// The value has one of these lengths.
    Length(Vec<usize>),
    /// What stands at some places is one of a list.
    Only(Listed),
    /// It is none of a list.
    Not(Listed),
    /// A calendar date stands inside.
    Date(DateInside),
    /// A sum over weighted places, or the number that they write, has the right remainder.
    Sum(Sum),
    /// Luhn check digit (ISO/IEC 7812-1) at the last of the places.
    Luhn(Over),
    /// Verhoeff check digit at the last of the places.
    Verhoeff(Over),
    /// ISO 7064 mod 11,10 check digit at the last of the places.
    Iso7064Mod1110(Over),
    /// ISO 7064 mod 97-10: the number that the places write is 1 modulo 97.
    Iso7064Mod9710(Over),
    /// ISO 7064 mod 37-2 check character at the last of the places.
    Iso7064Mod372(Over),
    /// Exactly one character occurs more than once among the places, so many times.
    Repeats(Repeats),
    /// One of these lists of steps passes.
    Any(Vec<Vec<Step>>),
}

/// Places of a value; all of them where none are given.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Over {
    /// Which.
    #[serde(default)]
    pub over: Places,
}

/// Texts that may, or may not, stand at some places.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    /// Where.
    #[serde(default)]
    pub at: Places,
    /// The texts, each of the length of `at`; `00-12` stands for all between two of equal length.
    #[serde(rename = "in")]
    pub among: Vec<Span>,
}

/// A text, or all texts of one length between two.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Span {
    low: String,
    high: String,
}

impl Span {
    /// Whether a text lies in it.
    pub fn has(&self, text: &[u8]) -> bool {
        text.len() == self.low.len() && text >= self.low.as_bytes() && text <= self.high.as_bytes()
    }
}

impl TryFrom<String> for Span {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let (low, high) = text.split_once('-').unwrap_or((&text, &text));
        let plain =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'A'..=b'Z' | b'<'));
        if !plain(low) || !plain(high) || low.len() != high.len() || low > high {
            return Err(format!("'{text}' is neither a text of digits and capitals nor two of one length, ascending"));
        }
        Ok(Self { low: low.into(), high: high.into() })
    }
}

impl From<Span> for String {
    fn from(span: Span) -> Self {
        if span.low == span.high { span.low } else { format!("{}-{}", span.low, span.high) }
    }
}

/// A date inside an identifier. A year of two digits may be of any century.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DateInside {
    /// A letter for each place from the first: `y` year, `m` month, `d` day, any other mark for what is no date.
    pub layout: Layout,
    /// What may have been added to the month (women, further centuries); 0 where nothing else is said.
    #[serde(default = "nothing_added")]
    pub month_plus: Vec<u32>,
    /// What may have been added to the day (women, foreigners).
    #[serde(default = "nothing_added")]
    pub day_plus: Vec<u32>,
    /// Whether a month or day of zeros means "not known".
    #[serde(default)]
    pub unknown: bool,
    /// The century by a character of the value; without it any century will do.
    #[serde(default)]
    pub century: Option<Century>,
}

fn nothing_added() -> Vec<u32> {
    vec![0]
}

/// Which century a character stands for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Century {
    /// Its place.
    pub at: usize,
    /// The first year of the century by character: `{ "1" = 1900, "5" = 2000 }`.
    pub of: std::collections::BTreeMap<char, u32>,
}

/// Where year, month and day stand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Layout(String);

impl Layout {
    /// The mark of each place.
    pub fn marks(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl TryFrom<String> for Layout {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let count = |mark| text.bytes().filter(|&byte| byte == mark).count();
        if count(b'm') != 2 || count(b'd') != 2 || !matches!(count(b'y'), 2..=4) {
            return Err(format!("layout '{text}' must have two to four y, two m and two d"));
        }
        Ok(Self(text))
    }
}

impl From<Layout> for String {
    fn from(layout: Layout) -> Self {
        layout.0
    }
}

/// A sum and its remainder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "RawSum", into = "RawSum")]
#[schemars(with = "RawSum")]
pub struct Sum(RawSum);

impl std::ops::Deref for Sum {
    type Target = RawSum;

    fn deref(&self) -> &RawSum {
        &self.0
    }
}

/// A sum as it is written; what it must not be is looked at in [`Sum`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawSum {
    /// The places that are summed.
    #[serde(default)]
    pub over: Places,
    /// What each place is multiplied by, from the first again where there are more places. None: the places write one number.
    #[serde(default)]
    pub weights: Vec<i32>,
    /// Weights used in place of those where the remainder is 10.
    #[serde(default)]
    pub again: Vec<i32>,
    /// Tables (of 0-9 and A-Z) that say what a character counts, place for place, in turn.
    #[serde(default)]
    pub tables: Vec<Vec<i32>>,
    /// What a letter counts; A is 10 where nothing else is said.
    #[serde(default, skip_serializing_if = "Letters::is_usual")]
    pub letters: Letters,
    /// Whether a letter is written as two digits (A is 01) before it is weighted.
    #[serde(default)]
    pub expand: bool,
    /// What becomes of a product of two digits.
    #[serde(default)]
    pub fold: Option<Fold>,
    /// Added to the sum.
    #[serde(default)]
    pub plus: i64,
    /// What the sum is divided by.
    pub modulus: u32,
    /// Whether the remainder is taken from the modulus.
    #[serde(default)]
    pub complement: bool,
    /// The remainders that are right; or:
    #[serde(default)]
    pub equals: Vec<u32>,
    /// Where the character, or the number, stands that the remainder must be.
    #[serde(default)]
    pub check: Option<Places>,
    /// The character for each remainder; digits where nothing else is said.
    #[serde(default)]
    pub table: Option<String>,
}

/// What becomes of a product of two digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Fold {
    /// Its digits are added.
    Digits,
    /// Where it is doubled and over nine, nine is taken off.
    Nine,
}

impl TryFrom<RawSum> for Sum {
    type Error = String;

    fn try_from(sum: RawSum) -> Result<Self, String> {
        let table = sum.table.as_ref().is_none_or(|table| table.is_ascii() && table.len() <= sum.modulus as usize);
        let problem = if sum.modulus < 2 || sum.modulus > 1_000 {
            "modulus must be 2 to 1000"
        } else if sum.equals.is_empty() == sum.check.is_none() {
            "either equals or check must be given"
        } else if sum.equals.iter().any(|equals| *equals >= sum.modulus) {
            "a remainder in equals is not below the modulus"
        } else if sum.check.is_none() && sum.table.is_some() {
            "table is nothing without check"
        } else if !table {
            "table has more characters than there are remainders, or others than ASCII"
        } else if sum.tables.iter().any(|table| table.len() != 36) {
            "each of tables needs 36 numbers, for 0-9 and A-Z"
        } else if !sum.tables.is_empty() && !sum.weights.is_empty() {
            "either weights or tables may be given"
        } else if !sum.again.is_empty() && sum.again.len() != sum.weights.len() {
            "again must be as long as weights"
        } else if sum.weights.iter().chain(&sum.again).any(|weight| weight.unsigned_abs() > 1_000) {
            "a weight is over 1000"
        } else {
            return Ok(Self(sum));
        };
        Err(problem.into())
    }
}

impl From<Sum> for RawSum {
    fn from(sum: Sum) -> Self {
        sum.0
    }
}

/// How often the one character that is not alone occurs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Repeats {
    /// Among which places.
    #[serde(default)]
    pub over: Places,
    /// So many times.
    pub times: Vec<u8>,
}
