"""When a submission is received: never before the one before it, whatever the clock shows.

Of two submissions for a month the later counts. A clock that was set back would let a correction
arrive before what it corrects, and nobody would notice: so moments only grow, and a clock that
cannot be right is asked about.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from etl import rules
from etl.problems import Choice, Problem
from etl.questions import Answers, Question, ask
from etl.store.lines.ledger import Entry, Erasure, Forgetting, Line, Takeover, Withdrawal
from kpi.moments import in_shanghai, utc_now

# Clocks of two machines that keep time differ by less.
TOLERANCE = timedelta(minutes=5)
AFTER, NOW, AS_CLAIMED = "after", "now", "claimed"


def last_moment(lines: Sequence[Line]) -> datetime | None:
    """The newest moment that a clock of ours gave; None where there is none."""
    return max((moment for line in lines if (moment := _moment(line))), default=None)


def _moment(line: Line) -> datetime | None:
    match line:
        case Entry():
            return None if line.claimed else line.received_at
        case Withdrawal():
            return line.withdrawn_at
        case Forgetting():
            return line.forgotten_at
        case Takeover():
            return line.taken_over_at
        case Erasure():
            return line.erased_at
    return None


def next_moment(lines: Sequence[Line]) -> datetime:
    """Now, or just after the last line where the clock is behind it (UTC)."""
    last = last_moment(lines)
    return max(utc_now(), last + timedelta(microseconds=1)) if last else utc_now()


def moment_of(
    lines: Sequence[Line], claimed: datetime | None, answers: Answers
) -> tuple[datetime, list[Problem]]:
    """When a submission is received (UTC), and what is asked about it.

    `claimed` is the moment that it is said to have been received at, None for now.
    """
    now = utc_now()
    if claimed is None:
        moment = next_moment(lines)
        return moment, _ask_behind(now, moment, answers) if moment - now > TOLERANCE else []
    if claimed - now <= TOLERANCE:
        return claimed, []
    choice, problem = ask(_future(claimed, now), answers)
    return (next_moment(lines) if choice == NOW else claimed), [problem]


def _ask_behind(now: datetime, moment: datetime, answers: Answers) -> list[Problem]:
    return [ask(_behind(now, moment), answers)[1]]


def _behind(now: datetime, moment: datetime) -> Question:
    return Question(
        rule=rules.CLOCK_BEHIND,
        what=f"{moment:%Y-%m-%d}",
        message=f"这台机器的时钟是 {_shown(now)}，而台账里最后一次收件是 {_shown(moment)}："
        "时钟慢了，或那一次快了",
        hint="请管理员先核对时钟。按时点查看历史数字时，以台账的时刻为准",
        choices=(Choice(AFTER, f"记在上一次之后（{_shown(moment)}），现在起照常计入"),),
        remembered=False,
    )


def _future(claimed: datetime, now: datetime) -> Question:
    return Question(
        rule=rules.CLAIMED_IN_FUTURE,
        what=f"{claimed:%Y-%m-%d %H:%M}",
        message=f"注明的收到时刻是 {_shown(claimed)}，还没有到（现在是 {_shown(now)}）",
        hint="请核对 --received-at；补录的写实际收到的时刻",
        choices=(
            Choice(NOW, f"按现在的时刻收下（{_shown(now)}）"),
            Choice(AS_CLAIMED, "就按注明的时刻：在那之前报来的更正都会被它替换"),
        ),
        remembered=False,
    )


def _shown(moment: datetime) -> str:
    return f"{in_shanghai(moment):%Y-%m-%d %H:%M}"
