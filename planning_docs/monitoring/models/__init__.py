"""What the database keeps of monitoring: steps done, reports, addresses of personal calendars."""

from .deadlines import DeadlineMark, FeedKey
from .reports import Report, ReportEvent, ReportInformation

__all__ = ["DeadlineMark", "FeedKey", "Report", "ReportEvent", "ReportInformation"]
