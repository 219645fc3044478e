"""Figures from progress rows: what is drawn is what the rows say."""

from dataclasses import replace

import pytest
from facts import Facts

from kpi.engine.progress import Progress
from report.charts.figures import quota_bars
from report.charts.theme import DARK, LIGHT, Palette, palette_of


@pytest.fixture(scope="module")
def rows(module_facts: Facts) -> list[Progress]:
    for unit, yuan in (("莘庄镇", 1_200_000), ("浦锦街道", 500_000)):
        row = {"category": "企业动员", "purchased_on": "2022-06-05", "amount": yuan}
        module_facts.add("purchase", unit, "2022-06", [row])
    found = module_facts.of("enterprise_purchase", "2022-06-30")
    return [found["浦锦街道"], found["莘庄镇"]]


def test_bars_quota_marks_and_pace_marks_stand_where_the_rows_say(rows: list[Progress]) -> None:
    figure = quota_bars(rows, "万元", LIGHT)
    drawn = {trace.name: (list(trace.y), list(trace.x)) for trace in figure.data if trace.name}
    # 120 of 300 is 0.8 of the pace, 50 of 200 is 0.5 of it; the first row is drawn on top
    names = ["莘庄镇 ▽ 40.0%", "浦锦街道 ■ 25.0%"]
    assert drawn["完成"] == (names, [120.0, 50.0])
    assert drawn["目标"] == (names, [300.0, 200.0])
    assert drawn["序时"] == (names, [150.0, 100.0])
    texts = [a.text for a in figure.layout.annotations]
    assert texts == ["目标", "序时", "完成", "120.0", "50.0", "差 30.0", "差 50.0"]


def test_a_bar_is_filled_by_its_status_and_hollow_where_nothing_was_reported(
    rows: list[Progress],
) -> None:
    one, other = rows
    shown = [one, other, replace(other, status="达序时"), replace(one, status="未报送")]
    marker = quota_bars(shown, "万元", LIGHT).data[1].marker
    # from the bottom: not reported is as the ground inside a line
    assert marker.color == ("#ffffff", "#2e7d62", "#f2a93b", "#b3261e")
    assert marker.line.color == ("#5b6673", "#2e7d62", "#f2a93b", "#b3261e")


def test_figures_stand_in_a_column_beside_the_bars_however_wide_these_are(
    rows: list[Progress],
) -> None:
    figure = quota_bars([replace(rows[1], actual=done) for done in (0.0, 1234.5)], "万元", LIGHT)
    written = [
        note for note in figure.layout.annotations if note.text in ("完成", "0.0", "1,234.5")
    ]
    # at the plot's right end, and one below the other: 14 pixels of room, 48 of 1,234.5
    assert {(n.xref, n.x, n.xanchor, n.xshift) for n in written} == {("paper", 1, "right", 62)}
    assert len(written) == 3
    assert figure.layout.margin.r >= 62
    # an axis would only say the same once more
    assert figure.layout.xaxis.visible is False
    assert all(trace.text is None or trace.textposition == "none" for trace in figure.data[:2])


def test_on_paper_the_status_is_told_in_words(rows: list[Progress]) -> None:
    names = list(quota_bars(rows, "万元", LIGHT, words=True).data[0].y)
    assert names == ["莘庄镇 ▽ 滞后 40.0%", "浦锦街道 ■ 严重滞后 25.0%"]


def test_a_name_that_looks_like_markup_is_drawn_letter_by_letter(rows: list[Progress]) -> None:
    figure = quota_bars([replace(rows[0], entity="<b>镇</b>")], "万元", LIGHT)
    assert figure.data[0].y[0].startswith("&lt;b&gt;镇&lt;/b&gt; ")
    # a click still names the entity itself
    assert figure.data[0].customdata[0][0] == "<b>镇</b>"


@pytest.mark.parametrize(("theme", "palette"), [("dark", DARK), ("light", LIGHT), (None, LIGHT)])
def test_the_palette_follows_the_theme(theme: str | None, palette: Palette) -> None:
    assert palette_of(theme) is palette


def test_text_colours_have_the_contrast_that_wcag_aa_asks_for() -> None:
    for palette in (LIGHT, DARK):
        for color in (palette.text, palette.muted, *palette.statuses.values()):
            assert contrast(color, palette.background) >= 4.5
        assert contrast(palette.on_accent, palette.accent) >= 4.5
        assert contrast(palette.text, palette.track) >= 4.5
        for fill in palette.fills.values():
            assert contrast(fill.on, fill.color) >= 4.5


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
