"""Invented numbers that a validator accepts: phones, National Insurance and NHS numbers, cards, IBANs.

None is from a documentation range: those are known as examples and must not count.
"""

import random

from people import ascii_form

Rng = random.Random


def digits(r: Rng, count: int) -> str:
    """`count` random digits."""
    return "".join(r.choice("0123456789") for _ in range(count))


def mobile(r: Rng) -> str:
    """National digits of a UK mobile, outside the range that Ofcom keeps for drama."""
    prefix = r.choice(["7402", "7413", "7456", "7512", "7539", "7581", "7712", "7745", "7803", "7834", "7861", "7914", "7968"])
    return prefix + digits(r, 6)


def landline(r: Rng) -> str:
    """National digits of a UK landline, outside the ranges that Ofcom keeps for drama."""
    area, exchange = r.choice([("121", "3"), ("161", "8"), ("131", "5"), ("117", "9"), ("113", "2"), ("207", "3"), ("208", "5")])
    return area + exchange + digits(r, 6)


def phone(r: Rng, style: int, line: bool = False) -> str:
    """A UK number as people of one list write it."""
    n = landline(r) if line else mobile(r)
    if line:
        london = n.startswith("20")
        area, rest = (n[:2], n[2:]) if london else (n[:3], n[3:])
        split = f"{rest[:-4]} {rest[-4:]}"
        return [f"0{area} {split}", f"(0{area}) {split}", f"+44 {area} {split}", f"+44 (0){area} {split}"][style % 4]
    forms = [f"0{n[:4]} {n[4:]}", f"0{n}", f"+44 {n[:4]} {n[4:]}", f"+44{n}", f"0{n[:4]}-{n[4:7]}-{n[7:]}"]
    return (forms + [f"0044 {n[:4]} {n[4:]}", f"0{n[:4]} {n[4:7]} {n[7:]}"])[style % 7]


def nino(r: Rng, spaced: bool) -> str:
    """A National Insurance number under HMRC's prefix rules."""
    while True:
        prefix = r.choice("ABCEGHJKLMNOPRSTWXYZ") + r.choice("ABCEGHJKLMNPRSTWXYZ")
        if prefix not in ("BG", "GB", "NK", "KN", "TN", "NT", "ZZ"):
            break
    n, suffix = digits(r, 6), r.choice("ABCD")
    return f"{prefix} {n[:2]} {n[2:4]} {n[4:]} {suffix}" if spaced else prefix + n + suffix


def nhs_number(r: Rng) -> str:
    """Ten digits with the modulus 11 check digit."""
    while True:
        body = r.choice("4567") + digits(r, 8)
        check = 11 - sum(int(d) * (10 - i) for i, d in enumerate(body)) % 11
        if check < 11 and check != 10 and len(set(body)) > 3:
            return body + str(check)
        if check == 11:
            return body + "0"


def luhn(body: str) -> str:
    """The Luhn check digit of `body`."""
    total = 0
    for place, digit in enumerate(reversed(body)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def card(r: Rng, style: int) -> str:
    """A card of a real issuer range."""
    body = r.choice(["4659", "4929", "5301", "5434", "5573", "4751"]) + digits(r, 11)
    number = body + luhn(body)
    if style % 3 == 0:
        return number
    return (" " if style % 3 == 1 else "-").join(number[i : i + 4] for i in range(0, 16, 4))


def iban(r: Rng, spaced: bool) -> str:
    """An IBAN with its ISO 7064 check digits."""
    country, bban = r.choice([
        ("GB", r.choice(["LOYD", "BARC", "NWBK", "MIDL"]) + digits(r, 14)),
        ("DE", digits(r, 18)),
        ("NL", r.choice(["INGB", "RABO"]) + digits(r, 10)),
        ("IE", r.choice(["AIBK", "BOFI"]) + digits(r, 14)),
    ])  # fmt: skip
    check = 98 - int("".join(str(int(c, 36)) for c in bban + country + "00")) % 97
    number = f"{country}{check:02d}{bban}"
    return " ".join(number[i : i + 4] for i in range(0, len(number), 4)) if spaced else number


def sort_code(r: Rng) -> str:
    """A sort code in pairs."""
    return f"{r.choice([11, 20, 30, 40, 60, 77, 83])}-{r.randrange(10, 99)}-{r.randrange(10, 99)}"


def account(r: Rng) -> str:
    """A UK account number."""
    return digits(r, 8)


def passport(r: Rng) -> str:
    """A UK passport number: nine digits."""
    return r.choice("15") + digits(r, 8)


def driving_licence(r: Rng, family: str, given: str) -> str:
    """A GB driver number of 16 characters."""
    surname = (ascii_form(family).upper() + "99999")[:5]
    decade, year = r.choice("5678"), r.choice("0123456789")
    born = f"{decade}{r.randrange(1, 13):02d}{r.randrange(1, 29):02d}{year}"
    return f"{surname}{born}{ascii_form(given)[0].upper()}9{digits(r, 1)}{r.choice('ABCDEFGHJ')}{r.choice('AEFGHJKL')}"
