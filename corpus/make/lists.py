"""Lists of people: who comes to a course, in all the ways that such a list is typed, exported and half filled in."""

from collections.abc import Callable
from dataclasses import dataclass

import ids
import words
from model import Book, Case, Draft, Person, Row, Sheet, Value

TABULAR = ["xlsx"] * 9 + ["csv", "csv-bom", "csv-cp1252", "csv-semicolon", "csv-sep", "csv-utf16", "tsv"]
NAME_HEADERS = ["Name", "Full name", "Delegate", "Participant", "Attendee name", "Delegate Name", "Who", "Participant name"]
MAIL_HEADERS = ["Email", "E-mail", "Email address", "E-mail Address", "Work email", "Contact email"]
PHONE_HEADERS = ["Mobile", "Phone", "Tel", "Contact number", "Mobile no.", "Telephone", "Phone (mobile)"]
SPLIT_HEADERS = [("First name", "Surname"), ("Given name", "Family name"), ("Forename", "Surname"), ("First Name", "Last Name")]
FOREIGN = [
    ("Nom", "Prénom", "Courriel", "Téléphone", "Société"),
    ("Nachname", "Vorname", "E-Mail-Adresse", "Telefon", "Abteilung"),
    ("Apellidos", "Nombre", "Correo electrónico", "Teléfono", "Departamento"),
    ("Cognome", "Nome", "Posta elettronica", "Cellulare", "Reparto"),
    ("Achternaam", "Voornaam", "E-mailadres", "Telefoonnummer", "Afdeling"),
]
NAME_STYLES = ["{G} {F}"] * 4 + ["{F}, {G}", "{U}, {G}", "{G} {U}", "{F} {G}", "{I}. {F}"]
STEMS = ["Delegate list", "Delegates", "Attendees", "Participants", "Registrations", "Joining list", "Cohort", "Bookings export"]


@dataclass(frozen=True)
class Column:
    """A column of a list: its header and what it says of a person."""

    header: str
    cell: Callable[[Person], Value]


def stem(c: Case, *options: str) -> str:
    """A file name."""
    base = c.pick(options or STEMS)
    tail = c.pick(["", "", " v2", " FINAL", " - " + c.pick(words.TOPICS), " 2024", "_export", " March", " (updated)"])
    text = base + tail
    return text.replace(" ", "_").lower() if c.chance(0.2) else text


def people_rows(c: Case, columns: list[Column], count: int) -> list[Row]:
    """A header and a row for each of `count` people."""
    header: Row = [column.header for column in columns]
    return [header, *([column.cell(p) for column in columns] for p in c.cast(count))]


def name_columns(c: Case) -> list[Column]:
    """The name, in one column or two."""
    if c.chance(0.35):
        given, family = c.pick(SPLIT_HEADERS)
        columns = [Column(given, lambda p: p.given), Column(family, lambda p: c.name_as(p, "{F}"))]
        return columns[::-1] if c.chance(0.3) else columns
    style = c.pick(NAME_STYLES)
    return [Column(c.pick(NAME_HEADERS), lambda p: c.name_as(p, style))]


def contact_columns(c: Case) -> list[Column]:
    """Mail, phone or both."""
    columns = []
    if c.chance(0.8):
        columns.append(Column(c.pick(MAIL_HEADERS), c.email))
    if c.chance(0.55) or not columns:
        columns.append(Column(c.pick(PHONE_HEADERS), c.phone_number if c.chance(0.25) else c.phone))
    return columns


def extra_columns(c: Case) -> list[Column]:
    """What such a list tells beside."""
    options = [
        Column("Job title", lambda _: c.pick(words.ROLES)),
        Column("Department", lambda _: c.pick(words.DEPARTMENTS)),
        Column("Company", lambda _: c.client),
        Column("Ticket", lambda _: f"T{c.r.randrange(10**5):05d}"),
        Column("Status", lambda _: c.pick(["Confirmed", "Invited", "Declined"])),
        Column("Notes", lambda _: c.pick(words.COMMENTS) if c.chance(0.3) else None),
    ]
    return c.r.sample(options, c.r.randint(0, 3))


