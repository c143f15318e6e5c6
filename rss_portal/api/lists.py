"""Lists: chosen fields, sorting, and pages by key, which neither skip nor double rows while data change."""

import base64
import binascii
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

import orjson
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from . import conditional
from .formats import answer_in
from .operations import Field, Operation, Ordering, list_schema, object_schema
from .parameters import Parameter
from .problems import Text, bad_parameter
from .views import ApiView

DEFAULT_PAGE, LARGEST_PAGE = 1000, 10_000


def percent_text(percent_e4: int | None) -> str | None:
    """Whole ten-thousandths as a decimal string: 808333 is "80.8333"."""
    return None if percent_e4 is None else f"{percent_e4 // 10_000}.{percent_e4 % 10_000:04d}"


def _decimal_text(value: Any) -> str | None:
    return None if value is None else str(value)


_WRITERS = {"percent": percent_text, "decimal": _decimal_text}


def list_operation(
    summary: Text, fields: Sequence[Field], orderings: Sequence[Ordering], filters: Sequence[Parameter] = (),
    *, formats: Sequence[str] = ("json", "csv"), problems: tuple[int, ...] = (400, 429),
) -> Operation:  # fmt: skip
    """The declaration of a list with the parameters that every list has."""
    row = object_schema({field.name: field.schema() for field in fields})
    row.pop("required")  # a client may choose fewer fields
    common = _common_parameters(fields, orderings, formats)
    return Operation(summary, (*filters, *common), answer=list_schema(row), problems=problems)


def _common_parameters(
    fields: Sequence[Field], orderings: Sequence[Ordering], formats: Sequence[str]
) -> tuple[Parameter, ...]:
    names = tuple(field.name for field in fields)
    ways = tuple(name for ordering in orderings for name in (ordering.name, f"-{ordering.name}"))
    wanted, page = _("Fields wanted, separated by commas; all without it"), _("Rows on a page")
    return (
        Parameter("fields", wanted, "codes", choices=names, max_length=600),
        Parameter("ordering", _("Sorting; a minus turns it round"), choices=ways, default=orderings[0].name),
        Parameter("page_size", page, "integer", default=DEFAULT_PAGE, minimum=1, maximum=LARGEST_PAGE),
        Parameter("cursor", _("Where the page begins: taken from the link to the next page"), max_length=1000),
        Parameter("format", _("Format of the answer"), choices=tuple(formats), default="json"),
    )


class ListView(ApiView):
    """A list over a queryset; subclasses declare fields, orderings and filters, and give the rows."""

    fields: ClassVar[tuple[Field, ...]]
    orderings: ClassVar[tuple[Ordering, ...]]
    answer_media: ClassVar[tuple[str, ...]] = ("application/json", "text/csv")

    def rows(self) -> QuerySet[Any]:
        """The rows that the asking person may see and that the parameters select."""
        raise NotImplementedError

    def versions(self) -> list[Any]:
        """Small values that differ whenever the answer would: the parts of its ETag."""
        raise NotImplementedError

    def public(self) -> bool:
        """Whether everybody gets this answer."""
        return True

    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        who = [] if self.public() else [request.user.pk]
        etag = conditional.etag_of(request, [*self.versions(), *who, translation.get_language()])
        if conditional.is_known(request, etag):
            return conditional.not_modified(etag)
        response = self.page(request)
        conditional.mark(response, etag, public=self.public())
        return response

    def page(self, request: Request) -> HttpResponse:
        """One page of rows in the format asked for, with a Link to the next one."""
        chosen = self.chosen_fields()
        rows, cursor = read_page(self.rows(), chosen, self.ordering(), self.given["page_size"], self.given["cursor"])
        following = _address_of(request, cursor) if cursor else None
        response = answer_in(self.given["format"], chosen, as_rows(chosen, rows), following)
        if following:
            response["Link"] = f'<{following}>; rel="next"'
        return response

    def chosen_fields(self) -> list[Field]:
        wanted = self.given["fields"]
        return [field for field in self.fields if not wanted or field.name in wanted]

    def ordering(self) -> tuple[str, ...]:
        """Columns to sort by, turned round for a leading minus."""
        name = self.given["ordering"]
        found = next(one for one in self.orderings if one.name == name.removeprefix("-"))
        if not name.startswith("-"):
            return found.columns
        return tuple(column[1:] if column.startswith("-") else f"-{column}" for column in found.columns)


def as_rows(fields: Sequence[Field], rows: Iterable[Sequence[Any]]) -> list[list[Any]]:
    """Values as they are written: percents and decimals as text."""
    writers = [(place, _WRITERS[field.kind]) for place, field in enumerate(fields) if field.kind in _WRITERS]
    written = []
    for row in rows:
        values = list(row)
        for place, write in writers:
            values[place] = write(values[place])
        written.append(values)
    return written


def read_page(
    rows: QuerySet[Any], fields: Sequence[Field], ordering: Sequence[str], size: int, cursor: str | None
) -> tuple[list[Sequence[Any]], str | None]:
    """SIZE rows after CURSOR as tuples of FIELDS, and the cursor of the next page (None on the last)."""
    columns = [column.removeprefix("-") for column in ordering]
    if cursor:
        rows = rows.filter(_after(ordering, _read_cursor(cursor, ordering)))
    wanted = [field.source for field in fields]
    found = list(rows.order_by(*ordering).values_list(*wanted, *columns)[: size + 1])
    page = found[:size]
    last = page[-1][len(wanted) :] if len(found) > size else None
    return [row[: len(wanted)] for row in page], _write_cursor(ordering, last) if last else None


def _after(ordering: Sequence[str], values: Sequence[Any]) -> Q:
    """Rows behind VALUES: (a > x) or (a = x and b > y) ..."""
    condition = Q(pk__in=[])
    equal = Q()
    for column, value in zip(ordering, values, strict=True):
        name = column.removeprefix("-")
        condition |= equal & Q(**{f"{name}__{'lt' if column.startswith('-') else 'gt'}": value})
        equal &= Q(**{name: value})
    return condition


def _write_cursor(ordering: Sequence[str], values: Sequence[Any]) -> str:
    text = orjson.dumps([list(ordering), list(values)], default=str)
    return base64.urlsafe_b64encode(text).decode().rstrip("=")


def _read_cursor(cursor: str, ordering: Sequence[str]) -> list[Any]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        columns, values = orjson.loads(base64.urlsafe_b64decode(padded.encode()))
    except (binascii.Error, ValueError, TypeError) as error:
        raise bad_parameter("cursor", _("it was not taken from a link to the next page")) from error
    plain = isinstance(values, list) and all(type(value) in (str, int) for value in values)
    if columns != list(ordering) or not plain or len(values) != len(ordering):
        raise bad_parameter("cursor", _("it belongs to another sorting of this list"))
    return values


def _address_of(request: Request, cursor: str) -> str:
    query = request.query_params.copy()
    query["cursor"] = cursor
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
