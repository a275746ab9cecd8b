//! Lists of people with their marks: `Anna Bell 72%`, `- Bell: Merit`, `Bell, Anna 42/60`. What stands directly behind the name,
//! up to the end of the line or the next name, is nothing but a mark.

use super::Sensitive;
use super::words;
use crate::detect::Candidate;
use std::ops::Range;

/// Longest text behind a name that is looked at.
const LONGEST: usize = 48;
/// What may stand between a name and its mark, and in front of the name.
const BETWEEN: [char; 12] = [' ', '\t', ':', ',', '-', '–', '—', '=', '|', '(', '*', '•'];
/// Matches before a mark that could reach into it.
const NEAR: usize = 4;
/// A verdict in words, a share of points, a per cent.
const VERDICT: f32 = 0.65;
const POINTS: f32 = 0.6;
const SHARE: f32 = 0.55;
/// A round per cent may be a share of someone's time.
const ROUND: f32 = 0.4;

/// Appends the marks behind the names of `people`, which are in order.
pub(super) fn find(all: &Sensitive, text: &str, people: &[Range<usize>], out: &mut Vec<Candidate>) {
    let Some(rule) = all.judges.rule() else { return };
    let (mut marked, mut found) = (0, Vec::new());
    for (index, person) in people.iter().enumerate().filter(|(_, person)| person.start < person.end) {
        let next = people.get(index + 1).map_or(text.len(), |next| next.start.max(person.end));
        let Some(span) = behind(text, person.end..next) else { continue };
        if !begins(text, person.start, marked) {
            continue;
        }
        let Some((length, score)) = text.get(span.clone()).and_then(|rest| mark(all, rest)) else { continue };
        let span = span.start..span.start + length;
        marked = span.end;
        // What was bound before stands in order.
        let after = out.partition_point(|have| have.span.start < span.end);
        let near = out.get(after.saturating_sub(NEAR)..after).unwrap_or_default();
        if near.iter().any(|have| have.rule == rule && span.start < have.span.end) {
            continue;
        }
        let key = index as u64;
        found.push(Candidate {
            rule,
            span,
            score,
            key,
            evidence: ["a mark directly behind a name".into()].into_iter().collect(),
        });
    }
    out.append(&mut found);
}

/// What stands behind a name in its line, without what parts them; none where nothing parts them or it is long.
fn behind(text: &str, gap: Range<usize>) -> Option<Range<usize>> {
    let rest = text.get(gap.clone())?;
    let line = rest.split(['\n', '\r', ';']).next()?;
    let from = line.len() - line.trim_start_matches(BETWEEN).len();
    let mark = line.get(from..)?.trim_end_matches([' ', ',', '.', ')', '|', '\t']);
    (from > 0 && !mark.is_empty() && mark.len() <= LONGEST).then(|| gap.start + from..gap.start + from + mark.len())
}

/// Whether a name opens its line (bullets and numbers aside), or stands behind the mark of another.
fn begins(text: &str, at: usize, marked: usize) -> bool {
    let near = text.floor_char_boundary(at.saturating_sub(LONGEST));
    let window = text.get(near..at).unwrap_or_default();
    let line = window.rfind('\n').map(|end| near + end + 1).or((near == 0).then_some(0));
    let after_mark = (marked > 0 && marked >= near).then_some(marked.min(at));
    let from = line.max(after_mark);
    from.and_then(|from| text.get(from..at)).is_some_and(|before| !before.chars().any(char::is_alphabetic))
}

/// How long the mark at the start of `rest` is, and what it is worth; it must be all of it, or what follows be set apart.
fn mark(all: &Sensitive, rest: &str) -> Option<(usize, f32)> {
    if let Some(end) = all.columns.verdict_at_start(rest) {
        let after = rest.get(end..)?.trim_start();
        let apart = after.is_empty() || after.starts_with(['-', '–', '—', '(', ',', '/']);
        return apart.then_some((end, VERDICT));
    }
    let word = words::next(rest, 0).filter(|word| word.number && word.start == 0 && word.end == rest.len())?;
    let number = rest.get(..word.end)?;
    if let Some(share) = number.strip_suffix('%') {
        let share: f32 = share.trim_end().replace(',', ".").parse().ok()?;
        let round = share % 10.0 == 0.0 || share % 25.0 == 0.0;
        return (share <= 100.0).then_some((word.end, if round { ROUND } else { SHARE }));
    }
    let (got, of) = number.split_once('/')?;
    let (got, of): (f32, u32) = (got.replace(',', ".").parse().ok()?, of.parse().ok()?);
    // `3/12` is a date.
    let scale = (10..=1_000).contains(&of) && of % 5 == 0;
    (scale && got <= of as f32).then_some((word.end, POINTS))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::RuleSet;

    #[test]
    fn marks_behind_names() {
        let all = Sensitive::new(&RuleSet::embedded().unwrap()).unwrap();
        let check = |text: &str, names: &[&str], want: &[&str]| {
            let people: Vec<Range<usize>> =
                names.iter().filter_map(|name| text.find(name).map(|at| at..at + name.len())).collect();
            let mut found = Vec::new();
            find(&all, text, &people, &mut found);
            let told: Vec<&str> =
                found.into_iter().filter(|found| found.score >= 0.5).map(|found| &text[found.span]).collect();
            assert_eq!(told, want, "{text}");
        };
        check("Anna Bell 72%\n- Hay: Merit\n3. Orr, 42/60", &["Anna Bell", "Hay", "Orr"], &["72%", "Merit", "42/60"]);
        check("Anna Bell 72%, Bob Hay 65%", &["Anna Bell", "Bob Hay"], &["72%", "65%"]);
        check("Anna Bell: Refer (resit in May)", &["Anna Bell"], &["Refer"]);
        check("Anna Bell: bestanden", &["Anna Bell"], &["bestanden"]);
        check("Anna Bell 50%\nBob Hay passed away\nOrr 3/12", &["Anna Bell", "Bob Hay", "Orr"], &[]);
        check("Discount for Anna Bell 72%", &["Anna Bell"], &[]);
        check("Anna Bell 72% of the vote", &["Anna Bell"], &[]);
    }
}
