"""People in the formats beside workbooks, documents and delimited files: mails, slides, pages, cards, archives."""

import base64
import html
import io
import json
import zipfile

import render_text
import words
from archive import pack
from lists import delegates
from model import Book, Case, Draft, Person

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def rows(c: Case) -> list[list[str]]:
    """A list of delegates as rows of text, its header first."""
    content = delegates(c).content
    assert isinstance(content, Book)
    sheet = content.sheets[0]
    return [[render_text.as_text(value) for value in row] for row in sheet.rows]


def head(c: Case, sender: Person, to: Person, kind: str) -> list[str]:
    """The header of a mail."""
    return [
        f"From: {c.name(sender)} <{c.email(sender)}>", f"To: {c.email(to)}",
        f"Subject: {c.pick(words.TOPICS)}", "Date: Tue, 11 Jun 2024 09:00:00 +0100", "MIME-Version: 1.0", f"Content-Type: {kind}", "",
    ]  # fmt: skip


def encoded_header(line: str) -> str:
    """A header line whose name may need an encoded word (RFC 2047)."""
    if line.isascii():
        return line
    field, _, rest = line.partition(": ")
    name, _, address = rest.rpartition(" <")
    word = base64.b64encode(name.encode()).decode()
    return f"{field}: =?utf-8?B?{word}?= <{address}"


def mail(c: Case) -> Draft:
    """A mail about a third person."""
    sender, to, other = c.cast(3)
    lines = [encoded_header(line) for line in head(c, sender, to, "text/plain; charset=utf-8")]
    body = f"{words.paragraph(c.r)}\n\n{c.tell(other, 'Could you ring {name} on {phone} before then?')}\n"
    return Draft("RE dates", ("\r\n".join(lines) + "\r\n" + body.replace("\n", "\r\n")).encode(), "eml")


def mail_with_list(c: Case) -> Draft:
    """A mail that says nothing, with a list attached."""
    sender, to = c.cast(2)
    content = delegates(c).content
    assert isinstance(content, Book)
    lines = [encoded_header(line) for line in head(c, sender, to, 'multipart/mixed; boundary="part"')]
    attached = base64.encodebytes(render_text.delimited(content, "csv")).decode().replace("\n", "\r\n")
    lines += [
        "--part", "Content-Type: text/plain; charset=utf-8", "", words.sentence(c.r), "--part", 'Content-Type: text/csv; name="list.csv"',
        "Content-Transfer-Encoding: base64", 'Content-Disposition: attachment; filename="list.csv"', "", attached + "--part--", "",
    ]  # fmt: skip
    return Draft("FW list", "\r\n".join(lines).encode(), "eml")


def list_in_zip(c: Case) -> Draft:
    """An archive with a list in it."""
    content = delegates(c).content
    assert isinstance(content, Book)
    return Draft("Documents", pack([("lists/delegates.csv", render_text.delimited(content, "csv"))]), "zip")


def slides(c: Case) -> Draft:
    """A presentation with the groups on a slide, and a remark in the notes."""
    cast, other = c.cast(4), c.one()
    bullets = "".join(f"<a:p><a:r><a:t>{html.escape(c.name(p))}</a:t></a:r></a:p>" for p in cast)
    note = html.escape(c.tell(other, "Ask {name} to open, mail {email}."))
    return Draft("Slides day 1", presentation(f"<a:p><a:r><a:t>Groups</a:t></a:r></a:p>{bullets}", note), "pptx")


def presentation(text: str, note: str) -> bytes:
    """A presentation of one slide with notes."""
    spaces = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    spaces += f'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="{OFFICE}"'
    kind = "application/vnd.openxmlformats-officedocument.presentationml"
    parts = [("presentation", "presentation.main"), ("slides/slide1", "slide"), ("notesSlides/notesSlide1", "notesSlide")]
    types = "".join(f'<Override PartName="/ppt/{part}.xml" ContentType="{kind}.{name}+xml"/>' for part, name in parts)

    def body(paragraphs: str) -> str:
        return f"<p:cSld><p:spTree><p:sp><p:txBody>{paragraphs}</p:txBody></p:sp></p:spTree></p:cSld>"

    def relation(kind: str, target: str) -> bytes:
        link = f'<Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}"/>'
        return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{link}</Relationships>'.encode()

    return pack([
        ("[Content_Types].xml", f'{XML}<Types xmlns="{PACKAGE}/content-types">{types}</Types>'.encode()),
        ("_rels/.rels", relation("officeDocument", "ppt/presentation.xml")),
        ("ppt/presentation.xml", f'{XML}<p:presentation {spaces}><p:sldIdLst><p:sldId id="256" r:id="r1"/></p:sldIdLst></p:presentation>'.encode()),
        ("ppt/_rels/presentation.xml.rels", relation("slide", "slides/slide1.xml")),
        ("ppt/slides/slide1.xml", f"{XML}<p:sld {spaces}>{body(text)}</p:sld>".encode()),
        ("ppt/slides/_rels/slide1.xml.rels", relation("notesSlide", "../notesSlides/notesSlide1.xml")),
        ("ppt/notesSlides/notesSlide1.xml", f"{XML}<p:notes {spaces}>{body(f'<a:p><a:r><a:t>{note}</a:t></a:r></a:p>')}</p:notes>".encode()),
    ])  # fmt: skip


