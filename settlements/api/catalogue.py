"""Directions and items: the classifier that every other answer refers to."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from rss_portal.api.lists import ListView, list_operation
from rss_portal.api.operations import Field, Ordering
from rss_portal.api.parameters import Parameter
from settlements.choices import Measure
from settlements.models import Direction, Item

from .territories import names_of
from .versions import log_version


class DirectionList(ListView):
    """The 12 directions of the catalogue."""

    fields = (Field("code", "code"), *names_of(), Field("position", "position", "integer"))
    orderings = (Ordering("position", ("position", "code")), Ordering("code", ("code",)))
    operations = {"GET": list_operation(_("Directions"), fields, orderings)}

    def versions(self) -> list[Any]:
        return log_version()

    def rows(self) -> QuerySet[Direction]:
        return Direction.objects.all()


class ItemList(ListView):
    """The 65 objects and services of the catalogue, with what is counted of each."""

    fields = (
        Field("code", "code"),
        Field("direction", "direction_id"),
        Field("measure", "measure"),
        Field("unit", "unit"),
        *names_of(),
        Field("body", "body_code", help=_("Responsible central body")),
        Field("position", "position", "integer"),
    )
    orderings = (Ordering("position", ("position", "code")), Ordering("code", ("code",)))
    operations = {
        "GET": list_operation(
            _("Objects and services"),
            fields,
            orderings,
            (
                Parameter("direction", _("Code of the direction"), max_length=3),
                Parameter("measure", _("What is counted"), choices=tuple(Measure.values)),
            ),
        )
    }

    def versions(self) -> list[Any]:
        return log_version()

    def rows(self) -> QuerySet[Item]:
        exact = {"direction_id": self.given["direction"], "measure": self.given["measure"]}
        return Item.objects.filter(**{name: value for name, value in exact.items() if value})
