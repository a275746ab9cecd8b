"""People of many cultures: half of them from usual names, half from names that stand in no list of the program.

Unlisted names are drawn from `corpus/make/people.tsv` and made of the pieces in `cultures.txt`; a made name that stands in
the program's lists of names or of ordinary words is dropped. Train and test share no unlisted word and no person.
"""

import random
import re
import unicodedata
import zlib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
LOCALES = {
    "cs_CZ": "cs", "et_EE": "et", "fi_FI": "fi", "ga_IE": "ga", "hu_HU": "hu", "id_ID": "id", "lt_LT": "lt",
    "lv_LV": "lv", "tr_TR": "tr", "yo_NG": "yo", "zu_ZA": "zu",
}  # fmt: skip
# How often a culture is drawn where none is asked for.
WEIGHTS = {"en": 46, "us": 5, "ga": 5, "cy": 4, "gd": 4, "fr": 4, "de": 4, "in": 5, "pl": 4, "pk": 3, "it": 2, "es": 3}
SURNAME_FIRST = {"hu": 0.3, "zh": 0.5, "ko": 0.5, "vi": 0.5, "ja": 0.1}
PARTICLES = 0.35
PLAIN = str.maketrans({
    "ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ə": "e", "ð": "d", "þ": "th", "æ": "ae",
    "Æ": "Ae", "ß": "ss", "ơ": "o", "ư": "u", "İ": "I",
})  # fmt: skip

Rng = random.Random


def ascii_form(text: str) -> str:
    """The spelling of someone without the keys for it."""
    decomposed = unicodedata.normalize("NFKD", text.translate(PLAIN))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def fold(word: str) -> str:
    """As the lists of the program write a word."""
    return re.sub(r"[^a-z]", "", ascii_form(word.casefold()).casefold())


@dataclass
class Culture:
    """Listed and unlisted names; a surname is a pair of a man's and a woman's form."""

    listed: dict[str, list[str]] = field(default_factory=lambda: {"f": [], "m": [], "s": []})
    made: dict[str, list[str]] = field(default_factory=lambda: {"f": [], "m": [], "s": []})
    particles: list[str] = field(default_factory=list)


@cache
def known() -> frozenset[str]:
    """Every word of the program's lists of names and of ordinary words."""
    lists = [ROOT / "rules/lexicon/names.tsv", ROOT / "rules/lexicon/words.tsv"]
    return frozenset(line.split("\t", 1)[0] for path in lists for line in path.read_text("utf-8").splitlines())


def is_unlisted(name: str) -> bool:
    """Whether no word of a name, in either form, is known."""
    words = [fold(word) for form in name.split("/") for word in re.split(r"[\s-]", form)]
    return all(len(word) > 2 and word not in known() for word in words if word)


def split_of(word: str) -> str:
    """The split that an unlisted word or a listed pair belongs to."""
    return "test" if zlib.crc32(fold(word).encode()) % 3 == 0 else "train"


