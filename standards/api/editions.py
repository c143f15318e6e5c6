"""Editions of the standards with their lists, and the official printed figures."""

from typing import Any

from django.db.models import Max, QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from rss_portal.api.lists import ListView, list_operation
from rss_portal.api.operations import Field, Operation, Ordering, object_schema
from rss_portal.api.parameters import Parameter
from rss_portal.api.problems import not_found
from rss_portal.api.views import ApiView
from settlements.choices import Status
from standards.choices import EditionState, RequirementLevel, Scope
from standards.models import Edition, PublishedBand, PublishedItem, PublishedProvision

from .shapes import INTEGER, TEXT

EDITION_FIELDS = (
    Field("code", "code"),
    Field("title_kk", "title_kk"),
    Field("title_ru", "title_ru"),
    Field("title_en", "title_en"),
    Field("act_kind", "act_kind"),
    Field("act_number", "act_number"),
    Field("act_date", "act_date", "date"),
    Field("in_force_from", "in_force_from", "date"),
    Field("in_force_to", "in_force_to", "date", nullable=True),
    Field("state", "state"),
    Field("method", "method"),
    Field("parameters", "parameters", "json"),
    Field("note_kk", "note_kk"),
    Field("note_ru", "note_ru"),
    Field("note_en", "note_en"),
    Field("revision", "revision", "integer"),
)


def open_editions() -> QuerySet[Edition]:
    """Drafts stay inside the ministry until they are put in force."""
    return Edition.objects.exclude(state=EditionState.DRAFT)


def edition_versions() -> list[Any]:
    return list(Edition.objects.order_by("code").values_list("code", "revision", "state"))


class EditionList(ListView):
    """Editions: dated lists of requirements with a method, tied to a legal act."""

    fields = EDITION_FIELDS
    orderings = (Ordering("in_force_from", ("in_force_from", "code")), Ordering("code", ("code",)))
    operations = {"GET": list_operation(_("Editions of the standards"), fields, orderings, formats=("json", "csv"))}

    def versions(self) -> list[Any]:
        return edition_versions()

    def rows(self) -> QuerySet[Edition]:
        return open_editions()


class EditionDetail(ApiView):
    """One edition with its lists: what each status must have, and what is recommended."""

    operations = {
        "GET": Operation(
            _("One edition with its requirements"),
            (
                Parameter("status", _("Only the list of this status"), choices=tuple(Status.values)),
                Parameter("level", _("Only mandatory or recommended items"), choices=tuple(RequirementLevel.values)),
            ),
            object_schema(
                {
                    **{field.name: field.schema() for field in EDITION_FIELDS},
                    "requirements": {
                        "type": "array",
                        "items": object_schema(
                            {
                                "status": TEXT,
                                "item": TEXT,
                                "level": TEXT,
                                "position": INTEGER,
                                "condition": TEXT,
                                "note": TEXT,
                                "provenance": TEXT,
                            }
                        ),
                    },
                }
            ),
            problems=(400, 404, 429),
        )
    }

    def get(self, request: Request, code: str) -> HttpResponse:
        edition = open_editions().filter(code=code).first()
        if edition is None:
            raise not_found(_("There is no edition with the code %(code)s.") % {"code": code})
        return self.conditional_json(request, edition_versions(), lambda: self.data(edition), public=True)

    def data(self, edition: Edition) -> dict[str, Any]:
        exact = {name: self.given[name] for name in ("status", "level") if self.given[name]}
        rows = edition.requirements.filter(**exact).order_by("status", "position")
        names = ("status", "item_id", "level", "position", "condition", "note", "provenance")
        listed = [{name.removesuffix("_id"): value for name, value in row.items()} for row in rows.values(*names)]
        own = {field.name: getattr(edition, field.source) for field in EDITION_FIELDS}
        return {**own, "requirements": listed}


class PublishedList(ListView):
    """Official printed provision percents, as the sources give them; never mixed with computed ones."""

    fields = (
        Field("year", "year", "integer"),
        Field("territory", "territory_code"),
        Field("scope", "scope"),
        Field("percent", "percent", "decimal"),
        Field("edition", "edition_label"),
        Field("source", "source"),
    )
    orderings = (Ordering("year", ("year", "territory_code", "scope")),)
    operations = {
        "GET": list_operation(
            _("Official published figures"),
            fields,
            orderings,
            (
                Parameter("year", _("Year"), "integer", minimum=1990, maximum=2100),
                Parameter("territory", _("КАТО code of the region, or KZ"), "kato"),
                Parameter("scope", _("Which settlements are counted"), choices=tuple(Scope.values)),
            ),
        )
    }

    def versions(self) -> list[Any]:
        return [PublishedProvision.objects.aggregate(last=Max("pk"))["last"]]

    def rows(self) -> QuerySet[PublishedProvision]:
        given = self.given
        exact = {"year": given["year"], "territory_code": given["territory"], "scope": given["scope"]}
        return PublishedProvision.objects.filter(**{name: value for name, value in exact.items() if value})


class PublishedItemList(ListView):
    """Official printed percents by object and service."""

    fields = (
        Field("year", "year", "integer"),
        Field("item", "item_id"),
        Field("percent", "percent", "decimal"),
        Field("source", "source"),
    )
    orderings = (Ordering("year", ("year", "item_id")),)
    operations = {"GET": list_operation(_("Official published figures by object and service"), fields, orderings)}

    def versions(self) -> list[Any]:
        return [PublishedItem.objects.aggregate(last=Max("pk"))["last"]]

    def rows(self) -> QuerySet[PublishedItem]:
        return PublishedItem.objects.all()


class PublishedBandList(ListView):
    """Official printed numbers of villages and people by band."""

    fields = (
        Field("year", "year", "integer"),
        Field("band", "band"),
        Field("settlements", "settlements", "integer"),
        Field("population_million", "population_million", "decimal"),
        Field("source", "source"),
    )
    orderings = (Ordering("year", ("year", "band")),)
    operations = {"GET": list_operation(_("Official published bands of villages"), fields, orderings)}

    def versions(self) -> list[Any]:
        return [PublishedBand.objects.aggregate(last=Max("pk"))["last"]]

    def rows(self) -> QuerySet[PublishedBand]:
        return PublishedBand.objects.all()
