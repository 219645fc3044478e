"""Runs alone in a process with limits: opens a workbook, marks it, writes it to another file.

`child.py ORIGINAL JOB OUT`; the job is JSON: file, problems, counts, titles, merged,
macros.
"""

import json
import resource
import sys
import warnings
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from openpyxl import Workbook, load_workbook

from etl.problems import Problem
from etl.returned.formulas import keep_results
from etl.returned.marks import mark_book

MEMORY_BYTES = 1_500 * 2**20
CPU_SECONDS = 25
OUTPUT_BYTES = 200 * 2**20


def main(original: str, job_path: str, out: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    # the soft limit ends it with SIGXCPU, which tells a lack of time from any other end
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT_BYTES, OUTPUT_BYTES))
    warnings.simplefilter("ignore")
    job: dict[str, Any] = json.loads(Path(job_path).read_text("utf-8"))
    book = load_workbook(original, keep_vba=job["macros"], rich_text=True)
    book.template = False
    _merge(book, job["merged"])
    keep_results(book, original)
    problems = [Problem.of_line(p) for p in job["problems"]]
    mark_book(book, job["file"], problems, job["counts"], job["titles"], job["cells"])
    book.save(out)


def _merge(book: Workbook, merged: dict[str, list[tuple[int, int, int, int]]]) -> None:
    for title, areas in merged.items():
        for first_row, first_column, last_row, last_column in areas:
            book[title].merge_cells(
                None, first_row + 1, first_column + 1, last_row + 1, last_column + 1
            )


if __name__ == "__main__":
    main(*sys.argv[1:])
