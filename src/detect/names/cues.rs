//! The words around a name that speak for it. Small letters, several languages; a test keeps them so.

/// Whether `word` is one of the blank-separated `list`, case aside.
pub(super) fn is_one_of(word: &str, list: &str) -> bool {
    !word.is_empty() && list.split_ascii_whitespace().any(|listed| listed.eq_ignore_ascii_case(word))
}

/// In front of a name at the start of a letter.
pub(super) const GREETINGS: &str = "\
    dear hi hello hey morning afternoon evening thanks hallo liebe lieber beste geehrte geehrter bonjour bonsoir \
    cher chère hola estimado estimada querido querida ciao caro cara gentile egregio geachte olá prezado prezada \
    kära hej kære";
/// At the end of a letter, the last words of the line before the name.
pub(super) const CLOSINGS: &str = "\
    regards wishes sincerely faithfully cheers thanks thank best truly yours grüßen gruß grüße gruss \
    cordialement salutations saludos atentamente saluti cordialmente groeten groet cumprimentos hilsen \
    hälsningar";
/// Directly in front of a person.
pub(super) const DEALINGS: &str = "\
    contact cc bcc attn thank congratulate interviewed emailed called phoned told asked met named coached \
    assessed by ask email ring meet invite invited remind";
/// What somebody did with or to a person.
pub(super) const DEALT: &str = "\
    met meet meeting spoke speak spoken talk talked talking call work worked working session according reports \
    reporting reported report sent send email interview lunch conversation feedback message letter note \
    apologies thanks received introduced";
/// What stands between those and the person.
pub(super) const LINKS: &str = "\
    with to from for by mit avec con met";
/// What a person does right behind a name.
pub(super) const SPEECH: &str = "\
    said says asked asks replied wrote writes added explained mentioned agreed confirmed noted told suggested \
    thinks thought felt feels joined joins attended called emailed phoned presented struggled scored wants \
    wanted needs sagte schrieb dit dijo disse zei meinte apologised commented raised";
/// Labels that no column header has.
pub(super) const LABELS: &str = "\
    from to cc bcc attn signed present apologies attendees von an de à van aan da para a re fao chair minutes \
    coach coachee anwesend attendance";
/// An article in front of what is no person.
pub(super) const ARTICLES: &str = "the die das les los het";
/// In front of a place more often than of a person.
pub(super) const PREPOSITIONS: &str = "in at near to from en em bei aus te";
/// Between two names.
pub(super) const CONJUNCTIONS: &str = "and und et y e en or oder with";
/// What a person is, behind a comma.
pub(super) const JOBS: &str = "head chief vice senior junior deputy ceo cfo hr managing vp aged";
/// Titles that are ordinary words, too.
pub(super) const WEAK_TITLES: &str = "\
    major judge justice father sister brother doctor lady lord miss captain colonel dame rabbi imam hon mag ing sig mm";
