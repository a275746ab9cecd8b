//! How a keyword hangs together with a person within one sentence.

use super::grammar::Class;
use super::opening::{is_elided, opens_for_subject, opens_line};
use super::sentence::Token;
use crate::rules::Binding;

/// Longest way, in tokens, from a person to what is said of them.
const REACH: usize = 18;

/// A sentence, and what stands around it. What holds for all its keywords is worked out once.
pub(super) struct Place<'a> {
    /// Its tokens.
    pub tokens: &'a [Token],
    /// The first token that is a person of whom something may be said.
    pub named: Option<usize>,
    /// It speaks of one person without a name.
    of_one: bool,
    /// It lays down a rule, supposes, or speaks of many.
    pub general: bool,
    /// A sentence or a few before, the paragraph names someone.
    pub named_before: bool,
    /// The whole text is about one person.
    pub about_one: bool,
    /// The paragraph names someone.
    pub paragraph: bool,
    /// It stands below the name of the person whom the text is about.
    pub below_name: bool,
}

impl<'a> Place<'a> {
    /// A sentence by itself.
    pub(super) fn new(tokens: &'a [Token]) -> Self {
        let one = Class::SUBJECT | Class::POSSESSIVE | Class::FIRST;
        let general = Class::MUST | Class::PEOPLE | Class::PERHAPS;
        Self {
            tokens,
            named: (0..tokens.len()).find(|at| is_subject(tokens, *at)),
            of_one: tokens.iter().any(|token| token.class.is(one)),
            general: tokens.iter().any(|token| token.class.is(general)),
            named_before: false,
            about_one: false,
            paragraph: false,
            below_name: false,
        }
    }

    /// Whether a pronoun for the person named before stands in front.
    fn is_of_pronoun(&self, at: usize) -> bool {
        let pronoun = Class::SUBJECT | Class::POSSESSIVE;
        (self.named_before || self.below_name || self.about_one)
            && self.named.is_none()
            && !self.general
            && self.tokens.iter().take(at).any(|token| token.class.is(pronoun))
    }

    fn is_named_before(&self, at: usize) -> bool {
        self.named.is_some_and(|named| named < at)
    }
}

/// What a keyword is worth, and why.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verdict {
    pub score: f32,
    pub why: &'static str,
}

/// Judges the keyword at token `at`; `None` where it says nothing of a person. `strict`: only what leads straight from a
/// person to the keyword counts (an assessment: anything can score).
pub(super) fn judge(place: &Place<'_>, at: usize, bind: Binding, strict: bool) -> Option<Verdict> {
    if is_topic(place.tokens, at, bind) || is_of_many(place.tokens, at) {
        return None;
    }
    let verdict = tie(place, at, bind, strict)?;
    let doubt = doubt(place.tokens, at);
    Some(doubt.unwrap_or(verdict))
}

fn tie(place: &Place<'_>, at: usize, bind: Binding, strict: bool) -> Option<Verdict> {
    let verdict = |score, why| Some(Verdict { score, why });
    if bind == Binding::Value {
        let opens = || at > 0 && opens_for_subject(place, at);
        return value(place, at)
            .or_else(|| opens().then_some(Verdict { score: 0.7, why: "set before whom the sentence is about" }));
    }
    match straight(place, at, strict, bind == Binding::Tight) {
        Some(Straight::Person) => return verdict(0.9, "said of a named person"),
        Some(Straight::Near) => return verdict(0.7, "said of something of a named person"),
        Some(Straight::Pronoun) if place.named_before => return verdict(0.8, "said of the person named before"),
        Some(Straight::Pronoun) if place.below_name => return verdict(0.8, "said of the person in the title"),
        Some(Straight::Pronoun) if place.about_one => return verdict(0.85, "said of the person of this row"),
        Some(Straight::First) if place.paragraph || place.about_one => {
            return verdict(0.6, "said by a named person of themselves");
        }
        _ => {}
    }
    if follows(place.tokens, at) {
        return verdict(if strict { 0.5 } else { 0.75 }, "said of the person named behind it");
    }
    if !strict && opens_for_subject(place, at) {
        return verdict(0.7, "set before whom the sentence is about");
    }
    if !strict && bind == Binding::Person && is_elided(place, at) {
        return verdict(0.6, "a sentence without a subject, behind a named person");
    }
    if place.about_one {
        let near = bind == Binding::Phrase || place.tokens.len() < 12;
        return verdict(if near { 0.8 } else { 0.6 }, "stands in a person's row");
    }
    if place.below_name && bind != Binding::Tight && (place.of_one || place.tokens.len() < 12) && !place.general {
        return verdict(if strict { 0.6 } else { 0.7 }, "stands below the person's name");
    }
    if place.below_name && bind == Binding::Tight && opens_line(place.tokens, at) {
        return verdict(0.65, "stands below the person's name");
    }
    if strict {
        return None;
    }
    let named = place.named.is_some();
    match bind {
        Binding::Phrase if named => verdict(0.75, "a phrase about a person, in a sentence that names one"),
        Binding::Phrase if place.paragraph && !place.general && (place.of_one || at == 0) => {
            verdict(0.55, "a phrase about a person, in a paragraph that names one")
        }
        Binding::Person if place.is_named_before(at) || (named && is_cause(place.tokens, at)) => {
            verdict(0.7, "in one sentence with a named person")
        }
        Binding::Person if place.is_of_pronoun(at) => {
            verdict(0.65, "in one sentence with a pronoun for a named person")
        }
        Binding::Person if named => verdict(0.4, "before a named person, in one sentence"),
        _ => None,
    }
}

