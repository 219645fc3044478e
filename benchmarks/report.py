"""What a meeting's papers cost: `python benchmarks/report.py [STORE]`, by default the demo year.

It prints the seconds of each part of the full pack with a warm browser, their sum, and, as a ratio
in one run, a chart as PNG by our renderer against Kaleido's own server.
"""

import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

import kaleido
import plotly.graph_objects as go
from tabulate import tabulate

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from kpi.engine.times import Times  # noqa: E402
from kpi.engine.warehouse import Connection, connect  # noqa: E402
from kpi.moments import parse_moment  # noqa: E402
from kpi.plan import load_plan  # noqa: E402
from report.documents import DOCUMENTS  # noqa: E402
from report.files.browser import BROWSER, browser_path  # noqa: E402
from report.files.render import HEIGHT, SCALE, WIDTH, picture  # noqa: E402
from report.files.snapshot import Snapshot, bars_snapshot  # noqa: E402
from report.meeting.meeting import Meeting, meeting  # noqa: E402

AT = Times(date(2022, 9, 30), parse_moment("2022-10-12"))
CHARTS, RUNS = 20, 15


def main(store: Path) -> None:
    plan = load_plan(2022)
    connection = connect(store)
    start = perf_counter()
    picture(go.Figure(), "png")
    print(f"browser's start: {perf_counter() - start:.1f} s")
    held = meeting(connection, plan, AT, "第三季度工作推进会")
    charts = snapshots(held)
    lines = pack(held, connection, charts)
    print(
        tabulate([*lines, ("all", sum(s for _, s in lines))], ("part", "seconds"), floatfmt=".2f")
    )
    ours, theirs = beside_kaleido(charts[0])
    print(f"a chart as PNG: {ours * 1000:.0f} ms, Kaleido {theirs * 1000:.0f} ms", end="; ")
    print(f"ratio {ours / theirs:.2f}")


def snapshots(held: Meeting) -> list[Snapshot]:
    """Twenty charts of the year's indicators."""
    found = [bars_snapshot(held.plan, held.rows, i, None, AT) for i in held.plan.indicators]
    return [f for f in found if f is not None and len(f.rows) <= 40][:CHARTS]


def pack(
    held: Meeting, connection: Connection, charts: Sequence[Snapshot]
) -> list[tuple[str, float]]:
    documents = [
        (kind, seconds(lambda d=document: d.make(held, connection, None)))
        for kind, document in DOCUMENTS.items()
    ]
    pictures = [
        (f"{len(charts)} charts as {form.upper()}", seconds(lambda f=form: drawn(charts, f)))
        for form in ("png", "svg")
    ]
    return [*documents, *pictures]


def drawn(charts: Sequence[Snapshot], form: str) -> None:
    for chart in charts:
        chart.file(form)


def beside_kaleido(chart: Snapshot) -> tuple[float, float]:
    """Median seconds of one figure as PNG, by turns, so that both meet the same machine."""
    figure = chart.figure
    options = {"format": "png", "width": WIDTH, "height": figure.layout.height or HEIGHT}
    kaleido.start_sync_server(path=browser_path(), mathjax=False, silence_warnings=True)
    both: tuple[Callable[[], object], ...] = (
        lambda: picture(figure, "png"),
        lambda: kaleido.calc_fig_sync(figure, opts=options | {"scale": SCALE}),
    )
    times = [[seconds(work) for work in both] for _ in range(RUNS + 1)][1:]
    kaleido.stop_sync_server()
    BROWSER.stop()
    ours, theirs = zip(*times, strict=True)
    return median(ours), median(theirs)


def seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "data" / "demo")
