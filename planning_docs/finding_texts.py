"""The sentences of what the rules find: what is wrong, where, under which paragraph."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import cache
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from planning_docs.models import DocumentEdition
from planning_docs.queries.checking import findings
from planning_docs.rules.checks import ERROR, Finding
from rss_portal.changelog.models import ChangeSet

KEPT_SECONDS = 3600
TEXTS: dict[str, str | Promise] = {
    "concept_period": gettext_lazy("A concept is made for 5 to 10 years; this one takes %(years)s."),
    "plan_period": gettext_lazy("The plan is made for five years; this one takes %(years)s."),
    "goal_without_indicator": gettext_lazy("The goal «%(name)s» has no target indicator."),
    "indicator_without_values": gettext_lazy("The indicator «%(name)s» has no value for %(years)s."),
    "task_without_result": gettext_lazy("The task «%(name)s» has no result indicator."),
    "task_without_goal": gettext_lazy("The task «%(name)s» belongs to no goal."),
    "task_after_goal": gettext_lazy("The task «%(name)s» ends in %(year)s, its goal in %(goal_year)s."),
    "expected_results": gettext_lazy("A concept has 1 to 7 expected results; this one has %(count)s."),
    "many_expected_results": gettext_lazy("Usually a concept has at most 5 expected results; this one has %(count)s."),
    "goal_repeats": gettext_lazy("The goal «%(name)s» repeats a goal of a higher document word for word."),
    "indicator_without_unit": gettext_lazy("The indicator «%(name)s» has no unit."),
    "indicator_without_source": gettext_lazy("The indicator «%(name)s» has no source of information."),
    "indicator_without_responsible": gettext_lazy("The indicator «%(name)s» has no responsible body."),
    "responsible_may_not": gettext_lazy("The body of the indicator «%(name)s» can be a co-executor only."),
    "assigned_not_carried": gettext_lazy("The plan does not carry the assigned indicator «%(name)s»."),
    "own_indicators": gettext_lazy("Additional indicators of the plan: %(own)s, allowed %(most)s (20 %% of the assigned)."),
    "no_passport": gettext_lazy("The indicator «%(name)s» has no calculation passport a month after approval."),
    "action_plan": gettext_lazy("The action plan does not cover %(years)s."),
    "measure_without_source": gettext_lazy("The measure «%(name)s» has money without a source of funding."),
    "measure_without_programme": gettext_lazy("The measure «%(name)s» has money and no budget programme code."),
    "expenditure_untied": gettext_lazy("Expenditure of the programme %(programme)s is tied to no indicator."),
    "informing": gettext_lazy("In %(year)s %(count)s measures end with information to higher bodies; two are allowed."),
    "programme_of_several_goals": gettext_lazy("The budget programme %(programme)s serves several goals."),
    "analysis_volume": gettext_lazy("The analysis takes %(percent)s %% of the text; 25 %% are allowed."),
    "amendment_last_year": gettext_lazy("In the last year, %(year)s, the document is not amended without an instruction of the President."),
    "amendment_after_december": gettext_lazy("After 15 December %(year)s the plan is not amended."),
    "amendment_second": gettext_lazy("The plan was amended in %(year)s already; once a year is allowed."),
    "amendment_past_value": gettext_lazy("The plan of «%(name)s» for %(year)s has passed and does not change."),
    "amendment_under_spending": gettext_lazy(
        "After 30 September the value of «%(name)s» for %(year)s is not lowered because of under-spending."
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Message:
    """A finding as the page shows it; `url` leads to the place where it is put right."""

    severity: str
    text: str
    paragraph: str
    key: str
    url: str

    @property
    def is_error(self) -> bool:
        return self.severity == ERROR


def text_of(finding: Finding) -> str:
    """The sentence of FINDING in the running language."""
    return str(TEXTS[finding.code]) % finding.values


def paragraph_of(finding: Finding) -> str:
    """ "§35, §140", or the annex, in the running language."""
    parts = [part.strip() for part in finding.paragraph.split(",")]
    if finding.paragraph.startswith("Annex"):
        number = finding.paragraph.removeprefix("Annex").replace("Annex", "")
        return _("Annex %(number)s") % {"number": " ".join(number.split())}
    return ", ".join(f"§{part}" for part in parts)


def messages_of(edition: DocumentEdition) -> list[Message]:
    """Messages of the rules for EDITION as it stands, errors first; kept until the document changes."""
    return [_message(edition, one) for one in kept_findings(edition)]


def kept_findings(edition: DocumentEdition) -> list[Finding]:
    """The findings, computed once after every change of the document or of what it hangs on."""
    document = edition.document
    places = {document.territory_id, "KZ"}
    newest = ChangeSet.objects.filter(territory_code__in=places, action__startswith="planning.").order_by("-pk")
    mark = newest.values_list("pk", flat=True).first()
    key = f"planning-findings:{edition.pk}:{mark}:{edition.state}"
    found = cache.get(key)
    if found is None:
        found = findings(edition)
        cache.set(key, found, KEPT_SECONDS)
    return found


def _message(edition: DocumentEdition, finding: Finding) -> Message:
    return Message(
        finding.severity, text_of(finding), paragraph_of(finding), finding.key, _url(edition.document_id, finding)
    )


PLACES = {"element": "elements", "indicator": "indicators", "measure": "measures", "resource": "resources"}


def _url(pk: int, finding: Finding) -> str:
    what = PLACES.get(finding.thing)
    if what and finding.key:
        return reverse("planning:row", args=[pk, what, finding.key])
    return reverse("planning:sections", args=[pk]) if finding.thing == "section" else ""


def errors(found: Iterable[Message]) -> int:
    return sum(one.is_error for one in found)
