"""People in running text: coaching notes, minutes, mails, CVs, proposals, and in the corners of a document."""

import words
from clients import OWN_DOMAIN
from lists import contact_columns, name_columns, stem
from model import Block, Case, Draft, Page, Person
from people import fold, load

DOCUMENTS = ["docx", "docx", "docx", "txt", "md"]
TRAITS = [
    "listens well but avoids conflict", "takes on too much and delegates late", "has grown in confidence since the first session",
    "dominates the discussion under pressure", "prepares thoroughly and rarely speaks first", "needs clearer goals for the next half year",
]  # fmt: skip
MENTIONS = [
    "We met {name} in March, who runs the northern region.",
    "According to {name}, the budget is settled.",
    "The idea came from {name} and was welcomed by everyone.",
    "On the second day {name} took over the exercise.",
    "{name}, who joined in May, asked for a mentor.",
    "Please send the slides to {name} ({email}) as well.",
    "If anything changes, ring {name} on {phone}.",
    "Last week I spoke to {name} about the rollout.",
    "{name} told us that the pilot group felt rushed.",
    "The complaint was raised by {name} and is now closed.",
    "Ms {name} will open the day.",
]
# The first people of the list are our own; `corpus/nought.toml` names them.
OWN_COUNT = 6
OWN_STAFF = [f"{given} {family}" for _, given, family in load()[:OWN_COUNT]]


def own_mail(name: str) -> str:
    """The mail address of one of our own."""
    return ".".join(fold(part) for part in name.split()) + f"@{OWN_DOMAIN}"


def para(c: Case, text: str = "") -> Block:
    """A paragraph: the text, or some filler."""
    return Block("para", text or words.paragraph(c.r))


def coaching(c: Case) -> Draft:
    """Notes of a coaching session: what somebody is like is a finding of its own."""
    p = c.one()
    opening = c.pick(["Coachee: ", "Coaching notes \u2013 ", "Session 3 with "]) + c.name(p)
    blocks = [Block("heading" if c.chance(0.5) else "para", opening)]
    for _ in range(c.r.randint(2, 4)):
        lead = c.pick([p.given, c.pick(["She", "He"])])
        blocks.append(para(c, f"{lead} {c.pick(TRAITS)}. {words.sentence(c.r)}"))
    scored = c.pick(
        [f"Overall assessment: {c.r.randrange(2, 6)} out of 5.", f"360 score: {c.r.randrange(40, 90)}%.", "Development area: delegation."]
    )
    blocks.append(para(c, f"{scored} {p.given} agreed to practise this before the next session."))
    c.t.tie("assessment-result", p, scored)
    return Draft(stem(c, "Coaching notes", "Session notes", "Coaching log", "Development review"), Page(blocks), c.pick(DOCUMENTS))


def attendee_table(c: Case) -> Draft:
    """A report with the attendees in a table of the document."""
    columns = name_columns(c) + contact_columns(c)
    rows = [[column.header for column in columns]] + [[str(column.cell(p)) for column in columns] for p in c.cast(c.r.randint(3, 14))]
    blocks = [
        Block("heading", "Summary"),
        para(c),
        para(c),
        Block("heading", c.pick(["Attendees", "Participants", "Annex: cohort"])),
        Block("grid", rows=rows),
        para(c),
    ]
    return Draft(stem(c, "Delivery report", "Course report", "Programme review"), Page(blocks, title=c.pick(words.TOPICS)), "docx")


def in_the_corner(c: Case) -> Draft:
    """The person stands in the page header, a comment or a text box."""
    p = c.one()
    corners = ["Prepared for {name}, {email}", "Contact: {name}, tel. {phone}", "Please check with {name} ({email})"]
    tell = c.tell(p, c.pick(corners))
    page = Page([Block("heading", c.pick(words.TOPICS)), para(c), para(c), para(c)])
    corner = c.r.randrange(3)
    if corner == 0:
        page.header = tell
    elif corner == 1:
        page.blocks.append(Block("note", words.paragraph(c.r), comment=tell))
    else:
        page.blocks.append(Block("box", tell))
    return Draft(stem(c, "Handout", "Workbook", "Slides notes", "Module guide"), page, "docx")


