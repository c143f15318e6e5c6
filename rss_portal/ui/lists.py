"""List pages: filters kept in the address, sorting, page size, export of what is filtered."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise

from .exports import csv_response, xlsx_response

PAGE_SIZES = (25, 50, 100, 200)
EXPORT_LIMIT = 50_000


@dataclass(frozen=True)
class Column:
    """A column: `value` reads it from a row for export; `order` is what a sorting by it orders by."""

    code: str
    label: str | Promise
    value: Callable[[Any], Any]
    order: Any = None  # field name, expression or a sequence of them; None: not sortable
    numeric: bool = False


def page_size(request: HttpRequest, default: int = 50) -> int:
    asked = request.GET.get("size", "")
    return int(asked) if asked in map(str, PAGE_SIZES) else default


def page_of(request: HttpRequest, rows: Any, default_size: int = 50) -> Page:
    """The page that the address asks for; a number out of range gives the nearest page."""
    return Paginator(rows, page_size(request, default_size)).get_page(request.GET.get("page"))


def ordered(request: HttpRequest, rows: Any, columns: Sequence[Column], default: Sequence[Any]) -> Any:
    """ROWS in the order that `?sort=code` or `?sort=-code` asks for, else DEFAULT."""
    asked = request.GET.get("sort", "")
    column = {one.code: one for one in columns if one.order is not None}.get(asked.removeprefix("-"))
    if column is None:
        return rows.order_by(*default)
    expressions = column.order if isinstance(column.order, list | tuple) else [column.order]
    return rows.order_by(*(_directed(one, asked.startswith("-")) for one in expressions), "pk")


def _directed(expression: Any, descending: bool) -> Any:
    if isinstance(expression, str):
        return f"-{expression}" if descending else expression
    return expression.desc(nulls_last=True) if descending else expression.asc(nulls_last=True)


def headings(request: HttpRequest, columns: Iterable[Column]) -> list[dict[str, Any]]:
    """Headings for `ui/table_head.html`: label, the sort that a click asks for, the present direction."""
    asked = request.GET.get("sort", "")
    return [
        {
            "label": column.label,
            "numeric": column.numeric,
            "sort": None if column.order is None else _next_sort(column.code, asked),
            "direction": _direction(column.code, asked),
        }
        for column in columns
    ]


def _next_sort(code: str, asked: str) -> str:
    return f"-{code}" if asked == code else code


def _direction(code: str, asked: str) -> str:
    return {code: "ascending", f"-{code}": "descending"}.get(asked, "")


def export(request: HttpRequest, name: str, columns: Sequence[Column], rows: Iterable[Any]) -> HttpResponse | None:
    """The filtered rows as `?export=csv|xlsx` asks; None when the page is asked for."""
    wanted = request.GET.get("export")
    if wanted not in ("csv", "xlsx"):
        return None
    labels = [str(column.label) for column in columns]
    values = ([column.value(row) for column in columns] for row in rows)
    return (csv_response if wanted == "csv" else xlsx_response)(name, labels, values)
