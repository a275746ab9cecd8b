//! What a column is, judged as a whole: its header, its cells, its neighbours.

use super::about::About;
use super::head::Head;
use super::profile::Profile;
use super::quasi::Quasi;
use crate::detect::names::NameHeader;
use crate::detect::{Detector, Evidence, RuleNumber};
use smallvec::SmallVec;

/// Share of matching cells from which a column is a column of a rule's values.
const MOST: f32 = 0.6;
/// Cells whose check digits prove a column, and their share.
const MANY: u32 = 8;
const NEARLY_ALL: f32 = 0.9;
/// Share of whole names from which a column holds whole names, not halves.
const WHOLE: f32 = 0.4;
/// Cells below which a column proves nothing by itself.
const FEW: u32 = 4;
/// A column whose names score below this holds no names.
pub(super) const NAMES_FROM: f32 = 0.5;

/// A column: header and counters.
#[derive(Default)]
pub(super) struct Column {
    /// Its number, 0-based; all beyond the last that is judged share one.
    pub number: u32,
    /// Its header, empty where there is none.
    pub head: Head,
    /// Its cells.
    pub profile: Profile,
}

/// What part of a name stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Whole names.
    Full,
    /// Given names; their surnames stand in the column given.
    Given(Option<u32>),
    /// Surnames, told with the given names of another column or alone.
    Surname(Option<u32>),
}

/// What a column is.
#[derive(Clone, Debug, Default)]
pub(super) struct Verdict {
    /// Names, and how sure.
    pub names: Option<(Part, f32)>,
    /// Names of anything else stand in it.
    pub not_people: bool,
    /// The header says that names of people stand under it.
    pub headed_names: bool,
    /// The header says that things with names stand under it: companies, rooms, products.
    pub things: bool,
    /// The header says that people stand under it, by name or a part of it.
    pub headed_people: bool,
    /// The header speaks of people beyond doubt.
    pub someone: bool,
    /// Most cells are written with capitals.
    pub cased: bool,
    /// Companies stand in it.
    pub companies: bool,
    /// Most cells have the shape of a name, and yet they were judged to be none.
    pub mostly_shaped: bool,
    /// Rules that the header names.
    pub rules: SmallVec<[RuleNumber; 2]>,
    /// There is a header over it.
    pub headed: bool,
    /// The header speaks of something else than patterns could tell.
    pub other_rule: bool,
    /// Rules that most cells match, with the share in per cent.
    pub mostly: SmallVec<[(RuleNumber, u8); 2]>,
    /// Rules whose check digit nearly all of many cells satisfy: no chance does that.
    pub proven: SmallVec<[RuleNumber; 2]>,
    /// Numbers that count up.
    pub run: bool,
    /// Sensitive rule by header.
    pub sensitive: Option<RuleNumber>,
    /// Free text under the sensitive header tells something by itself.
    pub wants_prose: bool,
    /// What it tells together with other columns.
    pub quasi: Option<Quasi>,
    /// What the column says for its matches, for people.
    pub told: SmallVec<[Evidence; 3]>,
}

impl Verdict {
    /// Whether most cells match `rule`.
    pub(super) fn is_mostly(&self, rule: RuleNumber) -> bool {
        self.mostly.iter().any(|(have, _)| *have == rule)
    }
}

/// Judges the columns of a region; by place, as in `columns`. `headed`: there is a header row.
pub(super) fn judge(detector: &Detector, columns: &[Column], headed: bool) -> Vec<Verdict> {
    let mut verdicts: Vec<Verdict> = columns.iter().map(of_patterns).collect();
    let about = About::of(detector, columns, &verdicts);
    // Whole names first, then halves that stand side by side, then single words under a header for names.
    set_full(columns, &mut verdicts, headed, about, |profile| profile.share(profile.full) >= WHOLE);
    pair_parts(columns, &mut verdicts);
    set_full(columns, &mut verdicts, headed, about, |_| true);
    whole_in_half(columns, &mut verdicts);
    if about == About::Things {
        for verdict in verdicts.iter_mut().filter(|verdict| verdict.names.is_none() && !verdict.someone) {
            verdict.things = true;
        }
    }
    super::marks::judge(detector, columns, &mut verdicts);
    for (verdict, column) in verdicts.iter_mut().zip(columns) {
        verdict.told = told(detector, column, verdict);
    }
    verdicts
}

