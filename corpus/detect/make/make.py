"""Writes the labelled documents of corpus/detect/train and corpus/detect/test from passages and tables with slots.

    python3 corpus/detect/make/make.py            # make them
    python3 corpus/detect/make/make.py --check    # compare with what is committed

The standard library is enough. How slots and marks are written: README.md beside this folder.
"""

import csv
import io
import re
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import things  # noqa: E402
import values  # noqa: E402
from names import Person, Pool, Rng  # noqa: E402

HERE = Path(__file__).resolve().parent
OUT = HERE.parent
COPIES = {"train": 3, "test": 1}
# Part of the full names of the training passages that are written in a form nobody asked for.
VARIED = 0.08
SLOT = re.compile(r"\{(?:(\d+)(?:\.([a-z+]+))?|([a-z]+))((?::[a-z-]+)*)\}")
GIVEN_SURNAME = re.compile(r"\{(\d+)\.given((?::[a-z-]+)*)\} \{\1\.surname((?::[a-z-]+)*)\}")
SURNAME_GIVEN = re.compile(r"\{(\d+)\.surname((?::[a-z-]+)*)\}(,?) \{\1\.given((?::[a-z-]+)*)\}")
GIVEN_RUN = re.compile(r"(?:\{\d+\.given(?::[a-z-]+)*\} )+\{\d+\.(?:given|surname)(?::[a-z-]+)*\}")


class Filler:
    """Fills the slots of one document."""

    def __init__(self, r: Rng, pool: Pool):
        self.r, self.pool = r, pool
        self.people: dict[str, Person] = {}
        self.things: dict[str, str] = {}
        self.apostrophe = r.choice("'’")
        self.varied: list[str | None] = []
        self.asked: dict[str, list[str]] = {}

    def note(self, template: str) -> None:
        """Learns which sex and culture each person of the document is asked to have, wherever it is said."""
        for slot in SLOT.finditer(template):
            if slot[1]:
                self.asked.setdefault(slot[1], []).extend(part for part in slot[4].split(":") if part)

    def fill(self, template: str) -> str:
        """The text with marked values."""
        template = re.sub(r"\[\[([a-z-]+)\|([^\]]*)\]\]", lambda mark: self.literal(mark), template)
        template = GIVEN_SURNAME.sub(r"{\1.both\2\3}", template)
        template = SURNAME_GIVEN.sub(lambda two: f"{{{two[1]}.{'rev' if two[3] else 'surnamefirst'}{two[2]}{two[4]}}}", template)
        runs = GIVEN_RUN.finditer(template)
        for run in reversed(list(runs)):
            # Two given names of one person, or a given name and what follows it, are one value.
            filled = unmarked(SLOT.sub(self.slot, run[0]))
            template = f"{template[:run.start()]}[[person-name|{filled}]]{template[run.end():]}"
        return SLOT.sub(self.slot, template)

    def literal(self, mark: re.Match[str]) -> str:
        """A mark of the writer's: on one line, without slots in it."""
        words = SLOT.sub(lambda slot: unmarked(self.slot(slot)), " ".join(mark[2].split("\n")))
        return f"[[{mark[1]}|{words}]]"

    def slot(self, slot: re.Match[str]) -> str:
        """One slot."""
        if slot[3] and things.is_thing(slot[3]):
            return self.thing(slot[3], slot[4])
        if slot[3]:
            rule, value = values.nobodys(slot[3], self.r)
            return f"[[{rule}|{value}]]"
        person = self.person(slot[1])
        if slot[2] == "email":
            return f"[[email|{values.email(self.r, person.given, person.surname)}]]"
        return f"[[person-name|{self.form(person, slot[2])}]]"

    def thing(self, kind: str, label: str) -> str:
        """A thing: the same wherever a label asks for it."""
        if not label:
            return things.thing(kind, self.r, self.pool)
        if kind + label not in self.things:
            self.things[kind + label] = things.thing(kind, self.r, self.pool)
        return self.things[kind + label]

    def person(self, number: str) -> Person:
        """The document's nth person."""
        if number not in self.people:
            asked = self.asked.get(number, [])
            sex = next((part for part in asked if part in ("f", "m")), None)
            culture = next((part for part in asked if part not in ("f", "m")), None)
            self.people[number] = self.pool.person(self.r, sex, culture, self.apostrophe)
        return self.people[number]

    def form(self, person: Person, form: str | None) -> str:
        """A person's name in one of its forms."""
        given, surname = person.given, person.surname
        if form is None and self.varied and self.r.random() < VARIED:
            form = self.r.choice(self.varied)
        stop = "" if self.r.random() < 0.2 else "."
        second = person.middle[:1] or self.r.choice("ABCDEFGHJKLMNPRST")
        forms = {
            None: person.full, "given": given, "surname": surname, "both": f"{given} {surname}", "rev": f"{surname}, {given}",
            "init": f"{given[0]}{stop} {surname}", "inits": f"{given[0]}{stop} {second}{stop} {surname}",
            "caps": person.full.upper(), "capsrev": f"{surname.upper()} {given}", "capssur": f"{given} {surname.upper()}",
            "lower": person.full.lower(), "surnamefirst": f"{surname} {given}",
        }  # fmt: skip
        return forms[form]


