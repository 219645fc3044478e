"""`python -m report`: a meeting's documents and its frozen edition."""

import sys

import click

from etl.store.faults import STORE_FAULTS, with_remedy
from kpi.usage.command import run
from kpi.usage.visible import visible
from report.commands.bulletin import make_bulletin
from report.commands.documents import make_deck, make_workbook
from report.commands.edition import edition
from report.commands.figure import make_figure


@click.group(help="会议材料：幻灯片、工作簿、通报、图，以及定稿的会议版。")
def main() -> None: ...


main.add_command(make_deck)
main.add_command(make_workbook)
main.add_command(make_bulletin)
main.add_command(make_figure)
main.add_command(edition)


def _run() -> int:
    try:
        return run(main, "report")
    except STORE_FAULTS as fault:
        print(visible(with_remedy(fault)), file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(_run())
