"""The room beside a chart for its labels."""

import pytest

from report.charts.theme import room_for


@pytest.mark.parametrize(
    ("labels", "pixels"),
    [
        (["七宝镇"], 3 * 14 + 12),
        (["2022-09", "9"], 7 * 8 + 12),
        (["梅陇镇 ▲ 61.2%", "七宝镇"], 5 * 14 + 3 * 8 + 3 * 4 + 12),
        ([], 12),
    ],
)
def test_the_widest_label_decides_the_room(labels: list[str], pixels: int) -> None:
    assert room_for(labels) == pixels
    assert room_for(labels, spare=0) == pixels - 12
