//! Keywords at the opening of a sentence: set before its subject, or where notes leave the subject out.

use super::grammar::Class;
use super::link::Place;
use super::sentence::Token;

/// `A lifelong asthmatic, she ...`, `Diagnosed with MS in May, Anna ...`: what opens a sentence is said of its subject.
pub(super) fn opens_for_subject(place: &Place<'_>, at: usize) -> bool {
    let small = Class::PLAIN | Class::LINK | Class::KEYWORD;
    let tokens = place.tokens;
    let opens = tokens.iter().take(at).all(|token| token.class.is(small) && !token.class.is(Class::FIRST));
    let rest = tokens.get(at + 1..).unwrap_or_default();
    let behind = rest.iter().take(5).position(|token| !token.class.is(small));
    let Some((comma, subject)) = behind.and_then(|behind| Some((rest.get(behind)?, rest.get(behind + 1)?))) else {
        return false;
    };
    let known = place.named_before || place.below_name || place.about_one;
    opens
        && comma.class.is(Class::COMMA)
        && (subject.class.is(Class::PERSON) || (known && subject.class.is(Class::SUBJECT)))
}

/// `Has epilepsy, needs rest.` behind a sentence that names someone: notes leave the subject out.
pub(super) fn is_elided(place: &Place<'_>, at: usize) -> bool {
    let verb = Class::BE | Class::NEED | Class::LINK | Class::NEGATION;
    let opens = place.tokens.first().is_some_and(|first| {
        first.class.is(verb)
            && first.capital
            && first.end - first.start > 1
            && !first.class.is(Class::OF | Class::CAUSE)
    });
    let small = verb | Class::PLAIN | Class::KEYWORD;
    at > 0
        && opens
        && place.named_before
        && place.named.is_none()
        && !place.general
        && place.tokens.iter().take(at).all(|token| token.class.is(small))
        && place.tokens.get(at + 1).is_none_or(|next| next.class.is(Class::MARK | Class::AND | Class::LINK))
}

/// Whether a keyword is the first word of its line, articles aside.
pub(super) fn opens_line(tokens: &[Token], at: usize) -> bool {
    let filler = Class::PLAIN | Class::LINK | Class::MARK;
    at <= 3 && tokens.iter().take(at).all(|token| token.class.is(filler))
}
