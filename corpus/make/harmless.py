"""Files that look like personal data and are not: templates, brands, models, budgets, codes, surveys without people."""

import ids
import words
from lists import FOREIGN, TABULAR, stem
from model import Block, Book, Case, Draft, Page, Row, Sheet

DOCUMENTS = ["docx", "docx", "txt", "md"]
MODELS = [
    "Porter's Five Forces", "Maslow's hierarchy of needs", "Kolb's learning cycle", "Tuckman's stages", "the Kirkpatrick levels",
    "the Myers-Briggs preferences", "Kotter's eight steps", "the Johari window", "Herzberg's two factors", "Belbin team roles",
    "the Eisenhower matrix", "Lewin's force field", "the Pareto principle", "Blanchard's situational leadership",
]  # fmt: skip
PLACES = [
    "Victoria Station", "St James Park", "Marks & Spencer", "the Albert Dock", "King's Cross", "Austin Friars", "Lloyds Building",
    "John Lewis", "Charlotte Square", "Harvey Nichols", "St Pancras", "Rolls-Royce", "Saint Helena Road", "Jordan Hill", "Chelsea Bridge",
]  # fmt: skip
CLAUSES = [
    "Payment is due within 30 days.",
    "Personal data shall be processed under the UK GDPR.",
    "Sickness of a trainer entitles the client to a new date.",
    "Either party may end the agreement with notice.",
    "Neither party discriminates by race, religion or belief, disability or sexual orientation.",
]
MODULES = [
    "Mental health at work: spotting the signs of depression and anxiety", "Religion and belief in the workplace",
    "Disability confidence for managers", "Understanding trade unions and collective bargaining",
    "Race, ethnicity and inclusive recruitment",
    "Menopause awareness", "Supporting pregnant employees", "Sexual orientation and gender identity: allyship", "Managing sickness absence",
    "Rehabilitation of offenders: fair recruitment", "Neurodiversity: dyslexia, autism and ADHD", "Political neutrality in public service",
]  # fmt: skip


def table(c: Case, rows: list[Row], *names: str) -> Draft:
    """A table under one of these names."""
    return Draft(stem(c, *names), Book([Sheet(rows, name=c.pick(["Sheet1", "Data", "Sheet 1"]))]), c.pick(TABULAR))


def page(c: Case, blocks: list[Block], *names: str, title: str = "") -> Draft:
    """A document under one of these names."""
    return Draft(stem(c, *names), Page(blocks, title=title), c.pick(DOCUMENTS))


def para(c: Case, text: str = "") -> Block:
    """A paragraph: the text, or some filler."""
    return Block("para", text or words.paragraph(c.r))


def template(c: Case) -> Draft:
    """Headers and nobody under them, or example people."""
    kind = c.pick(["empty", "examples", "numbered"])
    headers = c.pick(
        [["First name", "Surname", "Email", "Dietary requirements"], ["Name", "Date of birth", "NI number", "Religion"], list(FOREIGN[0])]
    )
    if kind == "examples":
        headers = ["Name", "Email", "Phone"]
    rows: list[Row] = [["No.", *headers] if kind == "numbered" else [*headers]]
    for number in range(1, c.r.randint(4, 20)):
        if kind == "examples":
            rows.append([f"Delegate {number}", f"name{number}@example.com", "01234 567890"])
        else:
            rows.append([number] if kind == "numbered" else [])
    return table(c, rows, "Delegate list template", "Template", "Registration form (blank)", "TEMPLATE attendance")


def form(c: Case) -> Draft:
    """A blank form as a document."""
    labels = c.r.sample(
        ["Name:", "Date of birth:", "Home address:", "Medical conditions:", "Emergency contact:", "E-mail:", "Signature:"], 5
    )
    blocks = [para(c, f"{label} ______________________") for label in labels]
    return page(
        c,
        [Block("heading", "Booking form"), *blocks, para(c, "Example: firstname.lastname@example.com")],
        "Booking form",
        "Blank form",
        "Consent form template",
    )


def brands(c: Case) -> Draft:
    """Brands, places and streets with people's names."""
    blocks = [Block("heading", c.pick(["How to get there", "Case studies", "Site visit"]))]
    for place in c.r.sample(PLACES, 6):
        lead = c.pick(["Meet at", "Walk past", "The case compares us with", "Parking is near", "Breakfast is served opposite"])
        blocks.append(para(c, f"{lead} {place}. {words.sentence(c.r)}"))
    return page(c, blocks, "Travel directions", "Case study", "Venue guide")


def models(c: Case) -> Draft:
    """Models that carry their author's name."""
    blocks = [Block("heading", "Models in this module")]
    blocks += [Block("bullet", f"{model}: {words.sentence(c.r)}") for model in c.r.sample(MODELS, 6)]
    return page(c, [*blocks, para(c)], "Trainer notes", "Module content", "Reading list", title=c.pick(words.TOPICS))


