"""Files that are not read, not yet, or not whole: each must be named with its status."""

import struct
import zlib

import render_docx
import render_text
import render_xlsx
import words
from archive import compound
from lists import delegates
from model import Block, Book, Case, Draft, Page
from others import pdf_of


def pdf(c: Case) -> Draft:
    """A one-page PDF."""
    return Draft(c.pick(["Brochure", "Report", "Certificate sample"]), pdf_of([words.sentence(c.r)]), "pdf")


def cv_pdf(c: Case) -> Draft:
    """A PDF whose name tells whose CV it is."""
    p = c.one()
    return Draft(c.name_as(p, "{G} {F} CV"), pdf(c).content, "pdf")


def legacy_doc(c: Case) -> Draft:
    """What begins as a Word 97 document and has no tables of where its text is."""
    return Draft(
        "Old minutes",
        compound({"WordDocument": b"\xec\xa5\xc1\x00" + bytes(60) + words.paragraph(c.r).encode(), "1Table": b"\0" * 64}),
        "doc",
        "partial",
    )


def legacy_xls(c: Case) -> Draft:
    """What begins as an Excel 97 workbook and ends before its first sheet."""
    return Draft("Old list", compound({"Workbook": b"\x09\x08\x10\x00\x00\x06\x05\x00" + b"\0" * 64}), "xls", "failed")


def encrypted(c: Case) -> Draft:
    """A workbook with a password, as Office writes it."""
    info = (
        struct.pack("<HHI", 4, 4, 0x40) + b'<?xml version="1.0"?><encryption xmlns="http://schemas.microsoft.com/office/2006/encryption"/>'
    )
    package = struct.pack("<Q", 4000) + bytes(c.r.randrange(256) for _ in range(4500))
    return Draft(
        c.pick(["Protected list", "Locked workbook"]), compound({"EncryptionInfo": info, "EncryptedPackage": package}), "xlsx", "encrypted"
    )


def broken_zip(c: Case) -> Draft:
    """The start of an archive and nothing after it."""
    return Draft("Backup", b"PK\x03\x04\x14\x00" + bytes(c.r.randrange(256) for _ in range(900)), "zip", "failed")


def truncated(c: Case) -> Draft:
    """A document whose second half was lost."""
    whole = render_docx.render(Page([Block("para", words.paragraph(c.r)) for _ in range(4)]))
    return Draft("Half a report", whole[: len(whole) // 2], "docx", "partial")


def truncated_book(c: Case) -> Draft:
    """A workbook whose end was lost."""
    content = delegates(c).content
    c.t.rules.clear()
    c.t.people.clear()
    assert isinstance(content, Book)
    whole = render_xlsx.render(content, c.r)
    return Draft("Half a list", whole[: len(whole) // 2], "xlsx", "failed")


def picture(c: Case) -> Draft:
    """A small PNG."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = b"".join(b"\0" + bytes(c.r.randrange(256) for _ in range(24)) for _ in range(8))
    out = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )
    return Draft(c.pick(["Logo", "Room photo", "Flipchart"]), out, "png", "skipped")


def video(c: Case) -> Draft:
    """The head of an MP4."""
    return Draft("Opening film", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0\0\0\x10mdat" + b"\0" * 64, "mp4", "skipped")


def program(c: Case) -> Draft:
    """The head of a Windows program."""
    head = b"MZ" + b"\0" * 58 + struct.pack("<I", 64) + b"PE\0\0" + struct.pack("<HHIIIHH", 0x8664, 0, 0, 0, 0, 0, 0x22)
    return Draft("setup", head + b"\0" * 256, "exe", "skipped")


def empty(c: Case) -> Draft:
    """No byte at all."""
    return Draft("New document", b"", c.pick(["docx", "txt", "xlsx"]), "skipped")


def owner_file(c: Case) -> Draft:
    """What Office leaves beside an open workbook."""
    return Draft("~$list", b"\x06Office" + b" " * 48 + b"\0" * 110, "xlsx", "skipped")


def thumbnails(c: Case) -> Draft:
    """What Windows leaves in a folder of pictures."""
    return Draft("Thumbs", compound({"Catalog": b"\x10\0\x07\0" + b"\0" * 60}), "db", "skipped")


def desktop_services(c: Case) -> Draft:
    """What a Mac leaves everywhere."""
    return Draft("", b"\0\0\0\x01Bud1" + b"\0" * 120, "DS_Store", "skipped")


def hidden_note(c: Case) -> Draft:
    """A hidden file is a file."""
    p = c.one()
    return Draft(".notes", f"Call {c.name(p)} on {c.phone(p)} or write to {c.email(p)}.\n".encode(), "txt")


def unknown(c: Case) -> Draft:
    """Bytes that no format claims."""
    return Draft("export", bytes(c.r.randrange(128, 256) if n % 3 else 0 for n in range(700)), "dat", "unsupported")


def book_as_csv(c: Case) -> Draft:
    """A workbook that calls itself a delimited file."""
    content = delegates(c).content
    assert isinstance(content, Book)
    return Draft("Saved as", render_xlsx.render(content, c.r), "csv")


def csv_as_book(c: Case) -> Draft:
    """A delimited file that calls itself a workbook."""
    content = delegates(c).content
    assert isinstance(content, Book)
    return Draft("Web export", render_text.delimited(content, "csv"), "xls")


POSITIVE = [(cv_pdf, 4), (hidden_note, 1), (book_as_csv, 1), (csv_as_book, 1)]
PLAN = [
    (pdf, 4), (legacy_doc, 2), (legacy_xls, 1), (encrypted, 2), (broken_zip, 1),
    (truncated, 1), (truncated_book, 1), (picture, 3), (video, 1), (program, 1), (empty, 2), (owner_file, 1), (thumbnails, 1),
    (desktop_services, 1), (unknown, 1),
]  # fmt: skip
