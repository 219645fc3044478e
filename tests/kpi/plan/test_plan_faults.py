"""A plan with faults is refused whole: each is told with its file, block and field, in Chinese."""

import re
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from kpi.plan import Plan, PlanError
from kpi.plan.load import plans_folder, read_plan

pytestmark = pytest.mark.slow

Edit = tuple[str, str, str]
FaultsOf = Callable[..., tuple[str, ...]]


@pytest.fixture
def faults_of(tmp_path: Path) -> FaultsOf:
    """The faults of a copy of the plan in which texts were replaced: file, old, new."""

    def faults(*edits: Edit) -> tuple[str, ...]:
        folder = tmp_path / "2022"
        copytree(plans_folder() / "2022", folder)
        for name, old, new in edits:
            text = (folder / name).read_text("utf-8")
            assert old in text, (name, old)
            (folder / name).write_text(text.replace(old, new, 1), "utf-8")
        with pytest.raises(PlanError) as error:
            read_plan(folder)
        return tuple(error.value.faults)

    return faults


def test_a_copy_of_the_plan_reads_like_the_plan(tmp_path: Path, plan: Plan) -> None:
    copytree(plans_folder() / "2022", tmp_path / "2022")
    assert read_plan(tmp_path / "2022") == plan


def test_faults_of_all_files_are_told_together(faults_of: FaultsOf) -> None:
    faults = faults_of(
        ("plan.yaml", "first_task: 1, last_task: 7", "first_task: 1, last_task: 6"),
        ("indicators.yaml", "measure: sum", "measure: total"),
        ("quotas.csv", "江川路街道", "江川街道"),
        ("quotas.csv", "union_purchase,全区,2000", "union_purchase,全区,两千"),
        ("duties.csv", "purchase,区经委,2022-07", "purchase,区经委,2022-7"),
    )
    blocks = [
        r"plan\.yaml，字段 areas：各领域的任务区间须不重不漏地覆盖全部任务；请改 first_task.+",
        r"2022/indicators\.yaml 第 13 条（bulk_purchase），字段 measure：取值须是 .+“total”",
        r"quotas\.csv（enterprise_purchase，江川街道），字段 entity：不是该指标.+江川路街道.+",
        r"2022/quotas\.csv 第 14 条（union_purchase），字段 target：须是数字，现为“两千”",
        r"2022/duties\.csv 第 1 条（purchase），字段 first_month：须符合 .+“2022-7”",
    ]
    assert [b for b in blocks if not any(re.fullmatch(b, f) for f in faults)] == []


@pytest.mark.parametrize(
    ("edit", "fault"),
    [
        (
            ("indicators.yaml", "task: 17\n", "task: 77\n"),
            "indicators.yaml（bulk_purchase），字段 task：没有任务 77；"
            "请写 plan.yaml 中 1 至 46 的任务序号",
        ),
        (
            ("indicators.yaml", "reporters: [区总工会]", "reporters: [区工会]"),
            "indicators.yaml（union_purchase），字段 reporters：没有单位或单位类别“区工会”；"
            "请写 units.csv 中的单位或类别，是不是“区总工会”？",
        ),
        (
            ("indicators.yaml", "  value: amount_fen", "  value: ~"),
            "indicators.yaml（bulk_purchase），字段 value：measure 为 sum 时不能为空；"
            "请写明列或表达式",
        ),
        (
            ("indicators.yaml", "  covers_counties: false\n", ""),
            "2022/indicators.yaml 第 1 条（quarterly_meeting），字段 covers_counties：缺少这一项；"
            "请补上，没有的写 ~（csv 留空）",
        ),
        (
            ("indicators.yaml", "  places: []", "  tone: red\n  places: []"),
            "2022/indicators.yaml 第 1 条（quarterly_meeting），字段 tone：不认识这一项，"
            "请删去或改正名称，现为“red”",
        ),
        (
            ("quotas.csv", "\nleader_visit,*", "\nnobody,*"),
            "quotas.csv（nobody，*），字段 indicator：没有这个指标；请写 indicators.yaml 中的代码",
        ),
        (
            ("quotas.csv", "\nleader_visit,*", "\njoint_meeting,*"),
            "quotas.csv：指标 leader_visit 没有目标值；请加一行（全区 或 *）；"
            "市里未下达的也要列一行，目标值留空",
        ),
        (
            ("duties.csv", "区文旅局|区人社局", "区文旅局|区文化局"),
            "duties.csv（tour），字段 units：没有单位或单位类别“区文化局”；"
            "请写 units.csv 中的单位或类别，是不是“区文旅局”？",
        ),
        (
            ("duties.csv", "2022-07,2022-12", "2022-12,2022-07"),
            "duties.csv（purchase），字段 last_month：早于 first_month；请对调或改正",
        ),
    ],
)
def test_a_fault_is_told_with_file_block_and_field(
    faults_of: FaultsOf, edit: Edit, fault: str
) -> None:
    assert fault in faults_of(edit)


