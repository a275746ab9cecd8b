"""What the company accepts of nobody: health, belief, origin, union, pay, bank details, in tables and in prose."""

import ids
import words
from lists import TABULAR, Column, contact_columns, name_columns, people_rows, sheet_of, stem
from model import Block, Book, Case, Draft, Page, Person, Value

# Vegetarian food tells nothing; halal and kosher food would tell of faith, and by the column of health.
DIETS = [
    "coeliac",
    "severe nut allergy",
    "type 1 diabetes, needs snacks",
    "lactose intolerant",
    "wheelchair user",
    "anaphylaxis - carries EpiPen",
]
RELIGIONS = ["Muslim", "Roman Catholic", "Hindu", "Jewish", "Church of England", "Sikh", "Buddhist", "Methodist"]
ETHNICITIES = ["White British", "Black African", "Asian - Indian", "Mixed - White and Asian", "White Irish", "Chinese", "Black Caribbean"]
ORIENTATIONS = ["Heterosexual", "Gay", "Bisexual", "Lesbian", "Straight"]
UNIONS = ["Unite", "UNISON", "GMB", "RMT", "Prospect"]
PARTIES = ["Labour", "Conservative", "Green Party", "Liberal Democrat", "SNP"]
ABSENCES = ["migraine", "back surgery", "depression", "broken ankle", "chemotherapy", "flu", "pregnancy-related illness"]
CONVICTIONS = ["caution for shoplifting 2012", "drink-driving conviction 2016", "spent conviction: assault", "fraud conviction 2014"]
BLOOD = ["A+", "O-", "B+", "AB+", "O+"]


NOTES: list[tuple[str, str, list[str]]] = [
    ("health", "{} was diagnosed with {} in the spring and may need breaks.", ["epilepsy", "type 2 diabetes", "clinical depression"]),
    ("health", "{} has been signed off sick with {} and will miss module two.", ["stress", "a slipped disc", "anxiety", "pneumonia"]),
    ("health", "Please note that {} is {}.", ["five months pregnant", "a wheelchair user", "registered blind", "in chemotherapy"]),
    ("religion", "{} is a {} and asked for a quiet room at midday.", ["practising Muslim", "devout Catholic", "Jehovah\u2019s Witness"]),
    ("trade-union", "{} is a {} shop steward and raised the rota on behalf of the union.", UNIONS),
    ("criminal-record", "{} disclosed a conviction for {} at the vetting interview.", ["fraud", "theft", "assault"]),
    ("pay", "{} currently earns a salary of \u00a3{} and hopes for more.", ["31,400", "47,250", "62,900", "88,000"]),
]


def some(c: Case, rule: str, values: list[str], share: float) -> Column:
    """A column in which a share of the people has a telling value."""

    def cell(p: Person) -> Value:
        return c.t.tie(rule, p, c.pick(values)) if c.chance(share) else c.pick([None, "", "none" if share < 1 else None])

    return Column("", cell)


def table(c: Case, rule: str, header: str, values: list[str], share: float, names: list[str]) -> Draft:
    """People with one telling column."""
    column = Column(header, some(c, rule, values, share).cell)
    rows = people_rows(c, name_columns(c) + (contact_columns(c) if c.chance(0.4) else []) + [column], c.r.randint(6, 28))
    if not c.t.rules[rule]:
        rows[1][-1] = c.t.tie(rule, None, values[0])
    return Draft(stem(c, *names), Book([sheet_of(c, rows)]), c.pick(TABULAR))


def diet(c: Case) -> Draft:
    """Dietary needs that tell of health."""
    header = c.pick(["Dietary requirements", "Dietary / access", "Allergies", "Special requirements", "Diet"])
    return table(c, "health", header, DIETS, 0.35, ["Catering list", "Dietary requirements", "Lunch orders"])


def sickness(c: Case) -> Draft:
    """Absence with its reason."""
    header = c.pick(["Reason for absence", "Sickness reason", "Absence reason", "Medical condition"])
    return table(c, "health", header, ABSENCES, 0.8, ["Absence log", "Sickness record", "Missed sessions"])


def belief(c: Case) -> Draft:
    """Religion."""
    return table(c, "religion", c.pick(["Religion", "Religion or belief", "Faith"]), RELIGIONS, 0.8, ["Monitoring form export", "EDI data"])


def origin(c: Case) -> Draft:
    """Ethnic origin."""
    return table(
        c, "ethnicity", c.pick(["Ethnicity", "Ethnic origin", "Ethnic group"]), ETHNICITIES, 0.9, ["Diversity monitoring", "EDI export"]
    )


def orientation(c: Case) -> Draft:
    """Sexual orientation."""
    return table(c, "sexual-orientation", "Sexual orientation", ORIENTATIONS, 0.8, ["Equality questionnaire", "EDI responses"])


