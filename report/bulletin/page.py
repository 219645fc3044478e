"""The bulletin as one self-contained page, and that page printed on A4."""

import re
from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kpi.plan.models import DISTRICT
from report.bulletin.drawings import Drawing
from report.bulletin.text import Bulletin
from report.bulletin.urgent import urgent_tables
from report.charts.theme import LIGHT
from report.files.render import printed
from report.meeting.meeting import Meeting
from report.meeting.stamp import stamp
from report.meeting.written import is_figure

HERE = Path(__file__).parent
DIGITS = "零一二三四五六七八九"


def bulletin_html(meeting: Meeting, text: Bulletin, figures: Sequence[Drawing] = ()) -> str:
    """Text, tables and charts in one file that fetches nothing; all that data brings is escaped."""
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            meeting=meeting,
            text=text,
            tables=urgent_tables(meeting),
            figures=figures,
            style=Markup((HERE / "page.css").read_text("utf-8")),
            footer=f"范围：{DISTRICT}　{stamp(meeting)}",
        )
    )


def bulletin_pdf(html: str) -> bytes:
    """The page on A4 with numbered pages. Raises NoBrowserError."""
    return printed(html)


def chinese_number(number: int) -> str:
    """1 is 一, 12 is 十二; up to 99."""
    tens, ones = divmod(number, 10)
    ten = f"{'' if tens == 1 else DIGITS[tens]}十" if tens else ""
    return ten + (DIGITS[ones] if ones or not tens else "")


def css_string(text: str) -> Markup:
    """A text as a string of CSS, which can close neither the string nor the style it stands in."""
    safe = "".join(c if c.isalnum() or c in " ，：（）。" else f"\\{ord(c):x} " for c in text)
    return Markup(f'"{safe}"')


def breakable(title: str) -> Markup:
    """A heading that may be broken after a 和, 与 or 》, and nowhere else while that is enough."""
    # after a word or sign that joins, which stays with what is before it: 关于A与|B的通报
    pieces = re.split(r"(?<=[和与》，])", title)
    return Markup("<wbr>").join(pieces)


def status_colour(label: str) -> str:
    return LIGHT.statuses.get(label.split()[-1], LIGHT.text)


def cell_class(cell: str) -> str:
    """Figures stand to the right, what is not there in the middle."""
    return "none" if cell == "–" else "figure" if is_figure(cell) else "words"


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined
    )
    environment.filters |= {
        "chinese_number": chinese_number,
        "css_string": css_string,
        "status_colour": status_colour,
        "cell_class": cell_class,
        "breakable": breakable,
    }
    return environment
