"""The run's clock: the machine's, or one that starts at a given time and moves on from there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class Clock:
    """Tells aware UTC times; `start` is an ISO time to begin at, empty for the machine's clock."""

    def __init__(self, start: str = "") -> None:
        self._offset = timedelta(0)
        if start:
            self._offset = _parse(start) - datetime.now(UTC)

    def now(self) -> datetime:
        """The current time of this run, whole to the microsecond, in UTC."""
        return datetime.now(UTC) + self._offset


def _parse(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"CLOCK_START is not an ISO time: {text!r}") from None
    if moment.tzinfo is None:
        raise ValueError(f"CLOCK_START has no time zone: {text!r}")
    return moment
