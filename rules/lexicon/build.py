"""Writes names.tsv and words.tsv from pinned packages. Run in an environment with

    pip install names==0.3.0 faker==40.54.0 wordfreq==3.1.1 simplemma==2.0.0
    python rules/lexicon/build.py

The same packages give the same bytes. `--check` writes nothing and fails where the committed tables differ.
names.tsv: folded word, given-name level, surname level. words.tsv: folded word, ordinary-word level. Levels run from 0 to 9.
"""

import importlib
import pkgutil
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

import faker.providers.person as person
import names as census
import wordfreq
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

HERE = Path(__file__).parent
LANGUAGES = ("en", "de", "fr", "es", "it", "nl")
# Census percent of bearers at which each level begins, from 9 down to 2; rarer is 1.
CENSUS_LEVELS = (0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.004, 0.002)
# A locale's list is short where it holds the usual names only: length up to which a name gets the level.
LIST_LEVELS = ((150, 6), (600, 5), (1500, 4), (10**9, 3))
# Zipf frequency (log10 of uses in a billion words) at which each level begins, from 9 down to 1.
ZIPF_LEVELS = (6.0, 5.5, 5.0, 4.6, 4.2, 3.8, 3.4, 3.0, 2.6)
# How much more frequent a word is than the most frequent of its other forms, where it is no name.
FAMILY_LEAD = 0.6
# What other languages take off, where the word is a name too: most documents are English.
FOREIGN = 0.6
# Above this frequency no word is mostly a name (`john` is below it).
NEVER_NAME = 5.7
# Zipf frequency below which the words of other languages than English are left out, to keep the table small.
FOREIGN_FLOOR = 3.1
# Name words of which no form but the name tells that they are words.
ALSO_WORDS = {"may": 6.0, "will": 6.0, "june": 4.6, "april": 4.6, "august": 4.6, "christian": 4.4, "art": 5.0}
# A particle is a given name too from this level on.
GIVEN_PARTICLE = 5
PLAIN = {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
UMLAUT = {"ä": "ae", "ö": "oe", "ü": "ue"}


def fold(word: str) -> str:
    """As `src/detect/lexicon.rs` folds: lower case, no diacritics, letters and digits only."""
    out = []
    for char in unicodedata.normalize("NFKD", word):
        if unicodedata.category(char)[0] == "M":
            continue
        lower = PLAIN.get(char.lower(), char.lower())
        out.extend(c for c in lower if c.isalnum() and unicodedata.category(c)[0] != "M")
    return "".join(out)


def words_of(name: str) -> list[str]:
    """The words of a name as a list gives it, with the spelling without umlauts beside the one with them."""
    found = []
    for word in name.replace("-", " ").split():
        if "." in word:
            continue
        found.append(word)
        spelt = "".join(UMLAUT.get(c, c) for c in word.lower())
        if spelt != word.lower():
            found.append(spelt)
    return found


def withheld() -> set[str]:
    lines = (HERE / "withheld.txt").read_text(encoding="utf-8").splitlines()
    return {line.strip() for line in lines if line.strip() and not line.startswith("#")}


def census_levels(file: str) -> dict[str, int]:
    levels = {}
    for line in (Path(census.__file__).parent / file).read_text().splitlines():
        word, percent = line.split()[:2]
        level = next((9 - i for i, floor in enumerate(CENSUS_LEVELS) if float(percent) >= floor), 1)
        levels[fold(word)] = max(level, levels.get(fold(word), 0))
    return levels


def faker_lists(locales):
    """Yields (kind, names) of every name list of the locales."""
    for locale in sorted(locales):
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for kind in ("first", "last"):
            lists = [
                names
                for attribute, names in sorted(vars(provider).items())
                if f"{kind}_name" in attribute or f"{kind}_romanized" in attribute
                if "pairs" not in attribute and "kana" not in attribute and isinstance(names, (tuple, list, dict))
            ]
            yield kind, {name for names in lists for name in names if isinstance(name, str)}


def faker_levels(locales):
    counted = {"first": defaultdict(list), "last": defaultdict(list)}
    for kind, names in faker_lists(locales):
        level = next(level for most, level in LIST_LEVELS if len(names) <= most)
        for word in {fold(word) for name in names for word in words_of(name)}:
            counted[kind][word].append(level)
    return [
        {word: min(8, max(levels) + min(2, len(levels) - 1)) for word, levels in counted[kind].items()}
        for kind in ("first", "last")
    ]


def name_levels(particles: set[str]) -> dict[str, tuple[int, int]]:
    known = {module.name for module in pkgutil.iter_modules(person.__path__)}
    given, surname = faker_levels(known - withheld())
    for file in ("dist.female.first", "dist.male.first"):
        for word, level in census_levels(file).items():
            given[word] = max(level, given.get(word, 0))
    for word, level in census_levels("dist.all.last").items():
        surname[word] = max(level, surname.get(word, 0))
    # Pieces of surnames (`De`, `Van`) are none; `Ben` and `Al` are given names all the same.
    piece = lambda word: word in particles and given.get(word, 0) < GIVEN_PARTICLE
    usable = lambda word: 2 <= len(word) <= 24 and not piece(word) and not any(c.isdigit() for c in word)
    return {w: (given.get(w, 0), surname.get(w, 0)) for w in given.keys() | surname.keys() if usable(w)}


def dictionary(language: str) -> tuple[set[str], dict[str, str]]:
    """The lower-case words of a language, and the lemma of every form."""
    lemmas = {}
    raw = DefaultDictionaryFactory().get_dictionary(language)
    for form in raw:
        lemmas[form] = raw[form]
    # German nouns are capitalised: there a capital tells nothing.
    plain = {form.lower() for form in lemmas if form.islower() or language == "de"}
    return plain, {form.lower(): lemma.lower() for form, lemma in sorted(lemmas.items())}


def family_zipf(language: str, lemmas: dict[str, str]) -> dict[str, list[tuple[float, str]]]:
    """The two most frequent forms of every lemma."""
    families = defaultdict(dict)
    for form, lemma in lemmas.items():
        zipf = wordfreq.zipf_frequency(form, language)
        if zipf:
            families[lemma][form] = zipf
    best = lambda forms: sorted(((zipf, form) for form, zipf in forms.items()), reverse=True)[:2]
    return {lemma: best(forms) for lemma, forms in families.items()}


def ordinary_zipf(names: dict[str, tuple[int, int]]) -> dict[str, float]:
    """How frequent a word is as an ordinary word: of a word that is a name too, as frequent as its other forms let it be."""
    found = defaultdict(float)
    for language in LANGUAGES:
        plain, lemmas = dictionary(language)
        families = family_zipf(language, lemmas)
        for form, zipf in wordfreq.get_frequency_dict(language).items():
            word = fold(form)
            zipf = wordfreq.zipf_frequency(form, language)
            floor = ZIPF_LEVELS[-1] if language == "en" else FOREIGN_FLOOR
            if zipf < floor or not word.isalpha() or not 2 <= len(word) <= 24 or form not in plain:
                continue
            if word in names and zipf < NEVER_NAME:
                others = [z for z, other in families.get(lemmas[form], ()) if fold(other) != word]
                zipf = min(zipf, max(others, default=0.0) + FAMILY_LEAD)
                zipf -= 0.0 if language == "en" else FOREIGN
            found[word] = max(found[word], zipf)
    found.update(ALSO_WORDS)
    return found


def render(rows) -> str:
    return "".join("\t".join(map(str, row)) + "\n" for row in sorted(rows))


def listed(name: str) -> set[str]:
    lines = (HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return {word for line in lines if not line.startswith("#") for word in line.split()}


def main() -> int:
    names = name_levels(listed("particles"))
    ordinary = ordinary_zipf(names)
    level = lambda zipf: next((9 - i for i, floor in enumerate(ZIPF_LEVELS) if zipf >= floor), 0)
    tables = {
        "names.tsv": render((word, given, surname) for word, (given, surname) in names.items()),
        "words.tsv": render((word, level(zipf)) for word, zipf in ordinary.items() if level(zipf)),
    }
    differ = [f for f, text in tables.items() if not (HERE / f).exists() or (HERE / f).read_text("utf-8") != text]
    if "--check" in sys.argv:
        print("differ: " + ", ".join(differ) if differ else "up to date")
        return 1 if differ else 0
    for file, text in tables.items():
        (HERE / file).write_bytes(text.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
