"""Delimited files in the dialects of Excel's exports, and plain text."""

import csv
import datetime as dt
import io
import random

from model import Block, Book, Page, Value

DIALECTS = {
    "csv": (",", "utf-8", ""),
    "csv-bom": (",", "utf-8-sig", ""),
    "csv-cp1252": (",", "cp1252", ""),
    "csv-semicolon": (";", "utf-8-sig", ""),
    "csv-sep": (";", "utf-8-sig", "sep=;\r\n"),
    "csv-utf16": ("\t", "utf-16", ""),
    "tsv": ("\t", "utf-8", ""),
}


def delimited(book: Book, dialect: str) -> bytes:
    """The first sheet as a delimited file."""
    delimiter, encoding, first = DIALECTS[dialect]
    sheet = book.sheets[0]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    if sheet.title:
        writer.writerow([sheet.title])
        writer.writerows([[]] * sheet.gap)
    for row in sheet.rows:
        writer.writerow([as_text(value) for value in row])
    text = first + out.getvalue()
    return b"\xff\xfe" + text.encode("utf-16-le") if encoding == "utf-16" else text.encode(encoding, "replace")


def fits(book: Book, encoding: str) -> bool:
    """Whether every cell of the first sheet can be written so."""
    try:
        "".join(as_text(value) for row in book.sheets[0].rows for value in row).encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def as_text(value: Value) -> str:
    """A cell as Excel writes it in the UK."""
    if isinstance(value, dt.date):
        return value.strftime("%d/%m/%Y")
    return "" if value is None else str(value)


def plain(page: Page, r: random.Random, markdown: bool) -> bytes:
    """A text file; Markdown where it is wanted."""
    parts = [page.header] if page.header else []
    if page.title:
        parts.append(f"# {page.title}" if markdown else page.title)
    parts += [block_text(block, markdown) for block in page.blocks]
    parts += [page.footer] if page.footer else []
    ending = "\r\n" if r.random() < 0.4 and not markdown else "\n"
    text = "\n\n".join(parts) + "\n"
    encoding = "cp1252" if not markdown and text.isascii() and r.random() < 0.3 else "utf-8"
    return text.replace("\n", ending).encode(encoding)


def block_text(block: Block, markdown: bool) -> str:
    """One block as text."""
    if block.kind == "heading":
        return f"## {block.text}" if markdown else block.text.upper() if len(block.text) % 2 else block.text
    if block.kind == "bullet":
        return f"- {block.text}"
    if block.kind == "grid" and markdown:
        lines = ["| " + " | ".join(row) + " |" for row in block.rows]
        return "\n".join([lines[0], "|" + " --- |" * len(block.rows[0]), *lines[1:]])
    if block.kind == "grid":
        return "\n".join("\t".join(row) for row in block.rows)
    return f"{block.text}\n[Comment: {block.comment}]" if block.comment else block.text
