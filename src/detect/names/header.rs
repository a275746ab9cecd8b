//! What a column header or form label says of the values under it.

use super::super::lexicon;
use super::vocabulary::{class_of, is_of_things};
use smallvec::SmallVec;

/// What stands under a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameHeader {
    /// Whole names. Languages in which the word for a name is the word for one half of it (`Nom`, `Nombre`, `Nome`) say this
    /// too: the neighbour column tells.
    Full,
    /// Given names.
    Given,
    /// Surnames.
    Surname,
    /// Middle names or initials.
    Middle,
    /// Titles: `Mr`, `Dr`.
    Title,
    /// Names, but not of people: `Company name`, `Room`.
    NotPerson,
}

/// A longer header is a question or a sentence.
const MAX_HEADER: usize = 120;
const MAX_WORDS: usize = 10;
/// A longer one behind the mark of a comment is a comment.
const LONGEST_REMARKED: usize = 24;

/// What one word of a header says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Name,
    Given,
    Surname,
    Middle,
    Title,
    /// Someone: `delegate`, `manager`.
    Person,
    /// Something that has a name and is no person.
    Thing,
    /// What is said of someone: `email`, `date`, `score`.
    Attribute,
    /// `first`, `last`: half of `first name`.
    First,
    Last,
    /// `of`, `de`: binds what follows to the word before.
    Of,
    /// `and`, `et`: joins two halves.
    And,
    Other,
}

/// Reads a header or label, in the languages of Europe; none: it says nothing of names.
pub(crate) fn header(text: &str) -> Option<NameHeader> {
    decide(&classes(text)?)
}

/// Whether a header speaks of people beyond doubt: `Driver`, `Surname and name`; a bare `Name` could be a product's.
pub(crate) fn says_someone(text: &str) -> bool {
    let Some(classes) = classes(text) else { return false };
    let parts = [Class::Given, Class::Surname, Class::Person];
    decide(&classes) == Some(NameHeader::Full) && classes.iter().any(|class| parts.contains(class))
}

/// Whether a header speaks of what things have and people do not: `SKU`, `Stock`, `Berth`.
pub(crate) fn says_thing(text: &str) -> bool {
    text.len() <= MAX_HEADER
        && split(text).take(MAX_WORDS).any(|word| {
            let folded = lexicon::fold(word);
            folded.as_ref().and_then(|word| std::str::from_utf8(word.bytes()).ok()).is_some_and(is_of_things)
        })
}

/// What the words of a header say; none where it is too long for one.
fn classes(text: &str) -> Option<SmallVec<[Class; MAX_WORDS]>> {
    if text.len() > MAX_HEADER || is_comment(text) {
        return None;
    }
    let mut classes: SmallVec<[Class; MAX_WORDS]> = SmallVec::new();
    for word in split(text) {
        if classes.len() == MAX_WORDS {
            return None;
        }
        classify(word, &mut classes);
    }
    Some(classes)
}

/// `# Written on 2 May by someone`: a remark at the top of a file.
fn is_comment(text: &str) -> bool {
    text.len() > LONGEST_REMARKED && text.starts_with(['#', ';', '/', '%'])
}

/// Words, also of `firstName` and `FIRST_NAME`.
fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || super::token::is_mark(c)))
        .filter(|part| !part.is_empty())
        .flat_map(humps)
}

/// Cuts before a capital that follows a small letter.
fn humps(part: &str) -> impl Iterator<Item = &str> {
    let mut rest = part;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let cut = rest
            .char_indices()
            .zip(rest.chars().skip(1))
            .find(|((_, c), next)| c.is_lowercase() && next.is_uppercase())
            .map_or(rest.len(), |((at, c), _)| at + c.len_utf8());
        let (head, tail) = rest.split_at(cut);
        rest = tail;
        Some(head)
    })
}

fn decide(classes: &[Class]) -> Option<NameHeader> {
    let has = |class| classes.contains(&class);
    let last = |class| classes.iter().rposition(|have| *have == class);
    let named = has(Class::Name);
    let given = has(Class::Given) || (named && has(Class::First));
    let surname = has(Class::Surname) || (named && has(Class::Last));
    // `Nombre y apellidos` is both halves, `Nom de famille` and `Family name` are one.
    let half = |class: &Class| matches!(class, Class::Given | Class::Surname);
    let before = classes.iter().position(|class| *class == Class::Name) < classes.iter().position(half);
    let joined = has(Class::And) && (given || surname);
    let both = named && (before || joined) && !has(Class::Of);
    let thing = last(Class::Thing);
    let person = last(Class::Person);
    // `Project manager` is someone, `Delegate company` is not.
    let about_thing = thing.is_some() && thing > person;
    match () {
        () if has(Class::Middle) && !given && !surname => Some(NameHeader::Middle),
        () if about_thing => Some(NameHeader::NotPerson),
        () if has(Class::Attribute) && !named && !given && !surname => None,
        () if both || (given && surname) => Some(NameHeader::Full),
        () if given => Some(NameHeader::Given),
        () if surname => Some(NameHeader::Surname),
        () if named || person.is_some() => Some(NameHeader::Full),
        () if has(Class::Title) => Some(NameHeader::Title),
        () => None,
    }
}

