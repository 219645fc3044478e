"""The bounds of plan.yaml: each names a column that is there, senders, and its reason."""

import pytest
from pydantic import ValidationError

from kpi.plan import load_plan
from kpi.plan.believed.bounds import Amount, Believed
from kpi.plan.check import faults_of

TOWNS = ("subdistrict_or_town",)


def amount(
    form: str, column: str, senders: tuple[str, ...] = TOWNS, reason: str = "因为"
) -> Amount:
    return Amount(form=form, column=column, senders=senders, row=500, reason=reason)


def said(*amounts: Amount) -> list[str]:
    plan = load_plan().model_copy(update={"believed": Believed(amounts=amounts)})
    return [str(fault) for fault in faults_of(plan)]


def test_a_bound_on_what_is_there_is_sound() -> None:
    assert said(amount("purchase", "amount")) == []


def test_a_bound_on_a_column_or_a_sender_that_is_not_there_is_told() -> None:
    (column,) = said(amount("purchase", "amont"))
    assert "believed.amounts.0：没有表 purchase 或列 amont" in column
    assert "是不是“amount”" in column
    (sender,) = said(amount("purchase", "amount", ("各镇",)))
    assert "没有单位或单位类别“各镇”" in sender


def test_a_bound_without_a_reason_and_two_of_one_column_are_refused() -> None:
    with pytest.raises(ValidationError):
        amount("purchase", "amount", reason="")
    with pytest.raises(ValidationError, match="写了两次"):
        Believed(amounts=(amount("purchase", "amount"), amount("purchase", "amount")))
