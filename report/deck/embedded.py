"""The workbook inside a chart: its names are text, whatever they look like."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import xlsxwriter


def without_formulas(data: Any) -> bytes:
    """What python-pptx would embed, but with `=1+1` as a text and an address as no link."""
    writer = data._workbook_writer
    # the library opens its workbook with formulas on and has no setting for it
    writer._open_worksheet = _opened
    return bytes(writer.xlsx_blob)


@contextmanager
def _opened(file: io.BytesIO) -> Iterator[tuple[Any, Any]]:
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        yield book, book.add_worksheet()
