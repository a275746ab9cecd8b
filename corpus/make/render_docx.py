"""Word documents."""

import datetime as dt
import io

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from archive import FIXED, steady
from model import Block, Page


def render(page: Page) -> bytes:
    """The bytes of a document."""
    document = docx.Document()
    document.core_properties.author = "Office"
    document.core_properties.title = page.title
    document.core_properties.created = FIXED
    section = document.sections[0]
    section.header.paragraphs[0].text = page.header
    section.footer.paragraphs[0].text = page.footer
    if page.watermark:
        section.header.paragraphs[0]._p.append(parse_xml(watermark(page.watermark)))
    for block in page.blocks:
        add(document, block)
    out = io.BytesIO()
    document.save(out)
    return steady(out.getvalue())


def add(document: Document, block: Block) -> None:
    """Appends one block."""
    if block.kind == "heading":
        document.add_heading(block.text, 1)
    elif block.kind == "bullet":
        document.add_paragraph(block.text, style="List Bullet")
    elif block.kind == "grid":
        table = document.add_table(rows=0, cols=max(len(row) for row in block.rows))
        for row in block.rows:
            for cell, value in zip(table.add_row().cells, row, strict=True):
                cell.text = value
    elif block.kind == "box":
        document.add_paragraph()._p.append(parse_xml(text_box(block.text)))
    else:
        add_paragraph(document, block)


def add_paragraph(document: Document, block: Block) -> None:
    """A paragraph in two runs, as editing leaves it, and its comment."""
    paragraph = document.add_paragraph()
    cut = len(block.text) * 3 // 7
    runs = [paragraph.add_run(block.text[:cut]), paragraph.add_run(block.text[cut:])]
    if block.comment:
        comment = document.add_comment(runs, block.comment, author="Reviewer", initials="R")
        comment._comment_elm.date = FIXED.replace(tzinfo=dt.UTC)


def escape(text: str) -> str:
    """For an XML attribute or text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def text_box(text: str) -> str:
    """A run with a VML text box."""
    return (
        f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape style="width:200pt;height:60pt">'
        f"<v:textbox><w:txbxContent><w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p></w:txbxContent></v:textbox>"
        "</v:shape></w:pict></w:r>"
    )


def watermark(text: str) -> str:
    """A run with the shape that Word draws behind the page."""
    return (
        f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict>'
        '<v:shape id="PowerPlusWaterMarkObject1" type="#_x0000_t136" style="position:absolute;width:400pt;height:100pt">'
        f'<v:textpath style="font-family:&quot;Calibri&quot;;font-size:1pt" string="{escape(text)}"/></v:shape></w:pict></w:r>'
    )
