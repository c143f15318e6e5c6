"""Scores of effectiveness, and a score opened down to its inputs."""

from typing import Any

from django.db.models import Count, Max, QuerySet, Sum
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from planning_docs.effectiveness.choices import BodyKind
from planning_docs.effectiveness.explanation import step_data, steps_of
from planning_docs.effectiveness.models import Evaluation
from planning_docs.effectiveness.permissions import visible_to
from planning_docs.effectiveness.queries import newest_score, with_points
from rss_portal.access import require
from rss_portal.api.lists import ListView, list_operation
from rss_portal.api.operations import Field, Operation, Ordering, object_schema
from rss_portal.api.parameters import Parameter
from rss_portal.api.problems import not_found
from rss_portal.api.views import ApiView

BODY = Parameter("body", _("Code of the state body"), max_length=20)
YEAR = Parameter("year", _("Year that is evaluated"), "integer", minimum=1, maximum=9999)
TEXT = {"type": "string"}
NULLABLE = {"type": "string", "nullable": True}
STEP = object_schema(
    {
        **dict.fromkeys(("path", "kind", "symbol", "formula", "numbers", "note", "name_kk", "name_ru"), TEXT),
        "value": NULLABLE,
        "exact": NULLABLE,
        "inputs": {"type": "object"},
    }
)


class EvaluationList(ListView):
    """Final scores for everybody; those who take part see their evaluations at every step."""

    fields = (
        Field("body", "body_id"),
        Field("name_kk", "body__name_kk"),
        Field("name_ru", "body__name_ru"),
        Field("year", "year", "integer"),
        Field("edition", "edition_id"),
        Field("kind", "body_kind"),
        Field("state", "state"),
        Field("points", "points", "decimal", nullable=True, help=_("A with 6 decimals; null where there is none")),
        Field("final_on", "final_on", "date", nullable=True),
    )
    orderings = (Ordering("body", ("body_id", "year", "pk")), Ordering("year", ("year", "body_id", "pk")))
    operations = {
        "GET": list_operation(
            _("Effectiveness of state bodies by the 2012 methodology"),
            fields,
            orderings,
            (BODY, YEAR, Parameter("kind", _("Kind of body"), choices=tuple(BodyKind.values))),
        )
    }

    def versions(self) -> list[Any]:
        seen = visible_to(self.request.user)
        found = seen.aggregate(count=Count("pk"), version=Sum("version"))
        return [*found.values(), seen.aggregate(last=Max("scores__pk"))["last"]]

    def public(self) -> bool:
        return not self.request.user.is_authenticated

    def rows(self) -> QuerySet[Evaluation]:
        wanted = {"body_id": self.given["body"], "year": self.given["year"], "body_kind": self.given["kind"]}
        known = {name: value for name, value in wanted.items() if value not in (None, "")}
        return with_points(visible_to(self.request.user).filter(**known))


class EffectivenessExplainView(ApiView):
    """Every coefficient with its formula, the numbers put in and the inputs, for those who take part."""

    operations = {
        "GET": Operation(
            _("How a score of effectiveness came about"),
            (
                Parameter(BODY.name, BODY.help, max_length=20, required=True),
                Parameter(YEAR.name, YEAR.help, "integer", minimum=1, maximum=9999, required=True),
                Parameter("version", _("Version of the score; the newest without it"), "integer", minimum=1),
            ),
            object_schema(
                {
                    "body": TEXT,
                    "year": {"type": "integer"},
                    "edition": TEXT,
                    "version": {"type": "integer"},
                    "points": NULLABLE,
                    "lacking": {"type": "array", "items": TEXT},
                    "steps": {"type": "array", "items": STEP},
                }
            ),
            problems=(400, 403, 404, 429),
        )
    }

    def get(self, request: Request) -> HttpResponse:
        known = Evaluation.objects.select_related("edition", "body").filter(body=self.given["body"])
        evaluation = known.filter(year=self.given["year"]).order_by("-edition__act_date").first()
        if evaluation is None:
            raise not_found(_("There is no such evaluation."))
        require(request.user, "effectiveness.inside", evaluation)
        number = self.given["version"]
        score = evaluation.scores.filter(number=number).first() if number else newest_score(evaluation)
        if score is None:
            raise not_found(_("There is no such score."))
        return self.conditional_json(
            request, [score.pk, score.case_sha256], lambda: data(evaluation, score), public=False
        )


def data(evaluation: Evaluation, score: Any) -> dict[str, Any]:
    """SCORE with its steps as plain data."""
    return {
        "body": evaluation.body_id,
        "year": evaluation.year,
        "edition": evaluation.edition_id,
        "version": score.number,
        "points": None if score.points is None else str(score.points),
        "lacking": score.lacking,
        "steps": [step_data(one) for one in steps_of(evaluation, score)],
    }