/// Judges an everyday word at token `at` whose frame begins at token `from`.
pub(super) fn framed(place: &Place<'_>, from: usize, at: usize) -> Option<Verdict> {
    if leads_to_topic(place.tokens.get(at + 1..).unwrap_or_default()) || is_of_many(place.tokens, from) {
        return None;
    }
    let verdict = tie(place, from, Binding::Phrase, false)?;
    Some(doubt(place.tokens, from).unwrap_or(verdict))
}

/// `her operation`, `Anna's treatment`: directly behind a possessive, and not `her treatment of the data`.
pub(super) fn is_own(tokens: &[Token], at: usize) -> bool {
    let own = Class::POSSESSIVE;
    let behind = |back: usize| at.checked_sub(back).and_then(|before| tokens.get(before));
    let genitive = behind(1).is_some_and(|token| token.class.is(Class::LINK) && token.end - token.start == 1)
        && behind(2).is_some_and(|token| token.class.is(Class::PERSON));
    let of = tokens.get(at + 1).is_some_and(|next| next.class.is(Class::OF));
    !of && (genitive || behind(1).is_some_and(|token| token.class.is(own)))
}

/// What leads straight to a keyword.
#[derive(Clone, Copy)]
enum Straight {
    /// A named person.
    Person,
    /// Something of a named person: `her presence was rated 2`.
    Near,
    Pronoun,
    First,
}

/// Walks back from the keyword over words that only link, to who it is said of. Up to three words of any kind may stand
/// behind a possessive.
fn straight(place: &Place<'_>, at: usize, strict: bool, tight: bool) -> Option<Straight> {
    let links = Class::LINK
        | Class::PLAIN
        | Class::BE
        | Class::KEYWORD
        | Class::NEGATION
        | Class::AND
        | Class::CAUSE
        | Class::SAY;
    let marks = Class::OPEN | Class::CLOSE | Class::DASH | Class::COMMA | Class::COLON | Class::TAB | Class::QUOTE;
    let own = place.tokens.get(at).is_some_and(|token| token.class.is(Class::POSSESSIVE));
    let mut found = own.then_some(Straight::Pronoun);
    let mut others = 0;
    let mut genitive = false;
    for (index, token) in place.tokens.iter().enumerate().take(at).rev().take(REACH) {
        let class = token.class;
        if tight && class.is(Class::SAY) {
            break;
        }
        if class.is(Class::PERSON) {
            let said = is_subject(place.tokens, index) && !(strict && is_in_brackets(place.tokens, index));
            let straight = if others == 0 { Straight::Person } else { Straight::Near };
            found = (said && (others == 0 || genitive)).then_some(straight).or(found);
            break;
        }
        genitive = class.is(Class::LINK) && token.end - token.start == 1;
        if class.is(Class::POSSESSIVE) || (class.is(Class::SUBJECT) && others == 0) {
            found = found.or(Some(Straight::Pronoun));
            others = 0;
        } else if class.is(Class::FIRST) && others == 0 {
            found = found.or(Some(Straight::First));
        } else if index + 1 == at && !strict && is_adjective(place.tokens, index) {
        } else if class == Class::default() && others < 3 && found.is_none() {
            others += 1;
        } else if !class.is(links | marks) || (others > 0 && class.is(marks)) {
            break;
        }
    }
    let named = || place.is_named_before(at) || (own && place.named.is_some());
    if matches!(found, Some(Straight::Pronoun)) && named() { Some(Straight::Person) } else { found }
}

/// `a nasty` stroke: a small word that no list knows, behind an article or a possessive.
fn is_adjective(tokens: &[Token], index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|before| tokens.get(before));
    tokens.get(index).is_some_and(|token| token.class == Class::default() && !token.capital)
        && before.is_some_and(|before| before.class.is(Class::PLAIN | Class::POSSESSIVE))
}

