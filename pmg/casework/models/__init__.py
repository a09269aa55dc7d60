"""Cases, their events, who worked on them, and what was told to whom."""

from .case import Case, Contribution
from .event import Event
from .notice import Notice, NoticeAttempt, NoticeRound

__all__ = ["Case", "Contribution", "Event", "Notice", "NoticeAttempt", "NoticeRound"]