fn classify(word: &str, out: &mut SmallVec<[Class; MAX_WORDS]>) {
    let Some(folded) = lexicon::fold(word) else { return };
    let Ok(word) = std::str::from_utf8(folded.bytes()) else { return };
    // `Title` after a word that is not about a person is the title of a thing: `Job title`.
    let class = match class_of(word) {
        Class::Other => singular(word).map_or(Class::Other, class_of),
        class => class,
    };
    if class == Class::Title && !out.is_empty() {
        out.push(Class::Thing);
    } else if class == Class::Other {
        compound(word, out);
    } else {
        out.push(class);
    }
}

fn singular(word: &str) -> Option<&str> {
    const SHORTEST: usize = 4;
    let word = Some(word).filter(|word| word.len() >= SHORTEST)?;
    word.strip_suffix("es").filter(|stem| class_of(stem) != Class::Other).or_else(|| word.strip_suffix('s'))
}

/// `Teilnehmername`, `bedrijfsnaam`, `fullname`.
fn compound(word: &str, out: &mut SmallVec<[Class; MAX_WORDS]>) {
    let stem = ["names", "name", "namen", "naam", "namn", "navn"].iter().find_map(|suffix| word.strip_suffix(suffix));
    let Some(stem) = stem.filter(|stem| stem.len() >= 3) else {
        out.push(Class::Other);
        return;
    };
    let class = match class_of(stem) {
        Class::Other => singular(stem).map_or(Class::Other, class_of),
        class => class,
    };
    match (stem, class) {
        ("full" | "display" | "voll" | "voor" | "complete", _) => out.push(Class::Name),
        // A compound of an unknown word is the name of a thing more often than not: `Firmenname`, `hostname`.
        (_, Class::Other | Class::Thing | Class::Attribute) => out.push(Class::Thing),
        (_, class) => out.extend([class, Class::Name]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_say_what_stands_under_them() {
        use NameHeader::{Full, Given, Middle, NotPerson, Surname, Title};
        let check = |want: Option<NameHeader>, texts: &[&str]| {
            for text in texts {
                assert_eq!(header(text), want, "{text}");
            }
        };
        let full = [
            "Name",
            "NAME:",
            "Full name",
            "FullName",
            "Delegate",
            "Delegate name",
            "Delegates",
            "Employee Name",
            "EMP_NAME",
            "Line manager",
            "Manager",
            "Trainer",
            "Attendee",
            "Participant(s)",
            "Project manager",
            "Course tutor",
            "Nom",
            "Nombre y apellidos",
            "Teilnehmer",
            "Teilnehmername",
            "Deelnemer",
            "Naam",
            "Nome e cognome",
            "Name of delegate",
            "First name / Surname",
            "Approved by",
            "Next of kin",
            "Nom et prénom",
            "Contact person",
            "User name",
            "Cognome e Nome",
            "Prénom et nom",
            "Adı Soyadı",
            "Assigned to",
            "Příjmení a jméno",
            "Фамилия и имя",
            "Ονοματεπώνυμο",
            "Enw",
            "Postholder",
            "Reports to",
        ];
        check(Some(Full), &full);
        check(
            Some(Given),
            &[
                "First name",
                "firstName",
                "FIRST_NAME",
                "Forename",
                "Given Name(s)",
                "Prénom",
                "Vorname",
                "Voornaam",
                "Preferred name",
                "Fornavn",
            ],
        );
        check(
            Some(Surname),
            &[
                "Surname",
                "Last Name",
                "lastName",
                "Family name",
                "Nachname",
                "Apellidos",
                "Cognome",
                "Achternaam",
                "Nom de famille",
                "Maiden name",
            ],
        );
        check(Some(Middle), &["Middle name", "Middle initial", "Initials", "Tussenvoegsel"]);
        check(Some(Title), &["Title", "Anrede", "Salutation"]);
        check(
            Some(NotPerson),
            &[
                "Company name",
                "Product name",
                "File name",
                "Course name",
                "Room",
                "Supplier",
                "Project name",
                "Hotel name",
                "Name of company",
                "Job title",
                "Firmenname",
                "Kursname",
                "Nom de l'entreprise",
                "Bedrijfsnaam",
                "hostname",
                "Delegate company",
                "Team",
                "Course title",
                "Nombre de la empresa",
                "Venue",
            ],
        );
        check(
            None,
            &[
                "",
                "Email",
                "Employee ID",
                "Delegate email",
                "Number of delegates",
                "Date",
                "Score",
                "Comments",
                "Trainer rating",
                "Amount",
                "Q1",
            ],
        );
    }

    #[test]
    fn long_headers_say_nothing() {
        assert_eq!(header(&"name ".repeat(40)), None);
        assert_eq!(
            header("If you have worked with your line manager on this before, then please say how it went"),
            None
        );
    }
}