/// `Module 2 (Anna Bell) was rated 4.6`: the module was.
fn is_in_brackets(tokens: &[Token], at: usize) -> bool {
    let is = |at: Option<usize>, class| at.and_then(|at| tokens.get(at)).is_some_and(|token| token.class.is(class));
    is(at.checked_sub(1), Class::OPEN) && is(Some(at + 1), Class::CLOSE)
}

/// Whether a token is a person of whom something may be said: not whom to contact, not the author.
fn is_subject(tokens: &[Token], at: usize) -> bool {
    let person = tokens.get(at).is_some_and(|token| token.class.is(Class::PERSON));
    let mut before =
        tokens.get(..at).unwrap_or_default().iter().rev().filter(|token| !token.class.is(Class::PERSON | Class::COLON));
    let near = [before.next(), before.next()];
    let contact = |token: &Token| token.class.is(Class::CONTACT);
    person
        && !near[0].is_some_and(contact)
        && !(near[0].is_some_and(|token| token.class.is(Class::OF)) && near[1].is_some_and(contact))
}

/// `Wheelchair access for ...`, `Coeliac: ...`, `epilepsy (...)`.
fn follows(tokens: &[Token], at: usize) -> bool {
    let links = Class::OF | Class::OPEN | Class::DASH | Class::COLON | Class::TAB | Class::KEYWORD;
    let rest = tokens.get(at + 1..).unwrap_or_default();
    let person = rest.iter().take(4).position(|token| !token.class.is(links));
    person.is_some_and(|person| person > 0 && rest.get(person).is_some_and(|token| token.class.is(Class::PERSON)))
}

/// `due to a migraine, ...`.
fn is_cause(tokens: &[Token], at: usize) -> bool {
    tokens.get(..at).unwrap_or_default().iter().rev().take(4).any(|token| token.class.is(Class::CAUSE))
}

/// `is a devout Catholic`, `(Hindu)`: the only ways in which an everyday word says what someone is.
fn value(place: &Place<'_>, at: usize) -> Option<Verdict> {
    let tokens = place.tokens;
    let ends = Class::MARK | Class::AND | Class::CAUSE;
    if !tokens.get(at + 1).is_none_or(|token| token.class.is(ends)) {
        return None;
    }
    let mut before = tokens.get(..at).unwrap_or_default().iter().rev().take(8).peekable();
    if before.next_if(|token| token.class.is(Class::OPEN)).is_some() {
        let person = before.next().is_some_and(|token| token.class.is(Class::PERSON));
        let closed = tokens.get(at + 1).is_some_and(|token| token.class.is(Class::CLOSE));
        return (person && closed).then_some(Verdict { score: 0.7, why: "in brackets behind a name" });
    }
    while before.next_if(|token| token.class.is(Class::PLAIN) && !token.class.is(Class::BE)).is_some() {}
    let apart = Class::COMMA | Class::DASH | Class::COLON | Class::TAB;
    if before.next_if(|token| token.class.is(apart)).is_some() {
        // `Polish: Simon Bianchi` is a label of the next name.
        let label = tokens.get(at + 1).is_some_and(|token| token.class.is(Class::COLON));
        let person = !label && before.next().is_some_and(|token| token.class.is(Class::PERSON));
        return person.then_some(Verdict { score: 0.75, why: "set beside a name" });
    }
    if tokens.len() == 2 && before.peek().is_some_and(|token| token.class.is(Class::PERSON)) {
        return Some(Verdict { score: 0.65, why: "a name and a value fill the line" });
    }
    before.next_if(|token| token.class.is(Class::BE))?;
    let passes = Class::PLAIN | Class::BE | Class::NEGATION | Class::COMMA;
    while before.next_if(|token| token.class.is(passes) && !token.class.is(Class::AND)).is_some() {}
    let who = before.next()?.class;
    if who.is(Class::AND) && place.is_named_before(at) {
        return Some(Verdict { score: 0.7, why: "in one sentence with a named person" });
    }
    if who.is(Class::PERSON) {
        Some(Verdict { score: 0.9, why: "said of a named person" })
    } else if who.is(Class::SUBJECT) && (place.named_before || place.about_one || place.is_named_before(at)) {
        Some(Verdict { score: 0.75, why: "said of the person named before" })
    } else if who.is(Class::FIRST) && (place.paragraph || place.about_one) {
        Some(Verdict { score: 0.6, why: "said by a named person of themselves" })
    } else {
        None
    }
}

