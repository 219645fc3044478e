"""What a submission's parts are after the answers that only the store could ask for."""

from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from etl.check.check import Part

Row = tuple[str, int]  # sheet, row


@dataclass(frozen=True)
class Settlement:
    """Rows that are left out, and whether months without a row are left as they were.

    `money`: sheets whose money is read in another unit than they say, and in which.
    """

    left_out: tuple[Row, ...] = ()
    only_months_with_rows: bool = False
    money: tuple[tuple[str, str], ...] = ()

    def of(self, parts: tuple[Part, ...]) -> tuple[Part, ...]:
        settled = (self._without(part) for part in parts)
        if self.only_months_with_rows:
            settled = (_of_its_rows(part) for part in settled)
        return tuple(part for part in settled if part.rows.num_rows)

    def _without(self, part: Part) -> Part:
        rows = [row for sheet, row in self.left_out if sheet == part.sheet]
        if not rows:
            return part
        gone = pc.is_in(part.rows["row"], value_set=pa.array(rows, pa.int32()))
        return replace(part, rows=part.rows.filter(pc.invert(gone)))


def _of_its_rows(part: Part) -> Part:
    months = tuple(sorted(set(part.rows["month"].to_pylist())))
    return replace(part, months=months) if months else part