def sheet_of(c: Case, rows: list[Row], name: str = "Delegates") -> Sheet:
    """The rows with or without a title above, and not always at the left edge."""
    titled = c.chance(0.3)
    return Sheet(
        rows,
        name=name,
        title=f"{c.pick(words.TOPICS)}: {c.pick(['participants', 'joining list', 'registrations'])}" if titled else "",
        gap=c.r.randint(0, 3) if titled else 0,
        start_column=c.pick([0, 0, 0, 0, 1, 2]),
    )


def delegates(c: Case) -> Draft:
    """The common case."""
    rows = people_rows(c, name_columns(c) + contact_columns(c) + extra_columns(c), c.r.randint(3, 45))
    return Draft(stem(c), Book([sheet_of(c, rows)]), c.pick(TABULAR))


def delegates_without_header(c: Case) -> Draft:
    """Pasted from somewhere, no header."""
    rows = people_rows(c, name_columns(c) + contact_columns(c), c.r.randint(5, 30))[1:]
    return Draft(stem(c), Book([Sheet(rows, name="Sheet1")]), c.pick(TABULAR))


def delegates_under_title(c: Case) -> Draft:
    """The header stands in row 5, under a merged title."""
    rows = people_rows(c, name_columns(c) + contact_columns(c) + extra_columns(c), c.r.randint(4, 25))
    title = f"{c.client} \u2013 {c.pick(words.TOPICS)} \u2013 {c.pick(['Joining list', 'Cohort overview'])}"
    return Draft(stem(c), Book([Sheet(rows, name="Cohort", title=title, gap=3)]), "xlsx")


def delegates_abroad(c: Case) -> Draft:
    """Headers in another language, surname first."""
    family, given, mail, phone, unit = c.pick(FOREIGN)
    columns = [Column(family, lambda p: c.name_as(p, "{F}")), Column(given, lambda p: p.given), Column(mail, c.email)]
    columns += [Column(phone, c.phone)] if c.chance(0.6) else []
    columns += [Column(unit, lambda _: c.pick(words.DEPARTMENTS))] if c.chance(0.5) else []
    return Draft(stem(c), Book([sheet_of(c, people_rows(c, columns, c.r.randint(4, 25)))]), c.pick(TABULAR))


def delegates_elsewhere(c: Case) -> Draft:
    """On a hidden or a later sheet, behind something harmless."""
    agenda: list[Row] = [["Time", "Session", "Room"]]
    agenda += [[f"{hour:02d}:00", c.pick(words.TOPICS), c.pick(words.ROOMS)] for hour in range(9, 16)]
    people = sheet_of(c, people_rows(c, name_columns(c) + contact_columns(c), c.r.randint(4, 25)), "Data")
    people.hidden = c.chance(0.5)
    return Draft(stem(c, "Course overview", "Timetable", "Logistics"), Book([Sheet(agenda, name="Agenda"), people]), "xlsx")


def names_only(c: Case) -> Draft:
    """Names and nothing else of a person."""
    rows = people_rows(c, name_columns(c) + extra_columns(c), c.r.randint(5, 40))
    return Draft(stem(c, "Groups", "Table plan", "Room allocation", "Badges", "Certificates"), Book([sheet_of(c, rows)]), c.pick(TABULAR))


def sign_in(c: Case) -> Draft:
    """A sign-in sheet with room for signatures."""
    columns = name_columns(c) + [Column("Organisation", lambda _: c.client), Column("Signature", lambda _: None)]
    columns += [Column(f"Day {day}", lambda _: c.pick(["x", "", "x"])) for day in (1, 2)]
    rows = people_rows(c, columns, c.r.randint(6, 24))
    return Draft(stem(c, "Sign-in sheet", "Attendance register", "Attendance"), Book([sheet_of(c, rows, "Day 1")]), c.pick(TABULAR))


def birth_dates(c: Case) -> Draft:
    """Travel details with dates of birth as date cells."""
    columns = name_columns(c) + [Column(c.pick(["Date of birth", "DOB", "D.O.B.", "Birth date"]), c.birth)] + contact_columns(c)[:1]
    return Draft(
        stem(c, "Travel details", "Flight bookings", "Insurance list"),
        Book([sheet_of(c, people_rows(c, columns, c.r.randint(3, 18)))]),
        c.pick(TABULAR),
    )