def page(c: Case) -> Draft:
    """A web page with a table of people."""
    cells = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>\n" for row in rows(c))
    text = f"<!DOCTYPE html>\n<html><head><meta charset='utf-8'><title>Bookings</title></head><body>\n<table>\n{cells}</table></body></html>\n"
    return Draft("Bookings page", text.encode(), "html")


def records(c: Case) -> Draft:
    """An export for programs."""
    header, *people = rows(c)
    return Draft("bookings", (json.dumps([dict(zip(header, row, strict=True)) for row in people], indent=1) + "\n").encode(), "json")


def letter_rtf(c: Case) -> Draft:
    """A letter in the format that everything opens."""
    p, other = c.cast(2)
    lines = [c.tell(p, "{name} asked for a place on the next course."), words.sentence(c.r), c.tell(other, "Copy to {name}, {email}.")]
    text = "\\par\n".join("".join(ch if ch.isascii() else f"\\u{ord(ch)}?" for ch in line) for line in lines)
    return Draft("Letter", ("{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Arial;}}\n\\f0 " + text + "\\par}\n").encode(), "rtf")


def invitation(c: Case) -> Draft:
    """A calendar entry with those invited."""
    host, *guests = c.cast(4)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//calendar//EN", "BEGIN:VEVENT", "UID:1@calendar", "DTSTART:20240611T090000Z"]
    lines += [f"SUMMARY:{c.pick(words.TOPICS)}", f"ORGANIZER;CN={c.name(host)}:mailto:{c.email(host)}"]
    lines += [f"ATTENDEE;ROLE=REQ-PARTICIPANT;CN={c.name(p)}:mailto:{c.email(p)}" for p in guests]
    return Draft("invite", "\r\n".join([*lines, "END:VEVENT", "END:VCALENDAR", ""]).encode(), "ics")


def card(c: Case) -> Draft:
    """A contact saved as a file."""
    p = c.one()
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"FN:{c.name(p)}", f"EMAIL;TYPE=work:{c.email(p)}", f"TEL;TYPE=cell:{c.phone(p)}", "END:VCARD", ""]
    return Draft("contact", "\r\n".join(lines).encode(), "vcf")


def open_text(c: Case) -> Draft:
    """A document of LibreOffice."""
    p, other = c.cast(2)
    lines = [words.sentence(c.r), c.tell(p, "{name} will bring the forms."), c.tell(other, "Questions to {name}, {email}.")]
    text = "".join(f"<text:p>{html.escape(line)}</text:p>" for line in lines)
    spaces = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    content = f"{XML}<office:document-content {spaces}><office:body><office:text>{text}</office:text></office:body></office:document-content>"
    members = [("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content.encode())]
    return Draft("Notes", stored_first(members), "odt")


def stored_first(members: list[tuple[str, bytes]]) -> bytes:
    """An OpenDocument package: its type stands first, as it is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, content in members:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            target.writestr(info, content)
    return out.getvalue()


def list_pdf(c: Case) -> Draft:
    """A list printed to PDF."""
    c.plain = True  # The font has no letters beyond those of Western Europe.
    lines = [f"{c.name(p)}, {c.email(p)}" for p in c.cast(6)]
    return Draft("Joining list", pdf_of(["Joining list", *lines]), "pdf")


def pdf_of(lines: list[str]) -> bytes:
    """A PDF of one page with these lines in Windows-1252."""
    shown = "".join(f"({line}) Tj 0 -18 Td " for line in (line.replace("(", "\\(").replace(")", "\\)") for line in lines))
    text = f"BT /F1 12 Tf 72 720 Td {shown}ET".encode("cp1252", "replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]  # fmt: skip
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (table, len(out))


PLAN = [
    (mail, 3), (mail_with_list, 2), (list_in_zip, 2), (slides, 3), (page, 2), (records, 2), (letter_rtf, 2), (invitation, 1), (card, 2),
    (open_text, 2), (list_pdf, 3),
]  # fmt: skip
