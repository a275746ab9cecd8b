"""Invented values that a validator accepts, none of them from a range that is kept for examples."""

import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "make"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import ids  # noqa: E402
from names import ascii_form, fold  # noqa: E402

Rng = random.Random

FIRMS = """brackenmoor hollinwell kestrelgate ashmarsh dunlinbay farrowmill cobblegate larkspurworks tidewell orchardlane
saltmarsh-group wrenfield copperbeech hawkridge millrace northbeck pennywort quayside-partners ravensford stillwater""".split()
ENDINGS = [".co.uk", ".com", ".org.uk", ".net", ".ac.uk", ".de", ".fr", ".eu", ".io", ".ie"]
MAILERS = ["gmail.com", "outlook.com", "hotmail.co.uk", "yahoo.co.uk", "icloud.com", "btinternet.com", "gmx.de", "web.de"]
ROADS = ["Road", "Street", "Lane", "Avenue", "Close", "Drive", "Crescent", "Gardens", "Way", "Grove", "Terrace", "Court"]
STREETS = "Thornfield Mill Station Park Beech Albert Coronation Harcourt Sycamore Nelson Holly Church Priory Elm Bridge".split()
TOWNS = [
    ("Leeds", "LS"), ("Bristol", "BS"), ("Norwich", "NR"), ("Derby", "DE"), ("Exeter", "EX"), ("Cardiff", "CF"),
    ("Preston", "PR"), ("York", "YO"), ("Swindon", "SN"), ("Lincoln", "LN"), ("Dundee", "DD"), ("Bath", "BA"),
]  # fmt: skip
MONTHS = "January February March April May June July August September October November December".split()


def email(r: Rng, given: str, surname: str) -> str:
    """An address made of a name."""
    first, last = (fold(part) or "post" for part in (ascii_form(given), ascii_form(surname)))
    local = r.choice([
        f"{first}.{last}", f"{first}.{last}", f"{first}.{last}", f"{first[0]}.{last}", f"{first[0]}{last}", f"{first}_{last}",
        f"{last}.{first}", f"{first}{r.randrange(60, 99)}", f"{last}{first[0]}", f"{first}-{last}",
    ])  # fmt: skip
    host = r.choice(MAILERS) if r.random() < 0.2 else r.choice(FIRMS) + r.choice(ENDINGS)
    return f"{local}@{host}"


def postcode(r: Rng, area: str) -> str:
    """A postcode of an area."""
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    return f"{area}{r.randrange(1, 20)} {r.randrange(1, 10)}{r.choice(letters)}{r.choice(letters)}"


def address(r: Rng) -> str:
    """A home in one line."""
    town, area = r.choice(TOWNS)
    flat = f"Flat {r.randrange(1, 30)}, " if r.random() < 0.2 else ""
    code = postcode(r, area)
    end = f"{town} {code}" if r.random() < 0.5 else f"{town}, {code}"
    return f"{flat}{r.randrange(1, 190)} {r.choice(STREETS)} {r.choice(ROADS)}, {end}"


def born(r: Rng) -> str:
    """A date of birth."""
    day, month, year = r.randrange(1, 29), r.randrange(1, 13), r.randrange(1950, 2004)
    return r.choice([
        f"{day:02}/{month:02}/{year}", f"{day} {MONTHS[month - 1]} {year}", f"{year}-{month:02}-{day:02}",
        f"{day:02}.{month:02}.{year}", f"{day:02}/{month:02}/{year}", f"{day} {MONTHS[month - 1][:3]} {year}",
    ])  # fmt: skip


def utr(r: Rng) -> str:
    """A Unique Taxpayer Reference with its check digit."""
    body = ids.digits(r, 9)
    check = "21987654321"[sum(int(digit) * weight for digit, weight in zip(body, (6, 7, 8, 9, 10, 5, 4, 3, 2))) % 11]
    return f"{(check + body)[:5]} {(check + body)[5:]}" if r.random() < 0.4 else check + body


def ssn(r: Rng) -> str:
    """A Social Security number outside the ranges that were never given out."""
    return f"{r.randrange(100, 650):03}-{r.randrange(10, 99):02}-{r.randrange(1000, 9999):04}"


def nhs(r: Rng) -> str:
    """An NHS number, in groups or not."""
    number = ids.nhs_number(r)
    return number if r.random() < 0.3 else f"{number[:3]} {number[3:6]} {number[6:]}"


def money(r: Rng) -> str:
    """A year's pay."""
    pounds = r.randrange(180, 950) * 100
    return r.choice([f"£{pounds:,}", f"£{pounds:,}", f"£{pounds:,}.00", f"£{pounds}", f"£{pounds // 1000}k"])


def ip(r: Rng) -> str:
    """An address of a public range."""
    return f"{r.choice([31, 62, 81, 86, 92, 109, 151, 176, 188, 212])}.{r.randrange(1, 250)}.{r.randrange(1, 250)}.{r.randrange(1, 250)}"


def nobodys(kind: str, r: Rng) -> tuple[str, str]:
    """Rule id and value of a slot that belongs to no person by name."""
    match kind:
        case "phone":
            return "phone", ids.phone(r, r.randrange(8), line=r.random() < 0.7)
        case "mobile":
            return "phone", ids.phone(r, r.randrange(7))
        case "address":
            return "postal-address", address(r)
        case "postcode":
            return "uk-postcode?", postcode(r, r.choice(TOWNS)[1])
        case "dob":
            return "date-of-birth", born(r)
        case "nino":
            return "uk-nino", ids.nino(r, r.random() < 0.6)
        case "nhs":
            return "uk-nhs-number", nhs(r)
        case "utr":
            return "uk-utr", utr(r)
        case "passport":
            return "uk-passport", ids.passport(r)
        case "card":
            return "payment-card", ids.card(r, r.randrange(3))
        case "iban":
            return "iban", ids.iban(r, r.random() < 0.6)
        case "account":
            return "bank-account", f"{ids.sort_code(r)} {ids.account(r)}"
        case "ssn":
            return "us-ssn", ssn(r)
        case "ip":
            return "ip-address", ip(r)
        case "salary":
            return "pay", money(r)
        case "email":
            return "email", email(r, r.choice(["Sam", "Alex", "Robin", "Chris"]), r.choice(STREETS))
    raise ValueError(kind)