def union(c: Case) -> Draft:
    """Union membership."""
    return table(c, "trade-union", c.pick(["Trade union", "Union membership", "Union"]), UNIONS, 0.7, ["Staff side contacts", "Union list"])


def politics(c: Case) -> Draft:
    """Party membership."""
    return table(
        c, "political-opinion", c.pick(["Political party", "Party membership"]), PARTIES, 0.8, ["Councillor briefing", "Stakeholder map"]
    )


def record(c: Case) -> Draft:
    """Criminal records."""
    return table(
        c, "criminal-record", c.pick(["Criminal record", "Convictions", "DBS result"]), CONVICTIONS, 0.4, ["DBS checks", "Vetting"]
    )


def blood(c: Case) -> Draft:
    """Biometric or genetic data."""
    header, values = c.pick(
        [
            ("Fingerprint template ID", [f"FP-{n:06X}" for n in range(71_000, 72_000, 37)]),
            ("DNA test result", ["BRCA1 positive", "negative", "carrier"]),
        ]
    )
    return table(c, "genetic-biometric", header, values, 0.9, ["Access control enrolment", "Screening"])


def pay(c: Case) -> Draft:
    """Salaries."""
    header = c.pick(["Salary", "Annual salary (GBP)", "Base pay", "Salary £"])
    columns = name_columns(c) + [
        Column("Grade", lambda _: f"G{c.r.randrange(3, 9)}"),
        Column(header, lambda p: c.t.tie("pay", p, c.r.randrange(24_000, 98_000, 250))),
    ]
    return Draft(
        stem(c, "Salary review", "Pay list", "Team costs"),
        Book([sheet_of(c, people_rows(c, columns, c.r.randint(4, 25)))]),
        c.pick(TABULAR),
    )


def bank(c: Case) -> Draft:
    """Sort code and account, an IBAN or a card."""
    spaced, style = c.chance(0.5), c.r.randrange(3)

    def account(p: Person) -> str:
        return c.t.tie("bank-account", p, ids.account(p.rng("account")))

    columns = c.pick([
        [Column("Sort code", lambda p: ids.sort_code(p.rng("sort"))), Column(c.pick(["Account number", "Account no."]), account)],
        [Column("IBAN", lambda p: c.t.tie("iban", p, ids.iban(p.rng("iban"), spaced)))],
        [Column(c.pick(["Card number", "Credit card", "Card no."]), lambda p: c.t.tie("payment-card", p, ids.card(p.rng("card"), style)))],
    ])  # fmt: skip
    rows = people_rows(c, name_columns(c) + columns, c.r.randint(3, 20))
    return Draft(stem(c, "Expenses bank details", "Refunds", "Speaker payments"), Book([sheet_of(c, rows, "Payments")]), c.pick(TABULAR))


def note(c: Case) -> Draft:
    """A sensitive fact in prose, tied to a person by the sentence."""
    p = c.one()
    rule, template, details = c.pick(NOTES)
    text = template.format(c.name(p), c.pick(details))
    c.t.tie(rule, p, text)
    blocks = [Block("para", words.paragraph(c.r)), Block("para", text), Block("para", words.paragraph(c.r))]
    return Draft(
        stem(c, "Notes", "Call notes", "Facilitator notes", "Adjustments"),
        Page(blocks, title=c.pick(words.TOPICS)),
        c.pick(["docx", "txt", "md"]),
    )


def payment_note(c: Case) -> Draft:
    """How somebody paid or wants to be paid, in prose."""
    p = c.one()
    name, style, sort = c.name(p), c.r.randrange(3), ids.sort_code(p.rng("sort"))
    rule, text = c.pick([
        ("payment-card", f"{name} paid the deposit on card {ids.card(p.rng('card'), style)}, please send a receipt."),
        ("iban", f"Please refund {name} to IBAN {ids.iban(p.rng('iban'), c.chance(0.6))}."),
        ("bank-account", f"{name} would like the fee paid to sort code {sort}, account number {ids.account(p.rng('account'))}."),
    ])  # fmt: skip
    c.t.tie(rule, p, text)
    blocks = [Block("para", words.paragraph(c.r, 1, 3)), Block("para", text), Block("para", words.paragraph(c.r, 1, 3))]
    return Draft(stem(c, "Refund request", "Payment query", "Deposit"), Page(blocks), c.pick(["docx", "txt", "md"]))


PLAN = [
    (diet, 6), (sickness, 4), (belief, 4), (origin, 4), (orientation, 2), (union, 3), (politics, 2), (record, 3), (blood, 2),
    (pay, 5), (bank, 10), (note, 9), (payment_note, 4),
]  # fmt: skip
