"""`python -m kpi`: progress, explanations and the plan on the command line."""

import sys

import click

from kpi.commands.compare import show_comparison
from kpi.commands.effect import show_effect
from kpi.commands.explain import show_explanation
from kpi.commands.plan import plan_commands
from kpi.commands.progress import show_indicators, show_progress
from kpi.commands.reminders import show_reminders
from kpi.commands.yearly import show_years
from kpi.usage.command import run


@click.group(help="工作要点各指标的进度。")
def main() -> None: ...


for command in (
    *(show_progress, show_indicators, show_explanation),
    *(show_comparison, show_effect, show_reminders, show_years, plan_commands),
):
    main.add_command(command)


if __name__ == "__main__":
    sys.exit(run(main, "kpi"))
