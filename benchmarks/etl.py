"""What a large workbook costs beside python-calamine alone: `python benchmarks/etl.py`.

Purchases of one town, from bytes to published, as a ratio to what python-calamine takes to read
their cells in the same run; ten times the rows as a ratio to the smaller one; peak memory.
"""

import io
import resource
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import xlsxwriter
from python_calamine import CalamineWorkbook
from tabulate import tabulate

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from etl.examine.apart import EXAMINERS  # noqa: E402
from etl.forms.context import Office  # noqa: E402
from etl.store.admit import load_file  # noqa: E402
from etl.store.disk.folder import Store  # noqa: E402
from etl.store.outcome import Receipt  # noqa: E402
from kpi.plan import load_plan  # noqa: E402

SIZES = (10_000, 100_000)
RUNS = 3
HEAD = (
    *("采购单位", "采购类别", "采购渠道", "产品名称", "产地"),
    *("采购日期", "采购额度", "费用来源", "采购凭证"),
)
COUNTIES = ("大关县", "永善县", "盐津县", "隆阳区", "施甸县")


def main() -> None:
    # the bare parser in a process of its own, or its peak would be told as ours
    with ProcessPoolExecutor(1, get_context("spawn")) as apart:
        measure(apart)


def measure(apart: ProcessPoolExecutor) -> None:
    office = Office(load_plan(2022))
    lines, whole = [], []
    for rows in SIZES:
        content = workbook(rows)
        alone = min(apart.submit(calamine, content).result() for _ in range(RUNS))
        taken = min(loaded(content, office) for _ in range(RUNS))
        whole.append(taken)
        lines.append((f"{rows:,}", len(content) / 1e6, alone, taken, taken / alone))
    print(tabulate(lines, ("rows", "MB", "calamine (s)", "published (s)", "ratio"), floatfmt=".2f"))
    print(f"ten times the rows: {whole[1] / whole[0]:.1f} times the time")
    EXAMINERS.end_all()  # the peak is told of those that have ended
    processes = {"this process": resource.RUSAGE_SELF, "examiner": resource.RUSAGE_CHILDREN}
    for name, who in processes.items():
        print(f"peak memory, {name}: {resource.getrusage(who).ru_maxrss / 1024:.0f} MiB")


def workbook(rows: int) -> bytes:
    """A town's purchases of the year, dates and vouchers all different enough."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("采购")
        sheet.write_row(0, 0, ("消费帮扶采购明细表",))
        sheet.write_row(1, 0, ("填报单位", "莘庄镇", "报表期间", "2022年1-9月", "金额单位", "元"))
        sheet.write_row(2, 0, HEAD)
        for n in range(rows):
            day = f"2022-{n % 9 + 1:02d}-{n % 28 + 1:02d}"
            line = (f"公司{n % 900}", "企业动员", "产地直采", f"产品{n % 60}", COUNTIES[n % 5], day)
            sheet.write_row(n + 3, 0, (*line, 100 + n % 9973, "自有资金", f"V{n:08d}"))
    return buffer.getvalue()


def calamine(content: bytes) -> float:
    start = perf_counter()
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    book.get_sheet_by_index(0).to_python()
    return perf_counter() - start


def loaded(content: bytes, office: Office) -> float:
    """From bytes to published, in a store of its own."""
    with TemporaryDirectory() as folder:
        start = perf_counter()
        outcome = load_file(Store(Path(folder)), office, "莘庄镇.xlsx", content, Receipt("测试"))
        taken = perf_counter() - start
    if outcome.verdict != "accepted":
        raise SystemExit("\n".join(p.message for p in outcome.problems[:5]))
    return taken


if __name__ == "__main__":
    main()
