"""Documents that call themselves confidential, those that only speak of it, and our own staff."""

import words
from letters import OWN_STAFF, own_mail
from lists import TABULAR, stem
from model import Block, Book, Case, Draft, Page, Row, Sheet

PHRASES = [
    "CONFIDENTIAL",
    "Strictly confidential",
    "Confidential \u2013 not for distribution",
    "STRICTLY PRIVATE AND CONFIDENTIAL",
    "Client Confidential",
]


def marked(c: Case) -> Draft:
    """No person in it, but marked: in the page header, as a watermark, in the title or in the file name."""
    c.t.marked = True
    phrase = c.pick(PHRASES)
    page = Page(
        [Block("heading", "Strategy outline"), Block("para", words.paragraph(c.r)), Block("para", words.paragraph(c.r))],
        title="Strategy outline",
    )
    name = stem(c, "Strategy paper", "Restructuring plan", "Merger scenario", "Market entry")
    place = c.r.randrange(4)
    if place == 0:
        page.header = phrase
    elif place == 1:
        page.watermark = phrase
    elif place == 2:
        page.title = f"{phrase}: {page.title}"
    else:
        return Draft(f"{name} {c.pick(['CONFIDENTIAL', '(confidential)', '- strictly confidential'])}", page, c.pick(["docx", "txt", "md"]))
    return Draft(name, page, "docx")


def spoken_of(c: Case) -> Draft:
    """The word as a topic, or in the company's own boilerplate."""
    line = c.pick([
        "Your answers are treated as confidential and reported in groups of at least five.",
        "Participants agree to keep confidential what is shared in the room.",
        "This message is intended for the addressee and may contain confidential information.",
        "The contract has a clause on confidential information and intellectual property.",
    ])  # fmt: skip
    blocks = [Block("para", words.paragraph(c.r)), Block("para", line), Block("para", words.paragraph(c.r))]
    return Draft(stem(c, "Ground rules", "Introduction", "Survey introduction"), Page(blocks), c.pick(["docx", "txt", "md"]))


def own_staff(c: Case) -> Draft:
    """Our own trainers with their business contacts: exempt by the settings."""
    rows: list[Row] = [[c.pick(["Trainer", "Facilitator", "Consultant"]), "Email", "Module", "Days"]]
    for name in OWN_STAFF:
        rows.append([name, own_mail(name), c.pick(words.TOPICS), c.r.randrange(1, 9)])
    return Draft(stem(c, "Delivery team", "Trainer allocation"), Book([Sheet(rows, name="Team")]), c.pick(TABULAR))


def own_staff_mail(c: Case) -> Draft:
    """A note among ourselves."""
    sender, other = c.r.sample(OWN_STAFF, 2)
    blocks = [
        Block("para", f"Hi {other.split()[0]},"),
        Block("para", words.paragraph(c.r)),
        Block("para", f"Best wishes,\n{sender}\n{own_mail(sender)}"),
    ]
    return Draft(stem(c, "Internal note", "Handover"), Page(blocks), c.pick(["docx", "txt"]))


POSITIVE = [(marked, 10)]
PLAN = [(spoken_of, 5), (own_staff, 3), (own_staff_mail, 3)]