fn set_full(columns: &[Column], verdicts: &mut [Verdict], headed: bool, about: About, fits: impl Fn(&Profile) -> bool) {
    let surnames: SmallVec<[u32; 4]> = numbers_of(columns, NameHeader::Surname);
    for (verdict, column) in verdicts.iter_mut().zip(columns) {
        // `Nombre` beside `Apellidos` is one half, and a half may have two words.
        let half = column.head.name == Some(NameHeader::Full)
            && !column.head.someone
            && surnames.iter().any(|number| number.abs_diff(column.number) == 1)
            && column.profile.share(column.profile.full) < 0.8;
        if half {
            continue;
        }
        let part = matches!(column.head.name, Some(NameHeader::Given | NameHeader::Surname));
        if verdict.names.is_some() || part || !fits(&column.profile) {
            continue;
        }
        let score = full_score(column, headed, about);
        if score >= NAMES_FROM {
            verdict.names = Some((Part::Full, score));
        }
    }
}

fn of_patterns(column: &Column) -> Verdict {
    let Column { head, profile, .. } = column;
    let mut mostly = SmallVec::new();
    if profile.cells >= FEW {
        for rule in profile.rules().filter(|rule| profile.share(profile.matched(*rule)) >= MOST) {
            mostly.push((rule, (profile.share(profile.matched(rule)) * 100.0).round() as u8));
        }
    }
    let proven = profile
        .rules()
        .filter(|rule| profile.checked(*rule) >= MANY && profile.share(profile.checked(*rule)) >= NEARLY_ALL)
        .collect();
    Verdict {
        proven,
        rules: head.rules.clone(),
        other_rule: head.is_known(),
        mostly,
        run: profile.is_run(),
        sensitive: head.sensitive,
        wants_prose: head.wants_prose,
        quasi: head.quasi,
        headed: !head.text.is_empty(),
        not_people: head.denies_names(),
        headed_names: head.name == Some(NameHeader::Full),
        // `Title` over anything but titles is that of a book or a film.
        things: matches!(head.name, Some(NameHeader::NotPerson | NameHeader::Title)),
        someone: head.someone,
        cased: profile.lower * 2 < profile.words,
        headed_people: matches!(head.name, Some(NameHeader::Full | NameHeader::Given | NameHeader::Surname)),
        companies: head.name == Some(NameHeader::NotPerson) && head.says_company(),
        mostly_shaped: profile.cells >= FEW && profile.share(profile.full) >= 0.5,
        ..Verdict::default()
    }
}

/// How sure it is that whole names stand in a column, 0 to 1.
fn full_score(column: &Column, headed: bool, about: About) -> f32 {
    let Column { head, profile, .. } = column;
    if profile.cells == 0 || profile.is_pattern() {
        return 0.0;
    }
    let shaped = profile.share(profile.full);
    let singles = profile.share(profile.given + profile.surname + profile.unknown);
    let mean = if profile.full == 0 { 0.0 } else { profile.full_score / profile.full as f32 };
    let known = if profile.full == 0 { 0.0 } else { profile.full_known as f32 / profile.full as f32 };
    let against = 0.7 * profile.share(profile.organisation)
        + 0.5 * profile.share(profile.place)
        + 0.4 * profile.share(profile.ordinary);
    let agreement = profile.agreement();
    let mut score = mean * shaped + 0.6 * agreement * shaped - against;
    score += match head.name {
        Some(NameHeader::Full) if head.someone && shaped >= 0.4 => 0.3 + 0.25 * shaped,
        Some(NameHeader::Full) if head.someone && singles + shaped >= 0.6 => 0.3 + 0.35 * listed(profile),
        Some(NameHeader::Full) if shaped >= 0.4 => 0.2 + 0.25 * shaped,
        Some(NameHeader::Full) if singles + shaped >= 0.6 => 0.3 + 0.3 * known,
        Some(NameHeader::Full) => 0.1,
        Some(NameHeader::NotPerson) => -0.6,
        Some(_) => -0.1,
        None if head.is_known() => -0.4,
        None => 0.0,
    };
    if head.name != Some(NameHeader::Full) {
        if shaped >= 0.8 && known >= 0.5 && profile.cells >= FEW {
            score += 0.15;
        }
        // A list of roles, products or places repeats its values; people are many.
        if profile.cells >= 20 && profile.variety() < 0.15 {
            score -= 0.25;
        }
        if headed && head.text.is_empty() {
            score -= 0.05;
        }
    }
    if !head.someone {
        score += about.worth();
    }
    if head.name.is_none() && !head.is_known() && about != About::Things {
        score = shape_alone(profile, score, shaped, mean, known);
    }
    score.clamp(0.0, 0.98)
}

