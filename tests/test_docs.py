"""The documents keep up with the program: every command, form and page is in them."""

import re

import click
import pytest
from places import ROOT

from etl.__main__ import main as etl_commands
from etl.commands.show import SEVERITIES
from etl.forms.forms import FORMS
from etl.rules import RULES
from kpi.__main__ import main as kpi_commands
from report.__main__ import main as report_commands

GRAINS = {
    "文件": "file",
    "工作表": "sheet",
    "列": "column",
    "单元格": "cell",
    "行": "row",
    "报送": "submission",
}
README = (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("room", "commands"),
    [("etl", etl_commands), ("kpi", kpi_commands), ("report", report_commands)],
)
def test_every_command_is_in_the_readme(room: str, commands: click.Group) -> None:
    lines = [line for line in README.splitlines() if f"python -m {room} " in line]
    missing = [name for name in commands.commands if not any(name in line for line in lines)]
    assert missing == []


@pytest.mark.parametrize("code", sorted(FORMS))
def test_every_form_and_column_is_in_its_document(code: str) -> None:
    text = (ROOT / "docs" / "forms.md").read_text("utf-8")
    section = text.split(f"（`{code}`）")[1].split("\n## ")[0]
    assert f"## {FORMS[code].title}（`{code}`）" in text
    for column in FORMS[code].columns():
        assert f"- {column.header}{'*' if column.required else ''}" in section


def test_every_page_is_in_the_menu_and_in_the_readme() -> None:
    app = (ROOT / "app.py").read_text("utf-8")
    titles = dict(re.findall(r'st\.Page\("pages/(\w+)\.py", title="(\w+)"', app))
    assert set(titles) == {path.stem for path in ROOT.glob("pages/*.py")}
    assert [title for title in titles.values() if title not in README] == []


def test_the_rules_are_listed_by_grain_each_with_its_severity_and_title() -> None:
    listed = []
    for section in (ROOT / "docs" / "rules.md").read_text("utf-8").split("\n## ")[1:]:
        rows = [line.strip("| ").split(" | ") for line in section.splitlines() if "| `" in line]
        assert all(asked for *_, asked in rows)
        grain = GRAINS[section.splitlines()[0]]
        listed += [(grain, code.strip("`"), *words) for code, *words, _ in rows]
    known = [(r.grain, r.code, SEVERITIES[r.severity], r.title) for r in RULES.values()]
    assert listed == known


def test_the_readme_is_short_and_its_links_lead_somewhere() -> None:
    assert len(README.splitlines()) <= 150
    targets = [part.split(")")[0] for part in README.split("](")[1:]]
    assert [target for target in targets if not (ROOT / target).exists()] == []
