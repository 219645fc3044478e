"""Days and moments: a day ends in Shanghai, a moment is kept in UTC without a zone."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
# What is known now is all that was received, whatever the clocks showed when it was.
ALL_RECEIVED = datetime.max


def utc_now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def end_of_day(day: date) -> datetime:
    """The moment at which a day ends in Shanghai, in UTC."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=SHANGHAI) + timedelta(days=1)
    return midnight.astimezone(UTC).replace(tzinfo=None)


def parse_moment(text: str) -> datetime:
    """UTC from `2022-10-12` (the end of that day), `2022-10-12T09:30` (Shanghai) or an offset.

    Raises ValueError.
    """
    if len(text.strip()) == 10:
        return end_of_day(date.fromisoformat(text.strip()))
    moment = datetime.fromisoformat(text.strip())
    local = moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)
    return local.astimezone(UTC).replace(tzinfo=None)


def in_shanghai(moment: datetime) -> datetime:
    """A stored moment as the clock in Shanghai showed it."""
    return moment.replace(tzinfo=UTC).astimezone(SHANGHAI)
