"""Words of the workbooks, in both languages at once: a workbook is read by people of either."""

from django.utils import translation
from django.utils.functional import Promise

from planning_docs.choices import FactStatus, FundingSource


def in_both(label: str | Promise) -> tuple[str, str]:
    """A translated LABEL in Kazakh and in Russian."""
    with translation.override("kk"):
        kazakh = str(label)
    with translation.override("ru"):
        return kazakh, str(label)


class _Lazy(dict[str, tuple[str, str]]):
    """Labels of a list of codes, translated when they are first asked for."""

    def __init__(self, choices: type):
        super().__init__()
        self.codes = choices

    def __missing__(self, code: str) -> tuple[str, str]:
        self[code] = in_both(self.codes(code).label)
        return self[code]


SOURCES = _Lazy(FundingSource)
STATUSES = _Lazy(FactStatus)
YES = ("иә", "да")
NO = ("жоқ", "нет")
