"""A fault in one field hides no other: forms, columns, units and quotas are told at once."""

from pathlib import Path

import duckdb
import pytest

from etl.forms.forms import FORMS
from etl.store.schema import schema
from kpi.plan import PlanError
from kpi.plan.load import read_plan
from kpi.plan.tables import tables

PLAN = """
year: 2023
document: 小计划
number: 一号
issued_on: 2023年1月
first_day: 2023-01-01
last_day: 2023-12-31
bands: {ahead: 1.1, on_pace: 1.0, behind: 0.7}
areas:
- {code: one, name: 一, first_task: 1, last_task: 3}
tasks:
- {task: 1, area: one, clause: ~, lead: [区总公会], responsible: [], text: 采购}
- {task: 2, area: two, clause: ~, lead: [], responsible: []}
"""
INDICATORS = """
- code: sold
  name: 采购
  task: 9
  clause: '1'
  form: purchases
  source: rows
  where: ~
  on: ~
  value: amount_fen
  over: ~
  distinct: ~
  own_target: ~
  scale: 100
  measure: totals
  by: ~
  entity: district
  places: []
  covers_counties: false
  deadline: ~
  uom: 元
  pacing: linear
  conditional: false
  reporters: [莘庄]
  rule: 采购多少
- code: bought
  name: 采购
  task: 1
  clause: '1'
  form: purchase
  source: rows
  where: "categorie = '企业动员'"
  on: purchased_at
  value: sum(amount_fen)
  over: ~
  distinct: ~
  own_target: ~
  scale: 100
  measure: sum
  by: counties
  entity: city
  places: [保山]
  covers_counties: true
  deadline: ~
  uom: 元
  pacing: linear
  conditional: false
  reporters: [区总工会]
  rule: 采购多少
"""
QUOTAS = """indicator,entity,target,effective_on,basis
sold,莘庄镇,一百,2023-01-01,甲
bougth,*,5,2023-01-01,甲
"""
DUTIES = """form,units,first_month,last_month,due_day,month_offset,applies_if,basis,title
purchace,区总工会|莘庄阵,2023-01,2023-13,5,1,always,甲,采购表
"""


@pytest.fixture
def faults(tmp_path: Path) -> list[str]:
    """What is told of a plan with one fault in every place."""
    folder = tmp_path / "2023"
    folder.mkdir()
    files = {"plan.yaml": PLAN, "indicators.yaml": INDICATORS}
    files |= {"quotas.csv": QUOTAS, "duties.csv": DUTIES}
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    with pytest.raises(PlanError) as error:
        read_plan(folder)
    return error.value.faults


def test_every_fault_of_a_plan_is_told_at_once(faults: list[str]) -> None:
    assert [fault.partition("：")[0] for fault in faults] == [
        # fields that cannot be read
        "2023/indicators.yaml 第 1 条（sold），字段 measure",
        "2023/quotas.csv 第 1 条（sold），字段 target",
        "2023/duties.csv 第 1 条（purchace），字段 last_month",
        "2023/plan.yaml，字段 tasks.1.text",
        "2023/plan.yaml，字段 issued_on",
        # what contradicts another block, the blocks with such fields among them
        "plan.yaml 任务 1，字段 lead/responsible",
        "plan.yaml，字段 areas",
        "plan.yaml 任务 2，字段 area",
        "indicators.yaml（sold），字段 task",
        "indicators.yaml（sold），字段 form",
        "indicators.yaml（sold），字段 reporters",
        "indicators.yaml（bought），字段 by",
        "indicators.yaml（bought），字段 where",
        "indicators.yaml（bought），字段 on",
        "indicators.yaml（bought），字段 value",
        "indicators.yaml（bought），字段 places",
        "quotas.csv（sold，莘庄镇），字段 entity",
        "quotas.csv（bougth，*），字段 indicator",
        "quotas.csv",
        "duties.csv（purchace），字段 form",
        "duties.csv（purchace），字段 units",
    ]


@pytest.mark.parametrize(
    "told",
    [
        "没有单位“区总公会”；请写 units.csv 中的单位名称，是不是“区总工会”？",
        "没有表“purchases”；请写表的代码，是不是“purchase”？",
        "purchase 没有“counties”这一列；请写 purchase 的列名，是不是“county”？",
        "purchase 没有“categorie”这一列，现为“categorie = '企业动员'”；"
        "请写 purchase 的列名，是不是“category”？",
        "没有县或市“保山”；请写 counties.csv 中的县或市，是不是“保山市”？",
        "没有这个指标；请写 indicators.yaml 中的代码，是不是“bought”？",
        "指标 bought 没有目标值；请加一行（全区 或 *）；市里未下达的也要列一行，目标值留空",
        "没有单位或单位类别“莘庄阵”；请写 units.csv 中的单位或类别，是不是“莘庄镇”？",
    ],
)
def test_a_fault_says_how_it_is_mended(faults: list[str], told: str) -> None:
    assert [fault for fault in faults if fault.partition("：")[2] == told]


def test_the_columns_that_a_plan_may_name_are_those_of_the_forms() -> None:
    """data/reference/columns.csv is what the check knows of the forms' classes."""
    with duckdb.connect() as connection:
        connection.execute(schema())
        found: dict[str, dict[str, str]] = {form: {} for form in FORMS}
        for form, column, kind in connection.execute(
            "select table_name, column_name, data_type from duckdb_columns() where not internal"
        ).fetchall():
            if form in FORMS:
                found[form][column] = kind
    assert tables() == found
