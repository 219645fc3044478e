"""Stores that cost much to make, kept between runs for as long as what made them stays the same."""

import hashlib
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

import duckdb
from filelock import FileLock
from places import ROOT

from etl.store.disk.chain import chained
from etl.store.disk.folder import Store

DEMO_SEED = 2022
# what a store is made by: its code, its plan, and the library that writes the file
MADE_BY = ("etl/**/*", "kpi/plan/**/*", "data/plans/**/*", "data/reference/*")


def kept_store(shelf: Path, name: str, make: Callable[[Path], object], *inputs: Path) -> Path:
    """The folder of a store that `make` fills, or filled in an earlier run from the same things.

    All processes of a run, and later runs, share it: nobody may change it. Raises AssertionError
    where somebody did.
    """
    place = shelf / f"{name}-{_digest([*_made_by(), *inputs])}"
    seal = place.with_suffix(".seal")
    with FileLock(f"{place}.lock"):
        if not seal.exists():
            _sweep(shelf, name, place)
            _make(place, make)
            seal.write_text(_digest(_proofs(place)))
    assert seal.read_text() == _digest(_proofs(place)), f"a test changed {place}"
    return place


def rewrite(store: Store, lines: Iterable[Mapping[str, Any]]) -> None:
    """Another ledger, sound in itself, and nothing that knew the one before."""
    store.ledger.write_bytes(chained(map(dict, lines)))
    shutil.rmtree(store.warehouse, ignore_errors=True)


def _make(place: Path, make: Callable[[Path], object]) -> None:
    making = place.with_name(f"making-{uuid4().hex}")
    make(making)
    making.rename(place)


def _sweep(shelf: Path, name: str, place: Path) -> None:
    """Removes what older code made, and what a killed run left half."""
    shutil.rmtree(place, ignore_errors=True)
    for old in shelf.glob(f"{name}-*.seal"):
        old.unlink()
        shutil.rmtree(old.with_suffix(""), ignore_errors=True)


def _made_by() -> Iterable[Path]:
    found = (path for pattern in MADE_BY for path in ROOT.glob(pattern))
    return (p for p in found if p.is_file() and "__pycache__" not in p.parts)


def _proofs(place: Path) -> list[Path]:
    """The files that tell whether a store is as it was."""
    return [place / "ledger.jsonl", place / "warehouse" / "CURRENT"]


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256(duckdb.__version__.encode())
    for path in sorted(paths):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]
