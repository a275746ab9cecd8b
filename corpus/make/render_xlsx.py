"""Workbooks, by two writers that spell the format differently."""

import datetime as dt
import io
import random

import openpyxl
import xlsxwriter

from archive import FIXED, steady
from model import Book, Sheet


def render(book: Book, r: random.Random) -> bytes:
    """The bytes of a workbook."""
    return steady(by_xlsxwriter(book, r) if r.random() < 0.7 else by_openpyxl(book))


def by_xlsxwriter(book: Book, r: random.Random) -> bytes:
    """Shared strings, or inline ones where the writer was told to keep little in memory."""
    out = io.BytesIO()
    lean = r.random() < 0.15 and not any(sheet.title for sheet in book.sheets)
    options = {"in_memory": True, "constant_memory": lean, "strings_to_urls": r.random() < 0.3}
    workbook = xlsxwriter.Workbook(out, options)
    workbook.set_properties({"created": FIXED, "author": "Office"})
    bold, date = workbook.add_format({"bold": True}), workbook.add_format({"num_format": "dd/mm/yyyy"})
    for sheet in book.sheets:
        worksheet = workbook.add_worksheet(sheet.name)
        if sheet.title:
            width = max(len(row) for row in sheet.rows)
            worksheet.merge_range(0, sheet.start_column, 0, sheet.start_column + max(width - 1, 1), sheet.title, bold)
        for y, row in enumerate(sheet.rows, start=first_row(sheet)):
            for x, value in enumerate(row, start=sheet.start_column):
                if isinstance(value, dt.date):
                    worksheet.write_datetime(y, x, dt.datetime(value.year, value.month, value.day), date)
                elif value is not None:
                    worksheet.write(y, x, value, bold if y == first_row(sheet) else None)
        if sheet.hidden:
            worksheet.hide()
    workbook.close()
    return out.getvalue()


def by_openpyxl(book: Book) -> bytes:
    """Another writer's workbook."""
    workbook = openpyxl.Workbook()
    workbook.properties.created = FIXED
    for index, sheet in enumerate(book.sheets):
        worksheet = workbook.active if index == 0 else workbook.create_sheet()
        assert worksheet is not None
        worksheet.title = sheet.name
        left = sheet.start_column + 1
        if sheet.title:
            width = max(len(row) for row in sheet.rows)
            worksheet.cell(1, left, sheet.title)
            worksheet.merge_cells(start_row=1, end_row=1, start_column=left, end_column=left + max(width - 1, 1))
        for y, row in enumerate(sheet.rows, start=first_row(sheet) + 1):
            for x, value in enumerate(row, start=left):
                if value is not None:
                    worksheet.cell(y, x, value)
        if sheet.hidden:
            worksheet.sheet_state = "hidden"
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def first_row(sheet: Sheet) -> int:
    """Row, 0-based, of the table's first row."""
    return 1 + sheet.gap if sheet.title else sheet.gap
