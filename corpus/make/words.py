"""Ordinary words: sentences about training, companies, roles, rooms. Nobody in here."""

import random

SUBJECTS = [
    "the first workshop", "our steering group", "the pilot cohort", "the revised outline", "the facilitation guide",
    "the client team", "the joining instructions", "the evaluation form", "the second module", "the business case",
    "the learning platform", "the opening session", "the venue", "the action plan", "the leadership framework",
    "the pre-work", "the printed pack", "the timetable", "the sponsor group", "the case study",
]  # fmt: skip
VERBS = [
    "should cover", "will include", "needed", "will follow", "can only go ahead with", "depended on",
    "left room for", "replaced", "built on", "had to make way for", "brought together", "asked for",
]  # fmt: skip
OBJECTS = [
    "the change programme", "a short debrief", "two further sessions", "the feedback of last spring", "small group work",
    "a clear purchase order", "better room lighting", "the competency model", "a plenary discussion", "the new brand guidelines",
    "the regional rollout", "an online follow-up", "three break-out rooms", "the risk register", "a longer lunch break",
    "the budget of the second quarter", "a simulation exercise", "hybrid delivery", "the final report", "a shared vocabulary",
]  # fmt: skip
TAILS = [
    "", "", "", " before the end of the month", " once the contract is signed", " as discussed on the last call",
    " for all regions", " in both languages", " without extra cost", " by the next review", " at the agreed day rate",
]  # fmt: skip
ROLES = [
    "Operations Manager", "HR Business Partner", "Team Leader", "Finance Analyst", "Project Engineer", "Account Director",
    "Health and Safety Manager", "Procurement Lead", "Software Developer", "Customer Service Adviser", "Depot Supervisor",
]  # fmt: skip
DEPARTMENTS = ["Operations", "Finance", "People", "Sales", "Engineering", "Legal", "Marketing", "Customer Care"]
COMPANIES = [
    "Harcourt & Vane Ltd", "Thornbury Catering", "Clarke Mossop Solicitors LLP", "Blue Heron Print", "Stanley Fisher & Sons",
    "Avonmouth Freight plc", "Ridley Audio Visual", "Mason Drew Partnership", "Kestrel Coaches Ltd", "Bellamy Stationers",
    "Elliot & Grace Interiors", "Oakham Conference Centre", "Jordan Wells Recruitment", "Bristow Taxis", "Gordon Price Chartered Surveyors",
]  # fmt: skip
ROOMS = [
    "Victoria Suite", "Albert Room", "Churchill Hall", "St James Room", "The Nelson Boardroom", "Wellington Suite",
    "Room 4.12", "Elizabeth Hall", "Florence Nightingale Room", "Plenary hall", "Break-out 3", "Drake Room",
]  # fmt: skip
TOPICS = [
    "Leading Change", "Difficult Conversations", "Commercial Awareness", "Project Management Essentials", "Coaching Skills",
    "Strategic Thinking", "Presenting With Impact", "Managing Performance", "Negotiation Masterclass", "First Line Leadership",
]  # fmt: skip
ITEMS = [
    "flipchart stand", "lapel microphone", "A4 binder", "name badge holder", "laser pointer", "extension lead", "projector screen",
    "whiteboard marker set", "clicker", "HDMI cable", "lectern", "sticky note block", "facilitator kit", "wireless presenter",
]  # fmt: skip
COMMENTS = [
    "The pace was right for me.", "More time for questions, please.", "The room was too cold.", "Best course so far.",
    "I would have liked more practice.", "The case study felt dated.", "Good mix of theory and exercises.", "Lunch was late.",
    "Clear, useful and well run.", "The afternoon could be shorter.", "Handouts arrived too late.", "Very relevant to my job.",
]  # fmt: skip


def sentence(r: random.Random) -> str:
    """A sentence that says little about nobody."""
    text = f"{r.choice(SUBJECTS)} {r.choice(VERBS)} {r.choice(OBJECTS)}{r.choice(TAILS)}."
    return text[0].upper() + text[1:]


def paragraph(r: random.Random, least: int = 2, most: int = 5) -> str:
    """A few such sentences."""
    return " ".join(sentence(r) for _ in range(r.randint(least, most)))
