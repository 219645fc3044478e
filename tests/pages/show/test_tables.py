"""A table shows all its lines, or says how many there are; texts wrap, figures are whole."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import streamlit as st
from streamlit.testing.v1 import AppTest

from pages.show.fitting import heads_right, widths
from pages.show.on_paper import paper_copy

OpenPage = Callable[..., AppTest]


def _show_lines() -> None:
    import pandas
    import streamlit

    from pages.show.tables import show_table

    for lines in (50, 73):
        show_table(pandas.DataFrame({"行": range(lines)}), f"table-{lines}", {})
        streamlit.divider()


def test_a_table_of_more_than_fifty_lines_says_how_many_there_are_and_shows_them_on_a_click() -> (
    None
):
    app = AppTest.from_function(_show_lines).run()
    assert [caption.value for caption in app.caption] == ["显示前 40 行，共 73 行"]
    app.button(key="show-all-table-73").click().run()
    assert (len(app.caption), len(app.button)) == (0, 0)


def test_columns_are_as_wide_as_their_texts_where_there_is_room() -> None:
    columns = {"说明": st.column_config.TextColumn(width=140)}
    # 14 pixels a letter, 18 beside them
    frame = pd.DataFrame({"说明": ["短", "一" * 15], "序时": ["75.0%", "–"]})
    assert widths(frame, columns) == ({"说明": 228, "序时": 60}, 1)


def test_without_room_texts_take_further_lines_and_figures_are_whole() -> None:
    columns = {
        "金额": st.column_config.NumberColumn(width=48),
        "完成": st.column_config.TextColumn(width=48, alignment="right"),
        "说明": st.column_config.TextColumn(width=900),
    }
    texts = {"金额": [1234567.8], "完成": ["1,234.5 万元"], "说明": ["一" * 80]}
    # 8 digits of 8 pixels, 3 signs of 4 and 18 beside them; 5 of 8, 3 of 4 and 2 of 14
    assert widths(pd.DataFrame(texts), columns) == ({"金额": 94, "完成": 98, "说明": 900}, 2)
    assert widths(pd.DataFrame(texts | {"说明": ["一" * 500]}), columns)[1] == 3


def test_a_table_wider_than_a_laptop_stands_whole_on_paper() -> None:
    columns = {
        "金额": st.column_config.NumberColumn(format="localized"),
        "完成率": st.column_config.NumberColumn(format="%.1f%%"),
        "说明": st.column_config.TextColumn(width=1200),
    }
    line = {"金额": 72_931.0, "完成率": 59.05, "说明": "<b>长</b>", "空": None}
    copy = paper_copy(pd.DataFrame([line] * 3), columns, 2)
    assert "<tr>" + "".join(f'<th scope="col">{name}</th>' for name in line) + "</tr>" in copy
    # as many lines as are shown, no name from data is markup
    assert copy.count('<td class="figure">72,931</td><td class="figure">59.1%</td>') == 2
    assert copy.count('<td class="text">&lt;b&gt;长&lt;/b&gt;</td><td class="text"></td></tr>') == 2
    assert paper_copy(pd.DataFrame([{"说明": "短"}]), {}, 1) == ""


def test_the_head_of_figures_stands_right_as_they_do() -> None:
    columns = {
        "完成": st.column_config.TextColumn(alignment="right"),
        "完成率": st.column_config.ProgressColumn(),
        "单位": st.column_config.TextColumn(),
    }
    line = {"单位": "甲", "完成": "3 人", "完成率": 59.05, "次数": 3, "是": True}
    labels = {
        name: column["label"]
        for name, column in heads_right(pd.DataFrame([line]), columns).items()
        if column.get("label")
    }
    # a bar fills its column from the left, and so does its head
    assert labels == {"完成": "\u061c完成", "次数": "\u061c次数"}


def test_no_list_of_the_overview_hides_a_line(open_page: OpenPage, clean_store: Path) -> None:
    app = open_page(clean_store)
    assert not any(caption.value.startswith("显示前 ") for caption in app.caption)
