"""What a corpus file is made of before it has a format, and what is true of it."""

import datetime as dt
import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import ids
from people import ascii_form, fold

T = TypeVar("T")
Value = str | int | float | dt.date | None
Row = list[Value]


@dataclass
class Sheet:
    """A sheet of a workbook or a delimited file. A title stands merged above the table, with empty rows under it."""

    rows: list[Row]
    name: str = "Sheet1"
    title: str = ""
    gap: int = 0
    hidden: bool = False
    start_column: int = 0


@dataclass
class Book:
    """A workbook; a delimited file shows its first sheet."""

    sheets: list[Sheet]


@dataclass
class Block:
    """A piece of a document: `heading`, `para`, `bullet`, `grid`, `box` (a text box) or `note` (a paragraph with a comment)."""

    kind: str
    text: str = ""
    rows: list[list[str]] = field(default_factory=list)
    comment: str = ""


@dataclass
class Page:
    """A text document."""

    blocks: list[Block]
    header: str = ""
    footer: str = ""
    title: str = ""
    watermark: str = ""


@dataclass
class Draft:
    """A file without its folder: name without extension, content, and the extension that says how to write it."""

    stem: str
    content: Book | Page | bytes
    extension: str
    status: str = "scanned"


@dataclass(frozen=True)
class Person:
    """Somebody invented, with an own generator so that every file tells the same facts of them."""

    given: str
    family: str
    domain: str
    seed: str

    def rng(self, fact: str) -> random.Random:
        """The generator of one fact."""
        return random.Random(f"{self.seed}:{fact}")

    @property
    def local(self) -> str:
        """Local part of the mail address: the ways of a mail system differ by domain, not by person."""
        given, family = fold(self.given), fold(self.family)
        way = random.Random(self.domain).randrange(4)
        return [f"{given}.{family}", f"{given[0]}.{family}", f"{given[0]}{family}", f"{given}_{family}"][way]

    @property
    def birth(self) -> dt.date:
        """Date of birth."""
        return dt.date(1958, 1, 1) + dt.timedelta(days=self.rng("birth").randrange(16_000))


@dataclass
class Truth:
    """What is true of a file by the policy: the values that are personal data, counted, and whose they are."""

    rules: Counter[str] = field(default_factory=Counter)
    people: set[str] = field(default_factory=set)
    marked: bool = False
    known_miss: str = ""

    def tie(self, rule: str, person: Person | None, value: T) -> T:
        """Counts one value of `rule` that belongs to `person`, and gives it back."""
        self.rules[rule] += 1
        if person:
            self.people.add(person.seed)
        return value


@dataclass
class Case:
    """One file in the making: its generator, its client's people, its truth."""

    r: random.Random
    pool: Sequence[tuple[str, str, str]]
    domain: str
    client: str
    plain: bool = False
    t: Truth = field(default_factory=Truth)

    def __post_init__(self) -> None:
        self.style = self.r.randrange(1000)
        self.spare = self.r.sample(range(len(self.pool)), len(self.pool))

    def pick(self, options: Sequence[T]) -> T:
        """One of the options."""
        return self.r.choice(options)

    def chance(self, share: float) -> bool:
        """True in `share` of all cases."""
        return self.r.random() < share

    def cast(self, count: int) -> list[Person]:
        """`count` people of this client who are not in the file yet."""
        chosen, self.spare = self.spare[:count], self.spare[count:]
        found = []
        for index in chosen:
            _, given, family = self.pool[index]
            if self.plain:
                given, family = ascii_form(given), ascii_form(family)
            seed = f"{fold(given)} {fold(family)}"
            private = random.Random(f"{seed}:mail").random() < 0.15
            found.append(Person(given, family, PROVIDERS[len(seed) % 3] if private else self.domain, seed))
        return found

    def one(self) -> Person:
        """One person of this client who is not in the file yet."""
        return self.cast(1)[0]

    def name(self, person: Person) -> str:
        """`Given Family`."""
        return self.t.tie("person-name", person, f"{person.given} {person.family}")

    def tell(self, person: Person, template: str) -> str:
        """A sentence about somebody: `{name}`, `{email}` and `{phone}` stand for theirs."""
        facts = {"name": self.name, "email": self.email, "phone": self.phone}
        return re.sub(r"\{(name|email|phone)\}", lambda match: facts[match[1]](person), template)

    def name_as(self, person: Person, style: str) -> str:
        """The name as `style` says: `{G}` given, `{F}` family, `{I}` initial, `{U}` family in capitals."""
        text = style.format(G=person.given, F=person.family, I=person.given[0], U=person.family.upper())
        return self.t.tie("person-name", person, text)

    def email(self, person: Person) -> str:
        """The mail address."""
        return self.t.tie("email", person, f"{person.local}@{person.domain}")

    def phone(self, person: Person, line: bool = False) -> str:
        """The phone, spelled in the way of this file."""
        return self.t.tie("phone", person, ids.phone(person.rng(f"phone{line}"), self.style, line))

    def phone_number(self, person: Person) -> int:
        """The mobile as a spreadsheet keeps it that takes it for a number."""
        national = ids.mobile(person.rng("phoneFalse"))
        return self.t.tie("phone", person, int(national if self.style % 2 else "44" + national))

    def birth(self, person: Person) -> dt.date:
        """Date of birth."""
        return self.t.tie("date-of-birth", person, person.birth)

    def address(self, person: Person) -> str:
        """Home address with its postcode."""
        r = person.rng("address")
        return self.t.tie("postal-address", person, home(r))


PROVIDERS = ["postkontor.eu", "mailhaven.co.uk", "inboxly-mail.com"]
STREETS = ["Larkfield Road", "Mill Lane", "Station Road", "Highcroft Avenue", "Church Street", "Beech Close", "Kingsway", "Orchard Drive"]
TOWNS = [("Leeds", "LS"), ("Bristol", "BS"), ("Reading", "RG"), ("Norwich", "NR"), ("Sheffield", "S"), ("Exeter", "EX"), ("York", "YO")]


def home(r: random.Random) -> str:
    """A UK home address in one line."""
    town, area = r.choice(TOWNS)
    code = f"{area}{r.randrange(1, 20)} {r.randrange(1, 10)}{r.choice('ABDEFGHJLNPQRSTUWXYZ')}{r.choice('ABDEFGHJLNPQRSTUWXYZ')}"
    flat = f"Flat {r.randrange(1, 30)}, " if r.random() < 0.2 else ""
    return f"{flat}{r.randrange(1, 180)} {r.choice(STREETS)}, {town}, {code}"
