"""援建项目 on the stage: the two rates of the projects below the line, the lowest first."""

from collections.abc import Sequence
from datetime import timedelta

from kpi.engine.times import Times
from kpi.topics.projects import LINE, Project, is_short, stalled
from kpi.words.numbers import amount, decimal
from pages.frame.filters import View
from pages.stage.screen import Screen, subtitle
from pages.stage.table import Bullet, Cell, Column, Line, show_lines
from pages.topics.aid import in_scope
from pages.topics.aid_lists import rate_names
from pages.topics.topics import fetch_projects
from report.charts.theme import Palette

UNSAID = "未填"


def projects_screen(view: View) -> Screen:
    names = rate_names(view)
    projects = in_scope(view, fetch_projects(view.version, view.at)) if names else []
    if not projects:
        words = "市级、区级项目由援外机构在次月25日前报送《援建项目进度表》"
        return Screen("援建项目：这个范围内还没有收到进度表", subtitle(view), words)
    below = [p for p in projects if p.is_below]
    rows = [r for r in view.rows if r.indicator == view.plan.rates[0].code and r.met is not None]
    return Screen(
        _title(view, projects, below),
        subtitle(view, rows[:1], more=f"竖线为年底前须达到的 {LINE:.0f}%"),
        _sentence(view, below),
        lambda height: _draw(view, names, below or projects, height),
    )


def _title(view: View, projects: Sequence[Project], below: Sequence[Project]) -> str:
    then = Times(view.as_of.replace(day=1) - timedelta(days=32), view.at.known_at)
    still = stalled(projects, fetch_projects(view.version, then))
    stalled_text = f"，{len(still)} 个两个月来没有进展" if still else ""
    return f"{len(projects)} 个市、区级项目：{len(below)} 个两率未达 {LINE:.0f}%{stalled_text}"


def _sentence(view: View, below: Sequence[Project]) -> str:
    """What the project that is furthest behind lacks, and how many say no problem."""
    if not below:
        return "每个项目的两率都已达到"
    first = below[0]
    lacking = decimal(LINE - first.lowest_rate)
    unsaid = sum(p.issue is None for p in below)
    silent = f"；{unsaid} 个没有填存在问题" if unsaid else ""
    return f"年底前每个项目两率都须到 {LINE:.0f}%：{first.name}还差 {lacking} 点{silent}"


def _draw(view: View, names: Sequence[str], projects: Sequence[Project], height: int) -> None:
    columns = (
        *(Column("项目", 29), Column("县（区）", 9)),
        *(Column(names[0], 13), Column("", 8, "figure")),
        *(Column(names[1], 13), Column("", 8, "figure"), Column("存在问题", 20)),
    )
    lines = [_line(view.palette, project) for project in projects]
    show_lines(columns, lines, height, "另 {} 个项目未列出")


def _line(palette: Palette, project: Project) -> Line:
    rates = (cell for rate in project.rates for cell in _rate(palette, rate))
    return (Cell(project.name), Cell(project.county), *rates, Cell(project.issue or UNSAID))


def _rate(palette: Palette, rate: float | None) -> tuple[Bullet, Cell]:
    if rate is None:
        return Bullet(0.0, LINE / 100, palette.fills["未报送"]), Cell("–")
    status = "滞后" if is_short(rate) else "已完成"
    bar = Bullet(rate / 100, LINE / 100, palette.fills[status])
    return bar, Cell(amount(rate, "%"))
