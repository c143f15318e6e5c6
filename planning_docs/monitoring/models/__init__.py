"""What the database keeps of monitoring: steps done, reports, addresses of personal calendars."""

from .deadlines import DeadlineMark, FeedKey
from .reports import Conclusion, Report, ReportEvent, ReportFactor, ReportInformation

__all__ = ["Conclusion", "DeadlineMark", "FeedKey", "Report", "ReportEvent", "ReportFactor", "ReportInformation"]
