//! Joins a name with the address that spells it when they stand in different paragraphs, as in a CV or a signature.

use super::people::Spot;
use crate::detect::names;
use std::collections::VecDeque;

/// Names and addresses that wait for each other; both stand near, so few are enough.
const MOST: usize = 12;

/// The last names without an address, and addresses without a name.
#[derive(Default)]
pub(crate) struct Recent {
    names: VecDeque<(String, u64)>,
    locals: VecDeque<(String, u64)>,
}

impl Recent {
    /// Completes the sure people of a text by those that stood before it, and remembers the rest.
    pub(super) fn complete(&mut self, text: &str, people: &mut [Spot]) {
        for spot in people.iter_mut().filter(|spot| spot.sure) {
            let Some(value) = text.get(spot.span.clone()) else { continue };
            match (value.split_once('@'), spot.name, spot.email) {
                (Some((local, _)), _, Some(email)) => match take(&mut self.names, |name| names::agrees(name, local)) {
                    Some(name) => spot.name = Some(name),
                    None => remember(&mut self.locals, local, email),
                },
                (None, Some(name), None) if value.contains(' ') => {
                    match take(&mut self.locals, |local| names::agrees(value, local)) {
                        Some(email) => spot.email = Some(email),
                        None => remember(&mut self.names, value, name),
                    }
                }
                _ => {}
            }
        }
    }
}

fn take(waiting: &mut VecDeque<(String, u64)>, agrees: impl Fn(&str) -> bool) -> Option<u64> {
    let at = waiting.iter().rposition(|(value, _)| agrees(value))?;
    waiting.remove(at).map(|(_, key)| key)
}

fn remember(waiting: &mut VecDeque<(String, u64)>, value: &str, key: u64) {
    if waiting.len() == MOST {
        waiting.pop_front();
    }
    waiting.push_back((value.to_owned(), key));
}
