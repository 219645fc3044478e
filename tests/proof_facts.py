"""What a store's readers see."""

from etl.store.disk.folder import Store
from etl.store.warehouse import reading


def fen(store: Store) -> int:
    """The sum of what counts now, as readers see it."""
    with reading(store) as connection:
        assert connection is not None
        rows = connection.execute(
            "select sum(amount_fen) from purchase join in_force($now) using (submission_id, month)",
            {"now": "9999-01-01"},
        ).fetchall()
    return int(rows[0][0] or 0)