/// Whether the keyword only names a matter: `epilepsy policy`, `workshop on disability`, `Jewish Museum`.
fn is_topic(tokens: &[Token], at: usize, bind: Binding) -> bool {
    let Some(keyword) = tokens.get(at) else { return true };
    let topic = |token: &Token| token.class.is(Class::TOPIC);
    if !keyword.class.is(Class::FRAME) && leads_to_topic(tokens.get(at + 1..).unwrap_or_default()) {
        return true;
    }
    if is_proper(tokens, at, bind != Binding::Phrase) {
        return true;
    }
    let mut before = tokens.get(..at).unwrap_or_default().iter().rev().take(7).peekable();
    let mut own = false;
    let mut lead = false;
    let mut last_of = false;
    while let Some(token) = before.next_if(|token| !token.class.is(Class::MARK)) {
        own |= token.class.is(Class::POSSESSIVE | Class::PERSON | Class::SUBJECT);
        if own && !last_of {
            return false;
        }
        if token.class.is(Class::ABOUT) {
            return true;
        }
        lead |= token.class.is(Class::OF);
        if token.class.is(Class::BE) {
            return false;
        }
        if lead && topic(token) {
            return true;
        }
        last_of = token.class.is(Class::OF);
    }
    before.next().is_some_and(|token| token.class.is(Class::QUOTE)) && keyword.capital && bind != Binding::Phrase
}

/// `policy`, `support policy`, `and autism policy` behind a keyword.
fn leads_to_topic(rest: &[Token]) -> bool {
    let topic = |at: usize| rest.get(at).is_some_and(|token: &Token| token.class.is(Class::TOPIC));
    let open =
        |at: usize| rest.get(at).is_some_and(|token| token.class == Class::default() || token.class.is(Class::KEYWORD));
    let joined = rest.first().is_some_and(|token| token.class.is(Class::AND));
    topic(0) || (open(0) && topic(1)) || (joined && open(1) && topic(2))
}

/// Whether a capital word of no class stands directly beside a keyword with a capital: a part of some name.
pub(super) fn is_proper(tokens: &[Token], at: usize, both: bool) -> bool {
    let Some(keyword) = tokens.get(at).filter(|keyword| keyword.capital) else { return false };
    let noun = Class::TOPIC | Class::PEOPLE | Class::PLACE;
    let capital = |token: &Token| token.capital && (token.class == Class::default() || token.class.is(noun));
    let after = tokens.get(at + 1).is_some_and(|next| capital(next) && next.start == keyword.end + 1);
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    after || (both && at > 1 && before.is_some_and(|before| capital(before) && before.end + 1 == keyword.start))
}

/// Whether it is said of people in general, or of a place: `employees with epilepsy`, `depression among students`, `the
/// hotel offers wheelchair access`.
fn is_of_many(tokens: &[Token], at: usize) -> bool {
    let stop = Class::MARK | Class::PERSON | Class::SUBJECT | Class::POSSESSIVE | Class::FIRST | Class::AND;
    let before = || tokens.get(..at).unwrap_or_default().iter().rev();
    let after = tokens.get(at + 1..).unwrap_or_default().iter();
    let need = before().take(12).any(|token| token.class.is(Class::NEED));
    let many = |token: &Token| token.class.is(Class::PEOPLE) || (token.class.is(Class::PLACE) && !need);
    before().take(5).take_while(|token| !token.class.is(stop)).any(many)
        || after.take(2).take_while(|token| !token.class.is(stop)).any(|token| token.class.is(Class::PEOPLE))
        || before().take(10).take_while(|token| !token.class.is(Class::COMMA)).any(|token| token.class.is(Class::OFFER))
}

/// "no known", "if", "for example": what was said was not said.
fn doubt(tokens: &[Token], at: usize) -> Option<Verdict> {
    let after = tokens.get(at + 1).is_some_and(|next| next.class.is(Class::NEGATION));
    if after && tokens.get(at).is_some_and(|token| token.class.is(Class::FRAME)) {
        return Some(Verdict { score: 0.25, why: "denied" });
    }
    let such = at.checked_sub(2).and_then(|such| tokens.get(such)).is_some_and(|such| such.class.is(Class::PERHAPS));
    if such || tokens.iter().any(|token| token.class.is(Class::JOKE)) {
        return Some(Verdict { score: 0.3, why: "only supposed" });
    }
    let mut clause = tokens
        .get(..at)
        .unwrap_or_default()
        .iter()
        .rev()
        .take_while(|token| !token.class.is(Class::COMMA | Class::DASH | Class::CAUSE | Class::OPEN | Class::COLON))
        .take(12)
        .enumerate();
    let doubt = clause.find_map(|(distance, token)| {
        if distance < 5 && token.class.is(Class::NEGATION) {
            Some(Verdict { score: 0.25, why: "denied" })
        } else if token.class.is(Class::PERHAPS) {
            Some(Verdict { score: 0.3, why: "only supposed" })
        } else {
            None
        }
    });
    let opening = tokens.first().filter(|token| token.class.is(Class::PERHAPS));
    doubt.or_else(|| opening.map(|_| Verdict { score: 0.3, why: "only supposed" }))
}