@cache
def cultures() -> dict[str, Culture]:
    """All of cultures.txt, with the people that the other corpus withholds from the lists."""
    found: dict[str, Culture] = {}
    culture = Culture()
    for line in (HERE / "cultures.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            culture = found.setdefault(line.strip("[]"), Culture())
        elif line.startswith("+p "):
            culture.particles = [word.replace("_", " ") for word in line[3:].split()]
        elif line.startswith("+"):
            stems, endings = line[3:].split(" | ")
            joined = [both(stem, ending) for stem in stems.split() for ending in endings.split()]
            culture.made[line[1]] += [name for name in joined if is_unlisted(name)]
        elif line and not line.startswith("#"):
            # A usual name that no list of the program holds is an unlisted one, and belongs to one split.
            for name in line[2:].split():
                (culture.made if is_unlisted(name) else culture.listed)[line[0]].append(name)
    for line in (ROOT / "corpus/make/people.tsv").read_text("utf-8").splitlines()[1:]:
        locale, given, family = line.split("\t")
        if code := LOCALES.get(locale):
            # The file does not say whether a woman or a man bears a name.
            found[code].made.setdefault("x", []).append(given)
            found[code].made["s"].append(family)
    return found


def both(stem: str, ending: str) -> str:
    """A stem with an ending that may differ for men and women."""
    stem = stem.rstrip("-") if ending.startswith("-") else stem
    return "/".join(stem + one for one in ending.split("/"))


@dataclass
class Person:
    """Somebody, in the spelling of one document."""

    given: str
    surname: str
    middle: str = ""
    family_first: bool = False

    @property
    def full(self) -> str:
        """Name in natural order."""
        if self.family_first:
            return f"{self.surname} {self.given}"
        return " ".join(part for part in (self.given, self.middle, self.surname) if part)


class Pool:
    """People of one split, each used but once where there are enough."""

    def __init__(self, split: str):
        self.split = split

    def person(self, r: Rng, sex: str | None, code: str | None, apostrophe: str) -> Person:
        """Somebody; `sex` and `code` (culture) where asked for."""
        all_of = cultures()
        rest = [name for name in all_of if name not in WEIGHTS]
        code = code or r.choices([*WEIGHTS, *rest], [*WEIGHTS.values(), *[1] * len(rest)])[0]
        culture = all_of[code]
        unlisted = r.random() < 0.5
        for tries in range(50):
            # A culture with few listed pairs may have none for this split.
            unlisted = unlisted or tries > 40
            bearer = sex or r.choice("fm")
            given = self.given(r, culture, bearer, sex is None, unlisted)
            surname = self.surname(r, culture, bearer, unlisted)
            if unlisted or split_of(given + surname) == self.split:
                break
        person = self.dressed(r, code, culture, bearer, unlisted, given, surname)
        if r.random() < 0.25:
            person = Person(*(ascii_form(part) for part in (person.given, person.surname, person.middle)), person.family_first)
        person.given, person.surname = (part.replace("'", apostrophe) for part in (person.given, person.surname))
        return person

    def given(self, r: Rng, culture: Culture, bearer: str, any_sex: bool, unlisted: bool) -> str:
        """A given name."""
        if not unlisted and culture.listed[bearer]:
            return r.choice(culture.listed[bearer])
        names = culture.made.get("x", []) if any_sex and r.random() < 0.6 else []
        return self.own(r, names or culture.made[bearer]) or self.own(r, culture.made[bearer])

    def surname(self, r: Rng, culture: Culture, bearer: str, unlisted: bool) -> str:
        """A surname in the form that goes with the bearer."""
        # The form of one sex may stand in no list though the other's does: it belongs to one split, too.
        mine = lambda name: not any(map(is_unlisted, name.split("/"))) or split_of(name) == self.split  # noqa: E731
        listed = [] if unlisted else [name for name in culture.listed["s"] if mine(name)]
        name = r.choice(listed) if listed else self.own(r, culture.made["s"])
        forms = name.split("/")
        return forms[-1] if bearer == "f" else forms[0]

    def own(self, r: Rng, names: list[str]) -> str:
        """One of the names that belong to this split."""
        return r.choice([name for name in names if split_of(name) == self.split] or names)

    def dressed(self, r: Rng, code: str, culture: Culture, bearer: str, unlisted: bool, given: str, surname: str) -> Person:
        """With particle, second surname, hyphen, middle name as is usual there."""
        again = lambda: self.surname(r, culture, bearer, unlisted)  # noqa: E731
        if culture.particles and r.random() < PARTICLES:
            particle = r.choice(culture.particles)
            surname = f"{particle}{surname}" if particle.endswith("-") else f"{particle} {surname}"
        elif code in ("es", "pt") and r.random() < 0.6:
            surname = f"{surname} {again()}"
        elif r.random() < 0.06 and code not in ("zh", "ko", "vi", "ja"):
            surname = f"{surname}-{again()}"
        if code in ("fr", "de", "es") and r.random() < 0.08:
            given = f"{given}-{self.given(r, culture, bearer, False, unlisted)}"
        middle = ""
        if r.random() < 0.08 and code not in ("zh", "ko", "vi", "ja", "hu"):
            middle = self.given(r, culture, bearer, False, unlisted)
            middle = middle if r.random() < 0.5 else f"{middle[0]}."
        return Person(given, surname, middle, r.random() < SURNAME_FIRST.get(code, 0))