def mail_thread(c: Case) -> Draft:
    """Mails pasted into a text file; one side is often our own staff."""
    people = c.cast(c.r.randint(2, 4))
    blocks = []
    for turn, p in enumerate(people):
        other = people[turn - 1]
        own = c.pick(OWN_STAFF)
        to = f"To: {own} <{own_mail(own)}>" if c.chance(0.4) else f"To: {c.name(other)} <{c.email(other)}>"
        sent = f"{c.r.randrange(1, 28)} March 2024 {c.r.randrange(8, 18)}:{c.r.randrange(10, 59)}"
        head = c.tell(p, "From: {name} <{email}>") + f"\n{to}\nSent: {sent}\nSubject: RE: {c.pick(words.TOPICS)}"
        greeting = c.pick(["Dear all,", "Hello,", "Hi team,"])
        signed = f"{c.pick(['Kind regards', 'Best wishes', 'Many thanks', 'Regards'])},\n{c.name(p)}\n{c.pick(words.ROLES)}"
        signed += f"\n{c.phone(p)}" if c.chance(0.5) else ""
        blocks += [para(c, head), para(c, greeting), para(c), para(c, signed)]
    return Draft(stem(c, "Emails", "Mail thread", "Correspondence", "FW re dates"), Page(blocks), c.pick(["txt", "txt", "docx"]))


def signed_letter(c: Case) -> Draft:
    """A letter with salutation and signature."""
    to, sender = c.cast(2)
    title = c.pick(["Ms", "Mr", "Dr"])
    salutation = f"Dear {title} {c.t.tie('person-name', to, to.family)},"
    signature = f"Yours sincerely,\n\n{c.name(sender)}\n{c.pick(words.ROLES)}, {c.client}\nTel: {c.phone(sender, line=True)}"
    signature += f"\n{c.email(sender)}" if c.chance(0.6) else ""
    blocks = [para(c, salutation), para(c), para(c), para(c, signature)]
    return Draft(stem(c, "Letter", "Confirmation letter", "Invitation"), Page(blocks), c.pick(DOCUMENTS))


def proposal(c: Case) -> Draft:
    """A proposal that names the client's one contact."""
    p = c.one()
    role = c.pick(words.ROLES)
    options = [f"Prepared for: {{name}}, {role}", "Your contact: {name} ({email})", f"For the attention of {{name}}, {role}, {c.client}"]
    contact = c.tell(p, c.pick(options))
    blocks = [para(c, contact)]
    for title in ["Background", "Our approach", "Timetable", "Investment"]:
        blocks += [Block("heading", title), para(c)]
    return Draft(
        stem(c, "Proposal", "Tender response", "Quote"), Page(blocks, title=f"Proposal: {c.pick(words.TOPICS)}"), c.pick(DOCUMENTS)
    )


def cv(c: Case) -> Draft:
    """A CV; the file name says whose."""
    p = c.one()
    blocks = [Block("heading", c.name(p)), para(c, f"{c.address(p)}\n{c.email(p)} | {c.phone(p)}")]
    if c.chance(0.5):
        blocks.append(para(c, f"Date of birth: {c.birth(p).strftime('%d %B %Y')}"))
    blocks += [
        Block("heading", "Experience"),
        Block("bullet", f"{c.pick(words.ROLES)}, {c.pick(words.COMPANIES)}, 2016\u20132023"),
        Block("bullet", f"{c.pick(words.ROLES)}, 2011\u20132016"),
    ]
    blocks += [Block("heading", "Education"), Block("bullet", "BA Business Studies, 2010")]
    named = c.name_as(p, c.pick(["{G} {F} CV", "CV - {G} {F}", "CV_{F}_{G}"]))
    return Draft(named, Page(blocks), c.pick(["docx", "docx", "txt"]))