/// Share of the cells with a word that is a name before all.
fn listed(profile: &Profile) -> f32 {
    profile.share(profile.given + profile.surname / 2 + profile.full_known).min(1.0)
}

/// What the shape of a column says where no header does: names are many and different, and no words besides.
fn shape_alone(profile: &Profile, score: f32, shaped: f32, mean: f32, known: f32) -> f32 {
    const CELLS: u32 = 3;
    const DIFFERENT: f32 = 0.7;
    let other = profile.share(profile.organisation + profile.place + profile.ordinary);
    let variety = profile.variety();
    if profile.cells >= CELLS && shaped >= MOST && other <= 0.2 && mean >= 0.33 && variety >= DIFFERENT {
        score.max(0.4 + 0.25 * shaped + 0.2 * mean - other)
    } else if profile.cells > FEW && variety < DIFFERENT && known < 0.75 {
        score - 0.2
    } else {
        score
    }
}

fn numbers_of(columns: &[Column], name: NameHeader) -> SmallVec<[u32; 4]> {
    columns.iter().filter(|column| column.head.name == Some(name)).map(|column| column.number).collect()
}

/// `Surname` over whole names.
fn whole_in_half(columns: &[Column], verdicts: &mut [Verdict]) {
    const SCORE: f32 = 0.6;
    for (verdict, Column { head, profile, .. }) in verdicts.iter_mut().zip(columns) {
        let half = matches!(head.name, Some(NameHeader::Given | NameHeader::Surname));
        let alone = !matches!(verdict.names, Some((Part::Given(Some(_)) | Part::Surname(Some(_)), _)));
        if half && alone && profile.share(profile.full) >= MOST {
            verdict.names = Some((Part::Full, SCORE));
        }
    }
}

/// Finds columns of given names and the surnames that go with them.
fn pair_parts(columns: &[Column], verdicts: &mut [Verdict]) {
    let surnames = numbers_of(columns, NameHeader::Surname);
    let headed_surname = |column: &Column| surnames.iter().any(|number| number.abs_diff(column.number) <= 2);
    let mut taken: SmallVec<[usize; 4]> = SmallVec::new();
    for given in 0..columns.len() {
        let Some(given_score) = columns.get(given).and_then(|column| part_score(column, true, headed_surname(column)))
        else {
            continue;
        };
        if verdicts.get(given).is_none_or(|verdict| verdict.names.is_some()) {
            continue;
        }
        let mut best: Option<(usize, f32)> = None;
        for near in given.saturating_sub(3)..(given + 4).min(columns.len()) {
            let free = near != given && !taken.contains(&near);
            let named = verdicts.get(near).is_some_and(|verdict| verdict.names.is_some());
            if let Some(score) =
                columns.get(near).filter(|_| free && !named).and_then(|column| part_score(column, false, false))
            {
                let score = score - 0.05 * number(columns, near).abs_diff(number(columns, given)) as f32;
                if best.is_none_or(|(_, have)| score > have) {
                    best = Some((near, score));
                }
            }
        }
        match best {
            Some((surname, surname_score)) if given_score + surname_score >= 1.0 => {
                let score = (0.25 + 0.5 * (given_score + surname_score)).min(0.97);
                set(verdicts, given, Part::Given(Some(number(columns, surname))), score);
                set(verdicts, surname, Part::Surname(Some(number(columns, given))), score);
                taken.extend([given, surname]);
            }
            _ if given_score >= 0.7 && columns.get(given).is_some_and(|column| column.head.name.is_some()) => {
                set(verdicts, given, Part::Given(None), 0.4);
            }
            _ => {}
        }
    }
    for (column, verdict) in columns.iter().zip(verdicts) {
        let alone = verdict.names.is_none() && column.head.name == Some(NameHeader::Surname);
        if alone && part_score(column, false, false).is_some_and(|score| score >= 0.7) {
            verdict.names = Some((Part::Surname(None), 0.55));
        }
    }
}