def unmarked(text: str) -> str:
    """The value of a mark."""
    return re.sub(r"\[\[[a-z?-]+\|([^\]]*)\]\]", r"\1", text)


def passages(path: Path) -> list[str]:
    """The passages of a file, without their genre."""
    parts = re.split(r"^---$\n?", path.read_text("utf-8"), flags=re.M)
    parts = [re.sub(r"\A# genre:.*\n", "", part.lstrip("\n")) for part in parts]
    return [part.rstrip() + "\n" for part in parts if part.strip()]


def prose(path: Path, split: str) -> str:
    """A file of passages, each as often as the split wants, with other people each time."""
    written = []
    for number, passage in enumerate(passages(path)):
        for copy in range(COPIES[split]):
            filler = Filler(Rng(f"{split}/{path.parent.name}/{path.name}/{number}/{copy}"), Pool(split))
            filler.note(passage)
            filler.varied = ["caps", "caps", "capssur", "rev", "capsrev", "init"] if split == "train" else []
            written.append(filler.fill(passage))
    return "---\n".join(written)


def tables(path: Path, split: str) -> str:
    """A file of tables."""
    written = []
    for number, table in enumerate(passages(path)):
        for copy in range(COPIES[split]):
            r = Rng(f"{split}/{path.name}/{number}/{copy}")
            written.append(one_table(table, r, Pool(split)))
    return "---\n".join(written)


def one_table(text: str, r: Rng, pool: Pool) -> str:
    """One table: each cell filled and quoted where it needs to be."""
    lines = [line for line in text.splitlines() if not line.startswith("@")]
    delimiter = max(",;\t|", key=lambda mark: sum(min(line.count(mark), 30) for line in lines))
    rows = [row for row in csv.reader(io.StringIO(text), delimiter=delimiter)]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    filler = Filler(r, pool)
    filler.note(text)
    last: list[str] = []
    for row in rows:
        if row and row[0].startswith("@repeat"):
            for step in range(1, int(row[0].split()[1]) + 1):
                fresh = Filler(r, pool)
                fresh.apostrophe, fresh.asked = filler.apostrophe, sex_aside(filler.asked)
                writer.writerow(filled(fresh, counted_on(last, step)))
        elif row:
            last = row
            writer.writerow(filled(filler, row))
        else:
            out.write("\n")
    return out.getvalue()


def sex_aside(asked: dict[str, list[str]]) -> dict[str, list[str]]:
    """Of what a row asks for, what its repetitions keep: the culture."""
    return {number: [part for part in parts if part not in ("f", "m")] for number, parts in asked.items()}


def counted_on(row: list[str], step: int) -> list[str]:
    """The row with the number in its first cell counted on."""
    first = row[0]
    digits = re.search(r"\d+$", first) if "{" not in first else None
    if digits is None or re.fullmatch(r"(19|20)\d\d", digits[0]):
        return row
    number = str(int(digits[0]) + step).zfill(len(digits[0]))
    return [first[: digits.start()] + number, *row[1:]]


def filled(filler: Filler, row: list[str]) -> list[str]:
    """The cells of a row. A name parted over two cells is one name, told at the given name."""
    given = [only(cell, "given") for cell in row]
    numbers = {number for numbers in given if numbers for number in numbers}
    alone = sum(map(bool, given)) == 1 and sum(bool(only(cell, "surname")) for cell in row) == 1
    cells = []
    for cell in row:
        text = filler.fill(cell)
        surname = only(cell, "surname")
        if surname and (alone or numbers.issuperset(surname)):
            text = text.replace("[[person-name|", "[[person-name?|")
        cells.append(text)
    return cells


def only(cell: str, form: str) -> list[str]:
    """The people of a cell that holds nothing but slots of this form."""
    slots = list(SLOT.finditer(cell))
    bare = not SLOT.sub("", cell).strip() and all(slot[2] == form for slot in slots)
    return [slot[1] for slot in slots] if bare else []


def make(out: Path) -> None:
    """Writes everything below `out`."""
    for split in COPIES:
        (out / split).mkdir(parents=True, exist_ok=True)
        for path in sorted((HERE / "passages" / split).glob("*.txt")):
            (out / split / path.name).write_text(prose(path, split), "utf-8")
        for path in sorted((HERE / "tables" / split).glob("*.txt")):
            (out / split / f"{path.stem}.csv").write_text(tables(path, split), "utf-8")


def check() -> int:
    """Compares what is committed with what would be made."""
    made = HERE / ".made"
    shutil.rmtree(made, ignore_errors=True)
    make(made)
    wrong = []
    for split in COPIES:
        names = {path.name for folder in (made / split, OUT / split) for path in folder.glob("*")}
        for name in sorted(names):
            new, old = made / split / name, OUT / split / name
            if not (new.exists() and old.exists()) or new.read_bytes() != old.read_bytes():
                wrong.append(f"{split}/{name}")
    shutil.rmtree(made)
    print("\n".join(wrong) or "corpus/detect is what the script makes")
    return 1 if wrong else 0


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        sys.exit(check())
    make(OUT)
