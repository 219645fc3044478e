"""What the plan's check lets through is what runs: an expression can break no query around it."""

from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from facts import InMemory

from kpi.engine.progress import progress
from kpi.plan import Indicator, Plan, PlanError
from kpi.plan.check_sql import wrong_sql
from kpi.plan.load import plans_folder, read_plan


def faults_of(plan: Plan, **said: str | None) -> list[str]:
    """What the check says of the unions' purchases with other expressions."""
    return list(map(str, wrong_sql(changed(plan, **said), "甲", "indicators.0")))


def changed(plan: Plan, **said: str | None) -> Indicator:
    return plan.indicator("union_purchase").model_copy(update=said)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("where", "category = '工会福利') or (true"),
        ("value", "amount_fen)::bigint, (1"),
        ("value", "amount_fen)::bigint as value, (null)::bigint as over, (null"),
        ("over", "1) + (1"),
        ("on", "purchased_on)::date as day from purchase as t union all (select null"),
        ("distinct", "voucher)::varchar, (null"),
        ("own_target", "1)::double, ('x') || ('y'"),
    ],
)
def test_an_expression_that_closes_the_bracket_around_it_is_a_fault(
    plan: Plan, field: str, text: str
) -> None:
    (fault,) = faults_of(plan, **{field: text})
    assert fault.startswith(f"甲，字段 {field}：不是有效的 SQL 表达式“{text}”（")


@pytest.mark.parametrize(
    "text",
    [
        "amount_fen, 1",
        "amount_fen as value",
        "amount_fen value",
        "amount_fen from purchase",
        "amount_fen; select 1",
        "amount_fen where true",
        "amount_fen group by all",
        "amount_fen order by 1",
        "amount_fen limit 1",
        "amount_fen union all select 1",
        "distinct amount_fen",
        "columns('amount_fen|row')",
        "coalesce(columns('amount_fen|row'), 0)",
    ],
)
def test_more_than_one_expression_is_a_fault(plan: Plan, text: str) -> None:
    told = f"不是单独一个表达式，现为“{text}”"
    mend = "请只写一个结果为数字的表达式，不写别名、逗号、分号、from 等子句和 columns(…)"
    assert faults_of(plan, value=text) == [f"甲，字段 value：{told}；{mend}"]


@pytest.mark.parametrize("text", ["*", "t.*", "amount_fen;", "all amount_fen", "sum(amount_fen)"])
def test_what_is_no_expression_over_a_row_is_a_fault(plan: Plan, text: str) -> None:
    assert len(faults_of(plan, value=text)) == 1


@pytest.mark.parametrize("text", ["unnest([1, 2])", "row_number() over ()", "member", "item"])
def test_what_means_something_only_in_the_query_around_it_is_a_fault(plan: Plan, text: str) -> None:
    assert len(faults_of(plan, value=text)) == 1


@pytest.mark.parametrize(
    "text", ["(select count(*) from glob('/etc/*'))", "read_text('/etc/hosts')"]
)
def test_what_would_read_a_file_is_a_fault(plan: Plan, text: str) -> None:
    """Whoever reads the warehouse may not: the query would fail when it is run."""
    (fault,) = faults_of(plan, value=f"length(({text})::varchar)")
    assert fault.startswith("甲，字段 value：不是有效的 SQL 表达式")


@pytest.mark.parametrize("text", ["purchased_on <= $as_of", "amount_fen > ?", "$members is null"])
def test_a_parameter_is_a_fault(plan: Plan, text: str) -> None:
    told = f"不能有参数，现为“{text}”"
    mend = "请写明列名或数值；文字中的 $ 和 ? 请放在单引号里"
    assert faults_of(plan, where=text) == [f"甲，字段 where：{told}；{mend}"]


@pytest.mark.parametrize("text", ["amount_fen -- 分", "amount_fen /* 分 */", "amount_fen -- 分\n"])
def test_a_comment_is_a_fault(plan: Plan, text: str) -> None:
    assert faults_of(plan, value=text) == [
        f"甲，字段 value：不能有注释，现为“{text}”；请把说明写在 rule 里"
    ]


ODD = (
    "$name",
    "$as_of",
    "$members",
    "{labels}",
    "{deadline}",
    "{facts}",
    "{derived}",
    "-- 备注",
    "/* 备注",
    "; drop table purchase",
    "{{ known }}",
    '{% include "x" %}',
    "{# #}",
    "it''s ) or (true",
    "?",
    "\\",
)


@pytest.mark.parametrize("text", ODD)
def test_a_text_in_quotes_is_a_text_whatever_stands_in_it(plan: Plan, text: str) -> None:
    """Checked, counted and shown as it stands: of two purchases the one that is not of that."""
    where = f"category = '工会福利' and product <> '{text}'"
    odd = changed(plan, where=where, deadline=date(2022, 7, 9))
    assert list(wrong_sql(odd, "甲", "indicators.0")) == []
    whole = InMemory(plan.model_copy(update={"indicators": (odd,)}))
    day = {"category": "工会福利", "purchased_on": "2022-03-05"}
    rows = [{**day, "product": "茶叶", "amount": 10_000}]
    rows += [{**day, "product": text.replace("''", "'"), "amount": 20_000}]
    whole.add("purchase", "区总工会", "2022-03", rows)
    found = progress(whole.connection, whole.plan, date(2022, 3, 31))
    assert [row.actual for row in found if row.entity == "全区"] == [1.0]


@pytest.mark.parametrize("field", ["where", "value", "over", "on", "distinct", "own_target"])
def test_the_deadline_may_stand_in_every_expression(plan: Plan, field: str) -> None:
    texts = {
        "where": "purchased_on <= {deadline}",
        "on": "least(purchased_on, {deadline})",
        "distinct": "voucher || {deadline}",
    }
    text = texts.get(field, "(purchased_on <= {deadline})::int")
    odd = changed(plan, **{field: text}).model_copy(update={"deadline": date(2022, 7, 9)})
    assert list(wrong_sql(odd, "甲", "indicators.0")) == []
    whole = InMemory(plan.model_copy(update={"indicators": (odd,)}))
    row = {"category": "工会福利", "purchased_on": "2022-03-05", "amount": 10_000}
    whole.add("purchase", "区总工会", "2022-03", [row])
    assert progress(whole.connection, whole.plan, date(2022, 3, 31))


def test_a_plan_with_such_expressions_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "2022"
    copytree(plans_folder() / "2022", folder)
    path = folder / "indicators.yaml"
    text = path.read_text("utf-8")
    text = text.replace("kind = '工作例会'", "kind = '工作例会') or (true", 1)
    text = text.replace("value: amount_fen", 'value: "amount_fen)::bigint, (1"', 1)
    path.write_text(text, "utf-8")
    with pytest.raises(PlanError) as error:
        read_plan(folder)
    fields = [fault.partition("：")[0] for fault in error.value.faults]
    assert fields == [
        "indicators.yaml（quarterly_meeting），字段 where",
        "indicators.yaml（bulk_purchase），字段 value",
    ]
