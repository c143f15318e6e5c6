"""Why a draft was not changed, or a document not kept."""

from django.utils.functional import Promise

from infra_support.applicant_phrases import CHANGED_MEANWHILE, PDF_PROBLEMS
from rss_portal.exchange.file_safety import FileRefused


class DraftRefused(ValueError):
    """The draft stays as it was; `reason` is a text to be read."""

    def __init__(self, reason: str | Promise):
        super().__init__(str(reason))
        self.reason = reason


class ChangedMeanwhile(DraftRefused):
    """Another window or person changed the application since it was read."""

    def __init__(self) -> None:
        super().__init__(CHANGED_MEANWHILE)


def document_refused(refusal: FileRefused) -> DraftRefused:
    """The refusal of a PDF in words."""
    return DraftRefused(str(PDF_PROBLEMS[refusal.code]) % refusal.values)
