"""Which files there are: every scenario so many times, dealt out to the clients and their folders."""

import random
from collections.abc import Callable
from dataclasses import dataclass

import harmless
import letters
import lists
import marked
import odd
import others
import people
import render_docx
import render_text
import render_xlsx
import sensitive
from clients import CLIENTS, WORKING, YEARS, Client
from letters import OWN_COUNT
from model import Book, Case, Draft, Page, Truth
from policy import Place

SEED = 20240611
POSITIVE = lists.PLAN + sensitive.PLAN + letters.PLAN + marked.POSITIVE + odd.POSITIVE
NEGATIVE = harmless.PLAN + marked.PLAN + odd.PLAN
LOOSE = [(lists.delegates, True), (letters.minutes, True), (harmless.budget, False), (harmless.outline, False)]
Scenario = Callable[[Case], Draft]


@dataclass
class Made:
    """A file of the corpus."""

    place: Place
    data: bytes
    truth: Truth
    status: str


def corpus() -> list[Made]:
    """Every file, in the order of the plan."""
    everybody = people.load()[OWN_COUNT:]
    share = len(everybody) // len(CLIENTS)
    taken: set[str] = set()
    files = []
    for positive, plan in [(True, POSITIVE), (False, NEGATIVE), (True, others.PLAN)]:
        turns = [scenario for scenario, count in plan for _ in range(count)]
        for number, scenario in enumerate(turns):
            r = random.Random(f"{SEED}:{scenario.__name__}:{number}")
            index = (number * 7 + r.randrange(3)) % len(CLIENTS)
            client = CLIENTS[index]
            pool = everybody[index * share : (index + 1) * share]
            files.append(make(r, scenario, client, pool, folder(r, client, positive), taken))
    for number, (scenario, _) in enumerate(LOOSE):
        r = random.Random(f"{SEED}:loose:{number}")
        files.append(make(r, scenario, None, everybody[-share:], "", taken))
    return files + [twin(files)]


def make(
    r: random.Random, scenario: Scenario, client: Client | None, pool: list[tuple[str, str, str]], folder: str, taken: set[str]
) -> Made:
    """Makes one file and finds a free name for it."""
    owner = client or CLIENTS[-1]
    case = Case(r, pool, owner.domain, owner.name, plain=r.random() < 0.4)
    draft = scenario(case)
    extension, data = render(draft, r)
    place = Place(client, f"{folder}{draft.stem}.{extension}")
    for number in range(2, 99):
        if place.path.lower() not in taken:
            break
        place = Place(client, f"{folder}{draft.stem} {number}.{extension}")
    taken.add(place.path.lower())
    return Made(place, data, case.t, draft.status)


def folder(r: random.Random, client: Client, positive: bool) -> str:
    """Where in the client folder: people more often in the 0 folder or what looks like it."""
    roll = r.random()
    base = r.choice(WORKING)
    if client.zero and roll < (0.33 if positive else 0.1):
        base = client.zero[0] if len(client.zero) == 1 or r.random() < 0.8 else client.zero[1]
    elif client.lookalikes and roll < (0.6 if positive else 0.15):
        base = r.choice(sorted(client.lookalikes))
    elif roll > 0.96:
        return ""
    year = r.choice(YEARS)
    return f"{base}/{year}/" if year else f"{base}/"


def render(draft: Draft, r: random.Random) -> tuple[str, bytes]:
    """Extension and bytes."""
    content, kind = draft.content, draft.extension
    if isinstance(content, bytes):
        return kind, content
    if isinstance(content, Book):
        if kind == "xlsx":
            return kind, render_xlsx.render(content, r)
        if kind == "csv-cp1252" and not render_text.fits(content, "cp1252"):
            kind = "csv-bom"
        return kind.split("-")[0], render_text.delimited(content, kind)
    assert isinstance(content, Page)
    return kind, render_docx.render(content) if kind == "docx" else render_text.plain(content, r, kind == "md")


def twin(files: list[Made]) -> Made:
    """The file whose name is already taken where it has to go."""
    first = next(f for f in files if f.place.zone == "working" and f.truth.rules and f.place.inner.startswith("4. Delegates/"))
    client = first.place.client
    assert client
    return Made(Place(client, f"{client.target}/{first.place.inner}"), first.data, first.truth, first.status)