fn number(columns: &[Column], at: usize) -> u32 {
    columns.get(at).map_or(u32::MAX, |column| column.number)
}

fn set(verdicts: &mut [Verdict], at: usize, part: Part, score: f32) {
    if let Some(verdict) = verdicts.get_mut(at) {
        verdict.names = Some((part, score));
    }
}

/// How much a column reads like given names (or surnames), 0 to 1.
fn part_score(column: &Column, given: bool, beside_surname: bool) -> Option<f32> {
    let Column { head, profile, .. } = column;
    if profile.cells == 0 || profile.is_pattern() || profile.words * 2 < profile.cells {
        return None;
    }
    let wanted = if given { NameHeader::Given } else { NameHeader::Surname };
    let by_header = match head.name {
        Some(name) if name == wanted => 0.6,
        // "Name" beside "First name" means the surname.
        Some(NameHeader::Full) if !given => 0.35,
        // So does `Nombre` beside `Apellidos` mean the given name.
        Some(NameHeader::Full) if !head.someone && beside_surname => 0.4,
        Some(_) => return None,
        None if head.is_known() => return None,
        None => 0.0,
    };
    let fitting = if given { profile.given } else { profile.surname + profile.given / 2 };
    let singles = profile.share(profile.given + profile.surname + profile.unknown + profile.full / 2).min(1.0);
    let against =
        profile.share(profile.ordinary) + profile.share(profile.organisation) + profile.share(profile.place) / 2.0;
    let penalty = if by_header > 0.5 { 0.0 } else { 0.4 * against };
    let score = by_header + 0.4 * profile.share(fitting) + 0.2 * singles + 0.3 * profile.agreement() - penalty;
    let enough = by_header > 0.0 || (profile.share(fitting) >= 0.4 && singles >= 0.8 && profile.cells >= FEW);
    (enough && score > 0.3).then_some(score.min(1.0))
}

/// What a report says of a column.
fn told(detector: &Detector, column: &Column, verdict: &Verdict) -> SmallVec<[Evidence; 3]> {
    let mut told: SmallVec<[Evidence; 3]> = SmallVec::new();
    let interesting =
        verdict.names.is_some() || !verdict.mostly.is_empty() || column.head.is_known() || verdict.quasi.is_some();
    if !interesting {
        return told;
    }
    let letters = crate::document::column_letters(column.number);
    let profile = &column.profile;
    if column.head.text.is_empty() {
        told.push(format!("column {letters}").into());
    } else {
        told.push(format!("column {letters} headed '{}'", column.head.shown(detector)).into());
    }
    if let Some((part, _)) = verdict.names {
        let (fits, what) = match part {
            Part::Full => (profile.full, "names"),
            Part::Given(_) => (profile.given + profile.unknown, "given names"),
            Part::Surname(_) => (profile.surname + profile.given + profile.unknown, "surnames"),
        };
        let share = (profile.share(fits).min(1.0) * 100.0).round() as u32;
        told.push(format!("{share}% of {} cells read like {what}", profile.cells).into());
        if profile.agreement() >= 0.3 {
            told.push("agrees with the e-mail addresses of its rows".into());
        }
    }
    told
}
