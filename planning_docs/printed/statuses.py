"""The words of the annexes for the statuses of measures and indicators."""

from django.utils.translation import pgettext

from planning_docs.choices import IndicatorStatus, MeasureStatus


def statuses() -> dict[str, str]:
    """Of Annexes 13 and 14."""
    return _words(pgettext("form", "Not done"))


def concept_statuses() -> dict[str, str]:
    """Of Annex 12, which has another word for what was not done."""
    return _words(pgettext("form", "Not fulfilled"))


def _words(failed: str) -> dict[str, str]:
    done, partly = pgettext("form", "Done"), pgettext("form", "Partly done")
    return {
        MeasureStatus.DONE: done,
        MeasureStatus.PARTLY: partly,
        MeasureStatus.NOT_DONE: failed,
        IndicatorStatus.DONE: done,
        IndicatorStatus.PARTLY: partly,
        IndicatorStatus.NOT_DONE: failed,
    }
