"""The system's clock."""

from datetime import UTC, datetime


class SystemClock:
    """The one place that asks the system for the time."""

    def now(self) -> datetime:
        """The present moment, UTC."""
        return datetime.now(UTC)
