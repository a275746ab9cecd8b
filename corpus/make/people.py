"""Chooses the people of the corpus: names of faker locales that the gazetteer build leaves out, and no token it holds.

`make.py --people` writes `people.tsv`; everything else only reads that file.
"""

import csv
import importlib
import random
import re
import unicodedata
from pathlib import Path

HERE = Path(__file__).parent
PEOPLE = HERE / "people.tsv"
GAZETTEER = HERE.parents[1] / "rules" / "lexicon" / "names.tsv"

# Latin script only: faker writes ne_NP and ka_GE in their own scripts, has no names for the Philippines, and the family
# names of vi_VN are all known.
WITHHELD = [
    "az_AZ", "cs_CZ", "et_EE", "fi_FI", "ga_IE", "hu_HU", "id_ID", "is_IS",
    "lt_LT", "lv_LV", "sk_SK", "tr_TR", "yo_NG", "zu_ZA",
]  # fmt: skip
ALSO_WITHHELD = ["ne_NP", "ka_GE", "fil_PH", "tl_PH", "vi_VN"]
WANTED = 2400
LETTERS = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff\u0259]+")
PLAIN = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ə": "e", "ð": "d", "þ": "th", "æ": "ae", "ß": "ss"})
PLAIN_UPPER = str.maketrans({"Ł": "L", "Ø": "O", "Đ": "D", "Ə": "E", "Ð": "D", "Þ": "Th", "Æ": "Ae"})


def ascii_form(text: str) -> str:
    """The spelling of someone without the keys for it: `Žukauskas` as `Zukauskas`."""
    decomposed = unicodedata.normalize("NFKD", text.translate(PLAIN).translate(PLAIN_UPPER))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def fold(text: str) -> str:
    """What two spellings of one name have in common."""
    return ascii_form(text.casefold()).casefold()


def tokens(text: str) -> list[str]:
    """The folded words of a name."""
    return LETTERS.findall(fold(text))


def load() -> list[tuple[str, str, str]]:
    """(locale, given name, family name) of everybody."""
    with PEOPLE.open(encoding="utf-8", newline="") as file:
        return [(row[0], row[1], row[2]) for row in csv.reader(file, delimiter="\t") if not row[0].startswith("#")]


def provider_names(locale: str, prefix: str) -> list[str]:
    """The names that faker's provider of `locale` lists in attributes that start with `prefix`."""
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    found: set[str] = set()
    for attribute in dir(provider):
        value = getattr(provider, attribute)
        if attribute.startswith(prefix) and isinstance(value, (list, tuple, dict)):
            for name in value:
                found.update([name] if isinstance(name, str) else [part for part in name if isinstance(part, str)])
    return sorted(found)


def known_tokens() -> set[str]:
    """Every token that the gazetteer holds or, from the same sources, may come to hold; and ordinary words."""
    import faker.providers.person as person
    import names
    from faker.providers.lorem.en_US import Provider as Lorem

    known = {fold(word) for word in Lorem.word_list}
    for folder in sorted(Path(person.__file__).parent.iterdir()):
        if folder.is_dir() and "_" in folder.name.strip("_") and folder.name not in WITHHELD + ALSO_WITHHELD:
            for name in provider_names(folder.name, "first_name") + provider_names(folder.name, "last_name"):
                known.update(tokens(name))
    for table in Path(names.__file__).parent.glob("dist.*"):
        known.update(fold(line.split()[0]) for line in table.read_text().splitlines())
    if GAZETTEER.exists():
        for line in GAZETTEER.read_text(encoding="utf-8").splitlines():
            known.update(tokens(line.split("\t")[0]))
    return known


def choose() -> None:
    """Writes `people.tsv`."""
    known = known_tokens()
    rng = random.Random("people")
    chosen: set[tuple[str, str, str]] = set()
    pools = {locale: usable(locale, known) for locale in WITHHELD}
    while len(chosen) < WANTED:
        locale = rng.choice(WITHHELD)
        given, family = (rng.choice(pool) for pool in pools[locale])
        if fold(given) != fold(family):
            chosen.add((locale, given, family))
    ordered = sorted(chosen, key=lambda one: (fold(one[1]), fold(one[2]), one))
    rng.shuffle(ordered)
    with PEOPLE.open("w", encoding="utf-8", newline="") as file:
        file.write("# locale\tgiven name\tfamily name; drawn by people.py from faker 40.54.0, all invented pairs\n")
        csv.writer(file, delimiter="\t", lineterminator="\n").writerows(ordered)


def usable(locale: str, known: set[str]) -> tuple[list[str], list[str]]:
    """Given and family names of a locale, no token of which is known."""
    given = [name for name in provider_names(locale, "first_name") if is_new(name, known)]
    family = provider_names(locale, "last_name")
    if locale == "is_IS":
        family = [stem + ending for stem in family for ending in ("son", "dóttir")]
    return given, [name for name in family if is_new(name, known)]


def is_new(name: str, known: set[str]) -> bool:
    """Whether a name is one word of Latin letters that the gazetteer cannot know."""
    words = tokens(name)
    return bool(LETTERS.fullmatch(name)) and len(name) > 3 and not known.intersection(words)