def budget(c: Case) -> Draft:
    """Money without people."""
    rows: list[Row] = [["Code", "Item", "Supplier", "Qty", "Unit", "Net", "VAT"]]
    for _ in range(c.r.randint(15, 120)):
        quantity, unit = c.r.randrange(1, 60), round(c.r.uniform(4, 900), 2)
        rows.append(
            [
                f"{c.pick(['AV', 'CAT', 'TRV'])}-{c.r.randrange(10**5):05d}",
                c.pick(words.ITEMS),
                c.pick(words.COMPANIES),
                quantity,
                unit,
                round(quantity * unit, 2),
                round(quantity * unit * 0.2, 2),
            ]
        )
    return table(c, rows, "Budget", "Cost plan", "Forecast", "Invoice overview")


def inventory(c: Case) -> Draft:
    """Asset numbers of ten digits, and a location."""
    header = c.pick(["Asset no", "Serial", "Barcode", "Stock code"])
    rows: list[Row] = [[header, "Item", "Room", "Weight kg", "Checked"]]
    for _ in range(c.r.randint(20, 90)):
        number = ids.digits(c.r, c.pick([10, 10, 12]))
        rows.append(
            [
                int(number) if c.style % 2 else number,
                c.pick(words.ITEMS),
                c.pick(words.ROOMS),
                round(c.r.uniform(0.1, 30), 1),
                c.pick(["yes", "no"]),
            ]
        )
    return table(c, rows, "Inventory", "Asset register", "Kit list")


def survey(c: Case) -> Draft:
    """Answers by response, nobody named."""
    rows: list[Row] = [["Response ID", *[f"Q{n}" for n in range(1, 8)], "Comment"]]
    for number in range(c.r.randint(12, 80)):
        rows.append([100_000 + number, *[c.r.randrange(1, 6) for _ in range(7)], c.pick(words.COMMENTS) if c.chance(0.5) else None])
    return table(c, rows, "Survey results", "Evaluation export", "Feedback scores")


def feedback(c: Case) -> Draft:
    """Comments that nobody signed."""
    blocks = [Block("heading", c.pick(["What went well", "Anonymous comments", "Participant feedback"]))]
    blocks += [Block("bullet", comment) for comment in c.r.sample(words.COMMENTS, 8)]
    blocks.append(para(c, f"Average score {c.r.uniform(3, 5):.1f} out of 5 across {c.r.randrange(8, 40)} responses."))
    return page(c, blocks, "Anonymous feedback", "Feedback summary", "Comments")


def outline(c: Case) -> Draft:
    """A module about a sensitive matter is nobody's."""
    blocks = []
    for module in c.r.sample(MODULES, 3):
        blocks += [
            Block("heading", module),
            para(c),
            Block(
                "bullet",
                c.pick(
                    [
                        "What the law says",
                        "Role play: a return-to-work meeting",
                        "Useful language for managers",
                        "Local support and helplines",
                    ]
                ),
            ),
        ]
    return page(c, blocks, "Module outline", "Course outline", "Syllabus", "EDI programme", title=c.pick(MODULES).split(":")[0])


def agenda(c: Case) -> Draft:
    """Rooms called after people."""
    rows: list[Row] = [["Start", "End", "Session", "Room", "Owner team"]]
    for hour in range(9, 9 + c.r.randint(5, 9)):
        rows.append([f"{hour:02d}:00", f"{hour:02d}:45", c.pick(words.TOPICS), c.pick(words.ROOMS), c.pick(["AV", "Production", "Design"])])
    return table(c, rows, "Agenda", "Schedule", "Running order", "Room plan")


def products(c: Case) -> Draft:
    """Products and prices."""
    makers = ["Lee", "Parker", "Fisher", "Black & Decker", "Staedtler", "Faber-Castell", "Morphy Richards", "Brother"]
    rows: list[Row] = [["SKU", "Product", "Brand", "Price", "Pack"]]
    for _ in range(c.r.randint(15, 60)):
        rows.append(
            [f"{c.r.randrange(10**7):07d}", c.pick(words.ITEMS).title(), c.pick(makers), round(c.r.uniform(1, 90), 2), c.r.randrange(1, 50)]
        )
    return table(c, rows, "Price list", "Product list", "Catalogue", "Merchandise")


def codes(c: Case) -> Draft:
    """Long numbers in columns that do not say what they are; some satisfy a check digit by chance or on purpose."""
    rows: list[Row] = [[c.pick(["Order", "Order no", "Reference"]), c.pick(["Batch", "Consignment", "Tracking"]), "Status"]]
    for _ in range(c.r.randint(20, 80)):
        body = c.pick(["8", "9", "0"]) + ids.digits(c.r, 14)
        rows.append(
            [body + ids.luhn(body), ids.nhs_number(c.r) if c.chance(0.3) else ids.digits(c.r, 10), c.pick(["open", "sent", "closed"])]
        )
    return table(c, rows, "Orders", "Shipments", "Code list", "Tracking export")


