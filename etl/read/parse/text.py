"""Rows of a csv: its encoding, its delimiter, quoted line breaks."""

import csv
import io

from etl.read.parse.raw import RawSheet

DELIMITERS = ",;\t，；|"
SAMPLE_LINES = 30


def read_csv(path: str) -> list[RawSheet]:
    """One sheet of texts; raises UnicodeDecodeError for an unknown encoding."""
    with open(path, "rb") as file:
        text = decode(file.read())
    csv.field_size_limit(2**20)
    delimiter = _delimiter(text)
    lines = io.StringIO(text, newline="")
    # Strict: a quote that is never closed would swallow the rows after it.
    rows = list(csv.reader(lines, delimiter=delimiter, strict=True))
    rows = [[_unprotected(cell) for cell in row] for row in rows]
    widths = list(map(len, rows))
    width = max(widths, default=0)
    filled = [row + [""] * (width - len(row)) for row in rows]
    return [RawSheet("CSV", True, filled, widths=widths)]


def _unprotected(cell: str) -> str:
    """The text of ="00031": so a number is kept from Excel, which would take off its zeros."""
    if cell.startswith('="') and cell.endswith('"') and len(cell) > 2:
        return cell[2:-1].replace('""', '"')
    return cell[1:] if cell.startswith("'") and cell[1:].isdigit() else cell


def decode(content: bytes) -> str:
    """UTF-8 or UTF-16 with their marks, UTF-8, else GB18030."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def _delimiter(text: str) -> str:
    """The sign that splits the first lines into the most columns in the most even way."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:SAMPLE_LINES]
    return max(DELIMITERS, key=lambda sign: _evenness(lines, sign))


def _evenness(lines: list[str], sign: str) -> tuple[int, int]:
    """How many lines share the commonest number (above 0) of a sign, and that number."""
    counts = [len(next(csv.reader([line], delimiter=sign), [])) - 1 for line in lines]
    counts = [count for count in counts if count > 0]
    if not counts:
        return 0, 0
    commonest = max(set(counts), key=lambda n: (counts.count(n), n))
    return counts.count(commonest), commonest
