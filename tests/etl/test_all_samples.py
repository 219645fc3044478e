"""Clean and messy samples, loaded in the order in which they arrived, against their truth."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from places import SAMPLES

from etl.forms.context import Office
from etl.store.admit import Outcome, load_files
from etl.store.disk.folder import Store
from etl.store.outcome import Receipt, Sent
from kpi.engine.progress import progress
from kpi.engine.warehouse import connect
from kpi.moments import parse_moment

pytestmark = pytest.mark.slow

EXPECTED = json.loads((SAMPLES / "expected.json").read_text("utf-8"))
FILES = {f["file"]: f for f in EXPECTED["files"]}
ORDER = [line for line in (SAMPLES / "order.txt").read_text("utf-8").split() if line in FILES]
TOLD = ("total_mismatch", "duplicate_voucher")


@pytest.fixture(scope="module")
def loaded(
    tmp_path_factory: pytest.TempPathFactory, office: Office
) -> tuple[Store, dict[str, Outcome]]:
    """A store with every clean and messy sample, and what came of each."""
    store = Store(tmp_path_factory.mktemp("all") / "store")
    sent = [
        Sent(
            Path(file).name,
            (SAMPLES / file).read_bytes(),
            Receipt("测试", parse_moment(f"2023-01-{1 + i // 24:02d}T{i % 24:02d}:00")),
        )
        for i, file in enumerate(ORDER)
    ]
    return store, dict(zip(ORDER, load_files(store, office, sent), strict=True))


def test_every_sample_is_in_the_order() -> None:
    assert set(ORDER) == set(FILES)


@pytest.mark.parametrize("file", ORDER)
def test_a_sample_is_read_with_the_figures_of_its_list(
    loaded: tuple[Store, dict[str, Outcome]], file: str
) -> None:
    outcome, expected = loaded[1][file], FILES[file]
    duplicate = expected["status"] == "duplicate"
    assert outcome.verdict == ("unchanged" if duplicate else "accepted"), outcome.problems
    got = [
        {
            "form": s.form,
            "unit": s.unit,
            "period": [f"{s.first_month:%Y-%m}", f"{s.last_month:%Y-%m}"],
            "rows": s.rows,
            "money_yuan": {name: fen / 100 for name, fen in s.totals_fen.items()},
        }
        for s in outcome.sheets
    ]
    wanted = [{"money_yuan": {}} | s for s in expected["sheets"]]
    assert [s.sheet for s in outcome.sheets] == [s.pop("sheet") or "CSV" for s in wanted]
    assert got == wanted


def test_the_warnings_are_those_of_the_list(loaded: tuple[Store, dict[str, Outcome]]) -> None:
    got = [
        (file, p.code, p.sheet, p.cell)
        for file, outcome in loaded[1].items()
        for p in outcome.problems
        if p.code in TOLD
    ]
    wanted = [
        (w["file"], w["kind"], w["sheet"], w.get("cell") or w["cells"][1])
        for w in EXPECTED["warnings"]
        if w["kind"] in TOLD
    ]
    assert got == wanted


def test_a_warning_names_both_figures_or_both_cells(
    loaded: tuple[Store, dict[str, Outcome]],
) -> None:
    for want in EXPECTED["warnings"]:
        told = [p.message for p in loaded[1][want["file"]].problems if p.code == want["kind"]]
        if want["kind"] == "total_mismatch":
            words = [want["label"], *(f"{want[k]:,} 元" for k in ("stated_yuan", "computed_yuan"))]
            assert all(word in told[0] for word in words)
        if want["kind"] == "duplicate_voucher":
            assert all(word in told[0] for word in (want["voucher"], *want["cells"]))


@pytest.mark.parametrize("day", EXPECTED["as_of"])
def test_every_figure_of_the_year_is_right(
    loaded: tuple[Store, dict[str, Outcome]], office: Office, day: str
) -> None:
    rows = progress(connect(loaded[0].root), office.plan, date.fromisoformat(day))
    found = {(r.indicator, r.entity): r for r in rows}
    wrong: list[Any] = []
    for want in EXPECTED["as_of"][day]:
        row = found[want["indicator"], want["entity"]]
        for name in ("actual", "target", "numerator", "denominator"):
            got, wanted = getattr(row, name), want.get(name)
            if (got is None) != (wanted is None) or abs((got or 0) - (wanted or 0)) > 0.01:
                wrong.append((want["indicator"], want["entity"], name, wanted, got))
    assert wrong == []