def home_addresses(c: Case) -> Draft:
    """Where to send the books."""
    columns = name_columns(c) + [Column(c.pick(["Home address", "Address", "Postal address", "Delivery address (home)"]), c.address)]
    return Draft(
        stem(c, "Book delivery", "Mailing list", "Home addresses"),
        Book([sheet_of(c, people_rows(c, columns + contact_columns(c), c.r.randint(3, 20)))]),
        c.pick(TABULAR),
    )


def government_ids(c: Case) -> Draft:
    """National Insurance numbers, NHS numbers, passports or driving licences, the second as a number at times."""
    spaced, numeric = c.chance(0.5), c.chance(0.4)

    def nino(p: Person) -> Value:
        return c.t.tie("uk-nino", p, ids.nino(p.rng("nino"), spaced))

    def nhs(p: Person) -> Value:
        number = c.t.tie("uk-nhs-number", p, ids.nhs_number(p.rng("nhs")))
        return int(number) if numeric else number

    def passport(p: Person) -> Value:
        return c.t.tie("uk-passport", p, ids.passport(p.rng("passport")))

    def licence(p: Person) -> Value:
        return c.t.tie("uk-driving-licence", p, ids.driving_licence(p.rng("dvla"), p.family, p.given))

    column = c.pick([
        Column(c.pick(["NI number", "National Insurance No", "NINO", "NI No."]), nino),
        Column(c.pick(["NHS number", "NHS No"]), nhs),
        Column(c.pick(["Passport no", "Passport number"]), passport),
        Column(c.pick(["Driving licence", "Driving licence no."]), licence),
    ])  # fmt: skip
    rows = people_rows(c, name_columns(c) + [column] + extra_columns(c), c.r.randint(3, 22))
    return Draft(stem(c, "Security clearance", "Site access", "Right to work", "Onboarding"), Book([sheet_of(c, rows)]), c.pick(TABULAR))


def scores(c: Case) -> Draft:
    """Results of an assessment or a 360 by person."""
    labels = c.pick([
        ["Score", "Result"], ["Self", "Manager", "Peers", "Overall"], ["Test 1", "Test 2", "Final mark"], ["Assessment score", "Grade"],
        ["Strategic thinking", "Communication", "Resilience", "Overall rating"],
    ])  # fmt: skip
    words_for = {"Result": ["Pass", "Pass", "Fail", "Merit"], "Grade": ["A", "B", "C", "Distinction"]}

    def mark(label: str) -> Callable[[Person], Value]:
        return lambda p: c.t.tie("assessment-result", p, c.pick(words_for[label]) if label in words_for else c.r.randrange(20, 100))

    rows = people_rows(c, name_columns(c) + [Column(label, mark(label)) for label in labels], c.r.randint(4, 30))
    return Draft(
        stem(c, "360 results", "Assessment scores", "Test results", "Psychometric summary"),
        Book([sheet_of(c, rows, "Scores")]),
        c.pick(TABULAR),
    )


def needle(c: Case) -> Draft:
    """One person in a budget of some hundred rows."""
    rows: list[Row] = [["Code", "Item", "Supplier", "Qty", "Net", "Notes"]]
    for _ in range(c.r.randint(60, 500)):
        code = f"{c.pick(['AV', 'CAT', 'TRV', 'STG'])}-{c.r.randrange(10**5):05d}"
        note = words.sentence(c.r) if c.chance(0.08) else None
        rows.append([code, c.pick(words.ITEMS), c.pick(words.COMPANIES), c.r.randrange(1, 60), round(c.r.uniform(4, 900), 2), note])
    p = c.one()
    notes = ["call {name} on {phone}", "Contact: {email}", "agreed with {name} ({email})", "invoice to {email}, mobile {phone}"]
    rows[c.r.randrange(20, len(rows))][5] = c.tell(p, c.pick(notes))
    return Draft(stem(c, "Budget", "Cost plan", "Production budget"), Book([Sheet(rows, name="Costs")]), c.pick(TABULAR))


PLAN = [
    (delegates, 24), (delegates_without_header, 6), (delegates_under_title, 6), (delegates_abroad, 8), (delegates_elsewhere, 6),
    (names_only, 7), (sign_in, 6), (birth_dates, 5), (home_addresses, 4), (government_ids, 10), (scores, 10), (needle, 9),
]  # fmt: skip