def minutes(c: Case) -> Draft:
    """Minutes with attendees and actions by name."""
    people = c.cast(c.r.randint(3, 6))
    blocks = [para(c, f"{c.pick(['Present', 'Attendees', 'In attendance'])}: " + ", ".join(c.name(p) for p in people))]
    blocks += [para(c, f"Apologies: {c.name(c.one())}")] if c.chance(0.5) else []
    for number in range(1, 4):
        blocks += [Block("heading", f"{number}. {c.pick(words.TOPICS)}"), para(c)]
        action = c.pick(["Action: {} to send the draft.", "{} will confirm the venue.", "ACTION \u2013 {}: budget by Friday."])
        blocks.append(Block("bullet", action.format(c.name(c.pick(people)))))
    return Draft(
        stem(c, "Minutes", "Meeting notes", "Steering group minutes", "Kick-off notes"), Page(blocks, title="Minutes"), c.pick(DOCUMENTS)
    )


def transcript(c: Case) -> Draft:
    """A call with speaker labels."""
    people = c.cast(2)
    blocks = []
    for turn in range(c.r.randint(6, 14)):
        p: Person = people[turn % 2]
        blocks.append(para(c, f"{c.name(p)}: {words.sentence(c.r)}"))
    return Draft(stem(c, "Interview transcript", "Call notes", "Focus group"), Page(blocks), c.pick(["txt", "docx"]))


def reference(c: Case) -> Draft:
    """A letter of reference: somebody judged by name."""
    p, sender = c.cast(2)
    text = f"I have known {c.name(p)} for {c.r.randrange(2, 9)} years as {c.pick(words.ROLES)}. {p.given} {c.pick(TRAITS)}."
    blocks = [para(c, "To whom it may concern"), para(c, text), para(c), para(c, f"Kind regards,\n{c.name(sender)}\n{c.phone(sender)}")]
    return Draft(stem(c, "Reference", "Testimonial"), Page(blocks), c.pick(DOCUMENTS))


def contact_sheet(c: Case) -> Draft:
    """Who to call on the day, in lines of text."""
    people = c.cast(c.r.randint(3, 8))
    lines = [f"{c.pick(words.ROLES)}: {c.name(p)}, {c.phone(p)}" for p in people]
    blocks = [Block("heading", "Contacts on the day"), *[Block("bullet", line) for line in lines], para(c)]
    return Draft(stem(c, "Running order", "Event contacts", "On the day"), Page(blocks), c.pick(DOCUMENTS))


def mention(c: Case) -> Draft:
    """A report in whose sentences somebody simply stands."""
    told = c.r.sample(MENTIONS, c.r.randint(2, 4))
    blocks = []
    for sentence in told:
        text = c.tell(c.one(), sentence)
        before, after = words.paragraph(c.r, 0, 2), words.paragraph(c.r, 0, 2)
        blocks += [para(c, f"{before} {text} {after}".strip()), para(c)]
    return Draft(stem(c, "Progress report", "Visit report", "Needs analysis", "Lessons learned"), Page(blocks), c.pick(DOCUMENTS))


def name_in_path(c: Case) -> Draft:
    """Only the file name tells whose it is."""
    p = c.one()
    named = c.name_as(p, c.pick(["{G} {F} - learning contract", "Feedback for {G} {F}", "Invoice query {G} {F}", "{F}, {G} - travel"]))
    return Draft(named, Page([para(c), para(c)]), c.pick(["docx", "txt"]))


PLAN = [
    (coaching, 10), (attendee_table, 8), (in_the_corner, 9), (mail_thread, 9), (signed_letter, 6), (proposal, 11), (cv, 7),
    (minutes, 9), (mention, 9), (transcript, 4), (reference, 3), (contact_sheet, 6), (name_in_path, 6),
]  # fmt: skip
