"""Answers on the command line: given with a workbook, listed, taken back."""

import json
from typing import Any

import click

from etl.forms.context import Office
from etl.store.disk.folder import Store
from etl.store.forget import NothingToForgetError, forget
from etl.store.lines.ledger import read_lines
from etl.store.lines.memory import Remembered, remembered
from etl.store.outcome import Receipt
from kpi.moments import in_shanghai
from kpi.usage.command import data_option


class AnswerType(click.ParamType[tuple[str, str]]):
    """问题=选项: 3f9ac2d1=wan."""

    name = "回答"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        question, sign, choice = (part.strip() for part in str(value).partition("="))
        if not (question and sign and choice):
            self.fail(f"“{value}”不是回答，请写成 3f9ac2d1=wan 的样子", param, ctx)
        return question, choice


@click.command("answers", help="记住的回答：哪个单位的什么问题按什么处理，从哪一份报送起。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@data_option
def answers_command(as_json: bool, data: str | None) -> int:
    kept = list(remembered(read_lines(Store.at(data))).values())
    if as_json:
        print(json.dumps([_as_json(k) for k in kept], ensure_ascii=False))
        return 0
    for one in kept:
        print(f"{one.answer.question}　{one.answer.unit}　{one.answer.message}")
        print(f"    第 {one.entry.submission_id} 号，{one.entry.received_by}，{_day(one)}")
    print("" if kept else "没有记住的回答。", end="" if kept else "\n")
    return 0


@click.command("forget", help="收回一个记住的回答：已收的报送不变，下次再问。")
@click.argument("question", metavar="问题")
@click.option("--unit", required=True, metavar="单位", help="是哪个单位的")
@click.option("--by", metavar="姓名", help="经手人，默认当前登录用户")
@data_option
def forget_command(question: str, unit: str, by: str | None, data: str | None) -> int:
    try:
        forget(
            Store.at(data),
            Office.of_all_years(),
            unit,
            question,
            by or Receipt.default().received_by,
        )
    except NothingToForgetError as error:
        raise click.ClickException(str(error)) from None
    print(f"已收回：{unit}的问题 {question} 下次再问。")
    return 0


def _as_json(kept: Remembered) -> dict[str, Any]:
    return {
        **kept.answer.model_dump(exclude={"remembered", "since"}),
        "submission": kept.entry.submission_id,
        "received_by": kept.entry.received_by,
        "received_at": in_shanghai(kept.since).isoformat(timespec="seconds"),
    }


def _day(kept: Remembered) -> str:
    return f"{in_shanghai(kept.since):%Y-%m-%d}"
