"""Command lines that answer in Chinese: help, wrong usage, exit status."""

import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from click.exceptions import NoArgsIsHelpError

from kpi.moments import parse_moment
from kpi.plan.load import PlanError
from kpi.usage.visible import only_visible, well_formed

WRONG_USAGE = 2


class Day(click.ParamType[date]):
    """A day as 2022-09-30."""

    name = "日期"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}”不是日期，请写成 2022-09-30 的样子", param, ctx)


class Moment(click.ParamType[datetime]):
    """A day, or a day and time in Shanghai; UTC inside."""

    name = "时刻"

    def convert(self, value: Any, param: Any, ctx: Any) -> datetime:
        try:
            return value if isinstance(value, datetime) else parse_moment(value)
        except (ValueError, OverflowError):
            self.fail(f"“{value}”不是时刻，请写成 2022-10-12 或 2022-10-12T09:30", param, ctx)


def data_option(command: Any) -> Any:
    """`--data DIR`, the store; the plans stay where they are."""
    text = "数据目录（也可用环境变量 DASHBOARD_DATA），默认 data/store"
    return click.option("--data", metavar="目录", help=text)(command)


def check_suffix(output: str | None, *suffixes: str) -> str | None:
    """The suffix of the file that is asked for, None for none or a folder.

    Raises click.UsageError where it is not one of those that can be written: a PDF named .html
    opens nowhere.
    """
    path = Path(output or "")
    suffix = path.suffix.lower().removeprefix(".")
    if not suffix or path.is_dir():
        return None
    if suffix not in suffixes:
        can = "、".join(f".{one}" for one in suffixes)
        raise click.UsageError(f"-o：“{path.name}”以 .{suffix} 结尾，这里只能写成 {can}")
    return suffix


def run(command: click.Command, name: str, arguments: Sequence[str] | None = None) -> int:
    """Runs a command line; wrong usage is said in Chinese on standard error with status 2.

    What a command gives up on (ClickException) is said there too, with status 1. What a terminal
    would obey in a cell's text is written out.
    """
    with only_visible():
        return _run(command, name, arguments)


def _run(command: click.Command, name: str, arguments: Sequence[str] | None) -> int:
    given = sys.argv[1:] if arguments is None else arguments
    # what names a file is left as it is, or the file would not be found
    arguments = [one if Path(one).exists() else well_formed(one) for one in given]
    try:
        result = command.main(arguments, prog_name=f"python -m {name}", standalone_mode=False)
    except click.UsageError as error:
        print(f"用法有误：{_in_chinese(error)}", file=sys.stderr)
        print(f"查看用法：python -m {name} --help", file=sys.stderr)
        return WRONG_USAGE
    except click.ClickException as error:
        print(error.message, file=sys.stderr)
        return 1
    except click.Abort:
        print("已中止。", file=sys.stderr)
        return 1
    except PlanError as error:
        print(error, file=sys.stderr)
        return WRONG_USAGE
    return result if isinstance(result, int) else 0


def _in_chinese(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        return f"没有选项 {error.option_name}"
    if isinstance(error, click.BadParameter) and error.param:
        name = error.param.metavar or "/".join(error.param.opts)
        missing = isinstance(error, click.MissingParameter)
        if isinstance(error.param.type, click.Choice) and not missing:
            return f"{name} 须是其中之一：{'、'.join(error.param.type.choices)}"
        return f"缺少 {name}" if missing else f"{'/'.join(error.param.opts)}：{error.message}"
    if isinstance(error, NoArgsIsHelpError):
        return "请写明要做什么"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} 的值没有写或写得不对"
    if error.message.startswith("No such command"):
        return "没有这个命令"
    if error.message.startswith("Got unexpected extra argument"):
        return "多写了参数"
    return error.message