def log(c: Case) -> Draft:
    """A program's log: private addresses, versions, durations."""
    lines = []
    for n in range(c.r.randint(40, 160)):
        stamp, path = f"2024-06-{n % 28 + 1:02d} {n % 24:02d}:{n % 60:02d}:11", c.pick(words.ITEMS).split()[-1]
        version = ".".join(str(c.r.randrange(limit)) for limit in (9, 20, 40))
        host = f"10.0.{c.r.randrange(255)}.{c.r.randrange(255)}"
        lines.append(f"{stamp} INFO req={c.r.randrange(16**8):08x} path=/api/{path} ms={c.r.randrange(900)} v{version} host={host}")
    return Draft(stem(c, "Sync log", "Platform log", "Upload log"), Page([Block("para", "\n".join(lines))]), "txt")


def role_mailboxes(c: Case) -> Draft:
    """Mailboxes of functions and a switchboard."""
    boxes = c.r.sample(["info", "bookings", "accounts", "events", "reception", "hr", "support", "sales", "training", "enquiries"], 5)
    blocks = [Block("heading", "Who to write to"), *[Block("bullet", f"{box.title()}: {box}@{c.domain}") for box in boxes]]
    return page(c, [*blocks, para(c)], "Contact us", "Useful addresses", "Joining instructions")


def companies(c: Case) -> Draft:
    """A register of companies with switchboards."""
    rows: list[Row] = [["Company", "Registered office", "Switchboard", "General mailbox", "Company no"]]
    for name in c.r.sample(words.COMPANIES, 10):
        domain = "".join(letter for letter in name.lower() if letter.isalpha())[:14]
        rows.append(
            [
                name,
                f"{c.pick(['Unit 4, Mill Park', 'Tower House', '200 Aldgate Exchange'])}, Leeds",
                f"0800 {c.r.randrange(100, 999)} {c.r.randrange(1000, 9999)}",
                f"info@{domain}.co.uk",
                f"{c.r.randrange(10**7, 10**8)}",
            ]
        )
    return table(c, rows, "Supplier register", "Company list", "Preferred suppliers")


def law_firms(c: Case) -> Draft:
    """Firms called after their partners."""
    firms = [
        "Clarke Mossop Solicitors LLP",
        "Baker McKenzie",
        "Slaughter and May",
        "Herbert Smith Freehills",
        "Taylor Wessing LLP",
        "Allen & Overy",
        "Thompson Drew & Co",
    ]
    blocks = [para(c, f"The panel includes {firm}. {words.sentence(c.r)}") for firm in c.r.sample(firms, 4)]
    return page(c, blocks, "Legal panel", "Framework suppliers", "Contract notes")


def style_guide(c: Case) -> Draft:
    """Fonts and colours with people's names."""
    fonts = ["Gill Sans", "Georgia", "Franklin Gothic", "Lucida Grande", "Garamond", "Baskerville", "Clarendon", "Eric Sans Pro"]
    blocks = [
        Block(
            "bullet",
            f"{c.pick(['Headings', 'Body', 'Captions', 'Numbers'])}: {font}, {c.r.randrange(8, 30)} pt, #{c.r.randrange(16**6):06X}",
        )
        for font in c.r.sample(fonts, 5)
    ]
    return page(c, [Block("heading", "Brand Style Guide"), *blocks, para(c)], "Style guide", "Brand guidelines", "Fonts")


def headings(c: Case) -> Draft:
    """Title Case Everywhere And Nobody In It."""
    blocks = []
    for _ in range(5):
        blocks += [Block("heading", f"{c.pick(words.TOPICS)} For {c.pick(words.DEPARTMENTS)} Leaders"), para(c)]
    return page(c, blocks, "Programme brochure", "Design document", "Learning journey", title="Learning Journey Overview")


def terms(c: Case) -> Draft:
    """A policy or contract without a party's person."""
    blocks = [Block("heading", "Terms and conditions")]
    blocks += [para(c, f"{n}. {c.pick(CLAUSES)} {words.sentence(c.r)}") for n in range(1, 7)]
    return page(c, blocks, "Terms", "Framework agreement", "Privacy notice", "Service agreement")


PLAN = [
    (template, 11), (form, 5), (brands, 7), (models, 8), (budget, 13), (inventory, 7), (survey, 9), (feedback, 8), (outline, 10),
    (agenda, 8), (products, 7), (codes, 6), (log, 4), (role_mailboxes, 5), (companies, 5), (law_firms, 3), (style_guide, 3),
    (headings, 5), (terms, 6),
]  # fmt: skip
