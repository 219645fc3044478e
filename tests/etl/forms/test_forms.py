"""The 14 forms: their columns as the office knows them, and what must hold for every form."""

from typing import get_args

import pytest

from etl.forms.context import Office
from etl.forms.form import Cadence, Form, FormColumn
from etl.forms.forms import FORMS
from kpi.plan import clean_name
from kpi.plan.entities import unit_names

EVERY_FORM = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())


def outline(form: str) -> list[tuple[str, str, str, bool]]:
    return [(c.stored_as, c.header, c.kind.name, c.required) for c in FORMS[form].columns()]


def column(form: str, name: str) -> FormColumn:
    return next(c for c in FORMS[form].columns() if c.name == name)


def test_there_are_fourteen_forms() -> None:
    assert {form.code: (form.title, form.cadence) for form in FORMS.values()} == {
        "purchase": ("消费帮扶采购明细表", "monthly"),
        "county_sale": ("结对县农特产品销售明细表", "monthly"),
        "canteen": ("食堂采购预留份额执行情况表", "snapshot"),
        "tour": ("赴对口地区组团情况表", "monthly"),
        "training": ("培训情况表", "monthly"),
        "job_fair": ("专场招聘会情况表", "monthly"),
        "employment": ("劳务协作就业人数月报表", "monthly"),
        "project": ("援建项目进度表", "snapshot"),
        "event": ("活动开展情况表", "monthly"),
        "posting": ("选派人员及结对情况表", "snapshot"),
        "enterprise": ("村企结对企业名册", "snapshot"),
        "task_report": ("工作要点任务进展月报表", "snapshot"),
        "quota": ("指标下达表", "append"),
        "follow_up": ("督办事项表", "append"),
    }


def test_the_columns_of_a_purchase() -> None:
    assert outline("purchase") == [
        ("purchaser", "采购单位", "text", True),
        ("category", "采购类别", "choice", False),
        ("channel", "采购渠道", "text", True),
        ("product", "产品名称", "text", False),
        ("county", "产地", "origin", False),
        ("purchased_on", "采购日期", "day", True),
        ("amount_fen", "采购额度", "money", True),
        ("funding", "费用来源", "choice", False),
        ("voucher", "采购凭证", "text", False),
        ("note", "备注", "text", False),
    ]
    assert column("purchase", "amount").aliases == ("采购金额", "金额", "采购额", "含税金额")
    assert column("purchase", "category").choices == (
        "大宗批发",
        "直采直购",
        "工会福利",
        "企业动员",
        "食堂采购",
    )


def test_the_columns_of_a_project() -> None:
    assert outline("project") == [
        ("project_no", "项目编号", "text", True),
        ("name", "项目名称", "text", True),
        ("level", "项目级别", "choice", True),
        ("county", "县（区）", "county", True),
        ("unit", "责任单位", "unit", False),
        ("planned_fen", "计划投资", "money", True),
        ("invested_fen", "完成投资", "money", True),
        ("allocated_fen", "已拨付资金", "money", True),
        ("planned_on", "计划编制完成日期", "day", False),
        ("approved_on", "项目审定日期", "day", False),
        ("funded_on", "资金拨付完成日期", "day", False),
        ("started_on", "开工日期", "day", False),
        ("finished_on", "完工日期", "day", False),
        ("issue", "存在问题", "text", False),
    ]


def test_only_a_canteen_takes_the_word_for_none_as_an_answer() -> None:
    takes = [
        (code, c.name)
        for code, form in FORMS.items()
        for c in form.columns()
        if "无" not in c.kind.blanks
    ]
    assert takes == [("canteen", "has_canteen")]


@EVERY_FORM
def test_a_form_has_a_title_a_cadence_senders_and_a_docstring(
    office: Office, form: type[Form]
) -> None:
    assert form.title
    assert form.cadence in get_args(Cadence)
    assert form.__doc__
    assert all(unit_names(sender, office.plan.reference) for sender in form.senders)


@EVERY_FORM
def test_a_header_names_one_column_only(form: type[Form]) -> None:
    spellings = [clean_name(h) for c in form.columns() for h in c.headers]
    assert len(spellings) == len(set(spellings)) == len(form.headers())


@EVERY_FORM
def test_the_date_that_counts_is_a_required_day(form: type[Form]) -> None:
    days = {c.name for c in form.columns() if c.kind.name == "day" and c.required}
    assert form.counts_on is None or form.counts_on in days


@EVERY_FORM
def test_a_form_that_is_not_dated_is_a_state_an_addition_or_one_month(form: type[Form]) -> None:
    assert (form.counts_on is not None) == (form.cadence == "monthly" and form.code != "employment")


@EVERY_FORM
def test_what_a_form_keeps_and_implies_are_columns_of_its_own(
    office: Office, form: type[Form]
) -> None:
    names = {c.name for c in form.columns()}
    assert form.keeps is None or form.keeps in names
    for name, by_sender in form.implied.items():
        implied = next(c for c in form.columns() if c.name == name)
        assert set(by_sender) <= set(form.senders)
        assert set(by_sender.values()) <= set(implied.choices)
        assert not implied.required


@EVERY_FORM
def test_a_choice_column_has_choices_and_no_other_has(form: type[Form]) -> None:
    assert all((c.kind.name == "choice") == bool(c.choices) for c in form.columns())


def test_every_form_that_a_unit_owes_and_every_indicator_counts_exists(office: Office) -> None:
    assert {duty.form for duty in office.plan.duties} <= set(FORMS)
    assert {i.form for i in office.plan.indicators if i.form} <= set(FORMS)
