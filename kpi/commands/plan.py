"""`kpi plan check`: whether a year's plan can be used, with every fault at once."""

from pathlib import Path

import click

from kpi.plan import Plan, PlanError
from kpi.plan.load import read_plan


@click.group("plan", help="年度计划：工作要点、指标、目标与报送要求。")
def plan_commands() -> None: ...


@plan_commands.command("check", help="检查一个计划文件夹，例如 data/plans/2023；有错一次列全。")
@click.argument("folder", metavar="文件夹", type=click.Path(path_type=Path))
def check_plan(folder: Path) -> int:
    try:
        plan = read_plan(folder.resolve())
    except PlanError as error:
        print(error)
        return 1
    print(_summary(plan))
    return 0


def _summary(plan: Plan) -> str:
    waiting = sum(quota.target is None for quota in plan.quotas)
    return (
        f"计划可用：{plan.year} 年《{plan.document}》，{len(plan.areas)} 个领域、"
        f"{len(plan.tasks)} 项任务、{len(plan.indicators)} 个指标、{len(plan.quotas)} 行目标"
        f"（{waiting} 行待下达）、{len(plan.duties)} 项报送要求。"
    )