def test_a_missing_file_is_a_fault_like_any_other(tmp_path: Path) -> None:
    copytree(plans_folder() / "2022", tmp_path / "2022")
    (tmp_path / "2022" / "duties.csv").unlink()
    with pytest.raises(PlanError) as error:
        read_plan(tmp_path / "2022")
    assert error.value.faults == ["2022/duties.csv：文件不存在或不是 UTF-8 文本"]
    assert str(error.value).startswith("计划文件有 1 处错误：\n  · ")


@pytest.mark.parametrize(
    "edit",
    [
        ("indicators.yaml", "scale: 1000000", "scale: 0"),
        ("indicators.yaml", "pacing: linear", "pacing: {weights: [1, 2, 3]}"),
        ("duties.csv", ",25,", ",31,"),
        ("quotas.csv", "工作要点第1条，附件任务1", "工作要点第1条,附件任务1"),
        ("quotas.csv", ",2022-01-01,工作要点第1条，附件任务1", ""),
    ],
    ids=["scale", "weights", "due_day", "a_comma_too_many", "columns_missing"],
)
def test_no_fault_is_told_in_english(faults_of: FaultsOf, edit: Edit) -> None:
    # names of files, fields and values are no English; three words in a row are
    english = re.compile(r"[A-Za-z]+ [a-z]+ [a-z]+")
    assert [fault for fault in faults_of(edit) if english.search(fault)] == []


@pytest.mark.parametrize(
    "edit",
    [
        ("indicators.yaml", "deadline: 2022-07-09", "deadline: 2022-07-39"),
        ("indicators.yaml", "pacing: linear", f"pacing: {{weights: {[0] * 12}}}"),
        ("quotas.csv", "leader_visit,*,1,", "leader_visit,*,1,2022-01-01,甲\nleader_visit,*,2,"),
        ("plan.yaml", "behind: 0.70", "behind: 1.70"),
        ("indicators.yaml", "kind = '工作例会'", "kind = "),
    ],
    ids=["no_such_day", "no_weights", "two_quotas_of_one_day", "bands_out_of_order", "no_sql"],
)
def test_what_would_break_the_figures_is_a_fault(faults_of: FaultsOf, edit: Edit) -> None:
    assert faults_of(edit)


def test_what_is_left_over_from_the_year_before_is_a_fault(faults_of: FaultsOf) -> None:
    faults = faults_of(
        ("quotas.csv", "union_purchase,全区,2000,2022-", "union_purchase,全区,2000,2021-"),
        ("indicators.yaml", "deadline: 2022-07-09", "deadline: 2021-07-09"),
        ("duties.csv", "2022-07,2022-12", "2021-07,2022-12"),
        ("plan.yaml", "first_day: 2022", "first_day: 2021"),
    )
    assert set(faults) == {
        "quotas.csv（union_purchase，全区），字段 effective_on：2021-01-01 不在 2022 年内；"
        "请写 2022 年的日期",
        "indicators.yaml（annual_plan），字段 deadline：2021-07-09 不在 2022 年内；"
        "请写 2022 年的日期",
        "duties.csv（purchase），字段 first_month：2021-07 不在 2022 年内；请写 2022 年的月份",
        "plan.yaml，字段 first_day：2021-01-01 不在 2022 年内；请写 2022 年的日期",
    }


def test_a_plan_stands_in_the_folder_of_its_year(tmp_path: Path) -> None:
    copytree(plans_folder() / "2022", tmp_path / "2023")
    with pytest.raises(PlanError) as error:
        read_plan(tmp_path / "2023")
    told = "plan.yaml，字段 year：2022 与文件夹名 2023 不一致；请改 year 或文件夹名"
    assert told in error.value.faults


def test_a_broken_head_does_not_hide_the_faults_of_the_other_files(faults_of: FaultsOf) -> None:
    faults = faults_of(
        ("plan.yaml", "year: 2022", "year: 虎年"),
        ("quotas.csv", "江川路街道", "江川街道"),
    )
    assert faults == (
        "2022/plan.yaml，字段 year：须是整数，现为“虎年”",
        "quotas.csv（enterprise_purchase，江川街道），字段 entity：不是该指标的考核对象；"
        "请写该指标的对象，或 * 表示每个对象，是不是“江川路街道”？",
    )


def test_a_wrong_pacing_is_told_by_its_own_name(faults_of: FaultsOf) -> None:
    found = faults_of(("indicators.yaml", "pacing: linear", "pacing: {weights: [1, 2, 3]}"))
    told = [fault for fault in found if "pacing" in fault]
    assert told
    assert not any(word in fault for fault in told for word in ("literal", "function", " or "))
    assert any("字段 pacing.weights：至少要有 12 个" in fault for fault in told)
