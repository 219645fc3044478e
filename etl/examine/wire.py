"""Findings from a process to the one that asked: what it may hold is said here, all else refused.

A pickle whose tables are Arrow streams; whoever reads it makes nothing but our data classes,
so that a workbook that took over its reader gains nothing here.
"""

import pickle
import sys
from dataclasses import is_dataclass
from io import BytesIO
from typing import Any, BinaryIO

import pyarrow as pa

from etl.examine.examine import Findings

PLAIN = {("datetime", "date"), ("datetime", "datetime"), ("builtins", "frozenset")}


def write_findings(findings: Findings, out: BinaryIO) -> None:
    _Pickler(out, pickle.HIGHEST_PROTOCOL).dump(findings)


def read_findings(content: bytes) -> Findings:
    """Raises UnpicklingError where there is anything else."""
    findings = _Unpickler(BytesIO(content)).load()
    if not isinstance(findings, Findings):
        raise pickle.UnpicklingError(type(findings).__name__)
    return findings


class _Pickler(pickle.Pickler):
    def persistent_id(self, value: Any) -> bytes | None:
        if not isinstance(value, pa.Table):
            return None
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, value.schema) as stream:
            stream.write_table(value)
        stored: bytes = sink.getvalue().to_pybytes()
        return stored


class _Unpickler(pickle.Unpickler):
    def persistent_load(self, stored: bytes) -> pa.Table:
        table = pa.ipc.open_stream(stored).read_all()
        table.validate(full=True)
        return table

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in PLAIN:
            return super().find_class(module, name)
        known = getattr(sys.modules.get(module), name, None) if module.startswith("etl.") else None
        if isinstance(known, type) and is_dataclass(known):
            return known
        raise pickle.UnpicklingError(f"{module}.{name}")
