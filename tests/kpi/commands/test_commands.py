"""`python -m kpi`: what is printed where, and the exit status."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from facts import Facts

from kpi.__main__ import main
from kpi.usage.command import run

COLUMNS = [
    *("indicator", "entity", "level", "actual", "numerator", "denominator", "target", "deadline"),
    *("rate", "elapsed", "expected", "pace_gap_points", "needed_per_month"),
    *("forecast", "forecast_low", "forecast_high", "met", "entities", "status", "reason"),
    *("reports_in", "reports_due"),
]
Kpi = Callable[..., tuple[int, str, str]]


@pytest.fixture
def kpi(capsys: pytest.CaptureFixture[str]) -> Kpi:
    """Runs a command line: exit status, standard output, standard error."""

    def command(*arguments: str) -> tuple[int, str, str]:
        status = run(main, "kpi", arguments)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return command


@pytest.fixture
def store(facts: Facts) -> str:
    """A store with a project whose number a spreadsheet would take for a formula."""
    row = {"project_no": "=1+1", "level": "区级", "planned": 100, "invested": 50, "allocated": 0}
    facts.add("project", "援滇保山小组", "2022-06", [row])
    return str(facts.store.root)


def read_json(printed: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(printed)
    return found


def test_json_is_a_list_of_exactly_the_columns_of_progress(kpi: Kpi, store: str) -> None:
    status, out, err = kpi("progress", "--as-of", "2022-06-30", "--format", "json", "--data", store)
    rows = read_json(out)
    assert (status, err) == (0, "")
    assert {tuple(row) for row in rows} == {tuple(COLUMNS)}
    # all but two kinds of project, the canteens, and the two reports that are owed from July on
    assert len({row["indicator"] for row in rows}) == 45 - 5


def test_json_gives_days_as_text_and_figures_as_numbers(kpi: Kpi, store: str) -> None:
    arguments = ("--as-of", "2022-06-30", "--format", "json", "--data", store)
    _, out, _ = kpi("progress", "--indicator", "投资完成率", "--entity", "=1+1", *arguments)
    [row] = read_json(out)
    assert (row["indicator"], row["actual"], row["target"]) == ("investment_rate", 50.0, 90.0)
    assert (row["numerator"], row["deadline"], row["met"]) == (50.0, None, None)
    _, out, _ = kpi("progress", "--indicator", "annual_plan", "--entity", "莘庄镇", *arguments)
    assert [row["deadline"] for row in read_json(out)] == ["2022-07-09"]


def test_csv_marks_what_would_be_a_formula_as_text(kpi: Kpi, store: str) -> None:
    arguments = ("--as-of", "2022-06-30", "--format", "csv", "--data", store)
    status, out, _ = kpi("progress", "--indicator", "investment_rate", *arguments)
    rows = list(csv.DictReader(io.StringIO(out)))
    assert (status, list(rows[0])) == (0, COLUMNS)
    assert [row["entity"] for row in rows] == ["'=1+1", "全区（合计）"]
    # 50 / 90 = 55.56 % against 50 %: negative or not, a figure stays a figure
    assert float(rows[0]["pace_gap_points"]) == pytest.approx(5.5556, abs=1e-4)


def test_csv_without_rows_has_its_header_all_the_same(kpi: Kpi, store: str) -> None:
    _, out, _ = kpi("progress", "--entity", "无此对象", "--format", "csv", "--data", store)
    assert out == ",".join(COLUMNS) + "\n"


def test_a_table_shows_names_and_figures_in_their_units(kpi: Kpi, store: str) -> None:
    _, out, _ = kpi("progress", "--as-of", "2022-06-30", "--entity", "莘庄镇", "--data", store)
    line = next(line for line in out.splitlines() if line.startswith("镇街动员企业采购"))
    assert line.split()[1:6] == ["莘庄镇", "0.0", "万元", "300.0", "万元"]
    assert out.splitlines()[0].split()[:4] == ["指标", "对象", "完成", "目标"]


def test_known_at_takes_a_day_in_shanghai(kpi: Kpi, store: str) -> None:
    arguments = ("--indicator", "investment_rate", "--format", "json", "--data", store)
    before = kpi("progress", "--as-of", "2022-06-30", "--known-at", "2021-12-31", *arguments)[1]
    after = kpi("progress", "--as-of", "2022-06-30", "--known-at", "2022-01-01", *arguments)[1]
    assert (len(read_json(before)), len(read_json(after))) == (0, 2)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["progress", "--as-of", "2022.6.30"], "请写成 2022-09-30 的样子"),
        (["progress", "--known-at", "昨天"], "“昨天”不是时刻"),
        (["progress", "--indicator", "没有的"], "没有指标“没有的”"),
        (["progress", "--nope"], "没有选项 --nope"),
        (["progres"], "没有这个命令"),
        (["progress", "--format", "xml"], "须是其中之一：table、json、csv"),
        (["progress", "--as-of", "2021-12-31"], "没有 2021 年的计划"),
    ],
)
def test_wrong_usage_is_told_in_chinese_on_standard_error(
    kpi: Kpi, arguments: list[str], said: str
) -> None:
    status, out, err = kpi(*arguments)
    assert (status, out) == (2, "")
    assert said in err


@pytest.mark.parametrize("arguments", [[], ["progress", "多余"], ["progress", "--as-of"]])
def test_wrong_usage_is_never_told_in_english(kpi: Kpi, arguments: list[str]) -> None:
    status, _, err = kpi(*arguments)
    assert status == 2
    assert not any(word in err for word in ("Usage", "Got unexpected", "requires an argument"))


def test_without_a_store_it_says_what_to_do(kpi: Kpi, tmp_path: Path) -> None:
    status, out, err = kpi("progress", "--data", str(tmp_path / "none"))
    assert (status, out) == (1, "")
    assert "python -m etl load" in err


def test_a_damaged_warehouse_is_not_read(kpi: Kpi, facts: Facts, store: str) -> None:
    version = next(facts.store.warehouse.glob("v*.duckdb"))
    version.write_bytes(version.read_bytes()[:-1])
    status, out, err = kpi("progress", "--data", store)
    assert (status, out) == (1, "")
    assert "python -m etl rebuild" in err


def test_indicators_lists_all_45(kpi: Kpi) -> None:
    status, out, _ = kpi("indicators", "--format", "json")
    rows = read_json(out)
    assert (status, len(rows)) == (0, 45)
    assert rows[0]["name"] == "季度例会"
    assert rows[0]["area"] == "组织领导"
    # a header and a rule above the lines
    assert len(kpi("indicators")[1].splitlines()) == 2 + 45


def test_explain_walks_a_figure_down_to_file_sheet_and_row(kpi: Kpi, store: str) -> None:
    arguments = ("--as-of", "2022-06-30", "--data", store)
    status, out, err = kpi("explain", "投资完成率", "=1+1", *arguments)
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "投资完成率　=1+1　（任务 8，第 4 条）"
    assert "完成：50.00 元 ÷ 100.00 元 = 50.0%" in lines
    assert "目标：90.0%　依据：工作要点第4条，附件任务8（2022-01-01 起）" in lines
    assert any(line.split()[:2] == ["=1+1", "1.xlsx"] for line in lines)
    assert lines[-1] == "合计一致：各行之和 = 50.00 元"


def test_explain_lists_what_looks_as_if_it_counted_and_does_not(kpi: Kpi, facts: Facts) -> None:
    row = {"kind": "联席会议", "unit": "七宝镇", "place": "盐津县", "held_on": "2022-06-06"}
    facts.add("event", "七宝镇", "2022-06", [row])
    arguments = ("--as-of", "2022-06-30", "--data", str(facts.store.root))
    status, out, err = kpi("explain", "joint_meeting", "盐津县", *arguments)
    assert (status, err) == (0, "")
    lines = out.splitlines()
    [told] = [n for n, line in enumerate(lines) if line.startswith("同类而没有计入的：1 行")]
    assert lines[-1].split() == ["盐津县", "1.xlsx", "Sheet1", "2"]
    assert told < len(lines) - 1


def test_explain_json_is_one_object_that_says_whether_it_adds_up(kpi: Kpi, store: str) -> None:
    arguments = ("--as-of", "2022-06-30", "--json", "--data", store)
    told = json.loads(kpi("explain", "investment_rate", "全区（合计）", *arguments)[1])
    assert (told["amount"], told["base"], told["adds_up"]) == (5000, 10000, True)
    assert told["progress"]["actual"] == 50.0
    assert [row["row"] for row in told["rows"]] == [2]


def test_explain_says_where_to_look_when_there_is_no_such_figure(kpi: Kpi, store: str) -> None:
    arguments = ("--as-of", "2022-06-30", "--data", store)
    status, out, err = kpi("explain", "investment_rate", "某项目", *arguments)
    assert (status, out) == (1, "")
    assert "kpi progress --indicator investment_rate --as-of 2022-06-30" in err


def test_compare_lists_what_moved_and_by_which_submissions(kpi: Kpi, store: str) -> None:
    times = ("--a", "2022-06-30@2021-12-31", "--b", "2022-06-30@2022-01-01", "--data", store)
    status, out, err = kpi("compare", *times, "--format", "json")
    assert (status, err) == (0, "")
    [move] = [
        m for m in read_json(out) if (m["indicator"], m["entity"]) == ("investment_rate", "=1+1")
    ]
    assert (move["before"], move["after"]["actual"]) == (None, 50.0)
    assert [s["file_name"] for s in move["submissions"]] == ["1.xlsx"]
    rows = list(csv.DictReader(io.StringIO(kpi("compare", *times, "--format", "csv")[1])))
    assert {"actual_before", "actual_after", "submissions"} <= set(rows[0])
    assert "– → 50.0%" in kpi("compare", *times)[1]


@pytest.mark.parametrize(
    ("a", "said"),
    [
        ("2022.6.30", "请写成 2022-09-30 的样子"),
        ("2022-06-30@昨天", "“昨天”不是时刻"),
        ("2021-06-30", "两个时点须在同一年度"),
    ],
)
def test_compare_wants_two_moments_of_one_year(kpi: Kpi, store: str, a: str, said: str) -> None:
    status, out, err = kpi("compare", "--a", a, "--b", "2022-06-30", "--data", store)
    assert (status, out) == (2, "")
    assert said in err


def test_reminders_are_texts_to_copy_or_json(kpi: Kpi, store: str) -> None:
    arguments = ("--as-of", "2022-02-25", "--data", store)
    status, out, _ = kpi("reminders", *arguments)
    assert status == 0
    assert out.startswith("【催报】援滇保山小组：截至2022年2月25日，尚有 1 份报表未收到：\n")
    told = read_json(kpi("reminders", *arguments, "--json")[1])
    assert [(r["unit"], r["missing"][0]["days_overdue"]) for r in told][:1] == [("援滇保山小组", 0)]
    assert kpi("reminders", "--as-of", "2022-02-24", "--data", store)[1] == (
        "截至 2022-02-24，应报的报表都已收到。\n"
    )


def test_plan_check_says_that_a_plan_is_sound(kpi: Kpi) -> None:
    assert kpi("plan", "check", "data/plans/2022") == (
        0,
        "计划可用：2022 年《闵行区2022年东西部协作和对口支援工作要点》，10 个领域、46 项任务、"
        "45 个指标、57 行目标（3 行待下达）、11 项报送要求。\n",
        "",
    )


def test_plan_check_tells_every_fault_and_ends_with_1(kpi: Kpi, tmp_path: Path) -> None:
    status, out, err = kpi("plan", "check", str(tmp_path / "2023"))
    assert (status, err) == (1, "")
    assert out.startswith("计划文件有 4 处错误：\n")
    for name in ("plan.yaml", "indicators.yaml", "quotas.csv", "duties.csv"):
        assert f"  · 2023/{name}：文件不存在" in out
