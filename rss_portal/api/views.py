"""The base of every address of the API: who asks, how often, with which parameters; one shape of errors."""

from collections.abc import Callable
from typing import Any, ClassVar

import orjson
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import MethodNotAllowed, ParseError
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import JSONParser
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.views import APIView

from . import conditional
from .authentication import PageSessionAuthentication, TokenAuthentication, may_write
from .operations import Operation
from .parameters import LANGUAGE, read_parameters
from .problems import Problem, as_problem, not_found, problem_response, sign_in
from .schema import DeclaredSchema
from .throttling import RequestRate


class AnyAccept(BaseContentNegotiation):
    """The format is chosen by the address, not by the Accept header, so that a link shows the same to all."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        return next((one for one in parsers if _matches(one.media_type, request.content_type)), None)

    def select_renderer(self, request: Request, renderers: Any, format_suffix: Any = None) -> Any:
        return renderers[0], renderers[0].media_type


class ShallowJSONParser(JSONParser):
    """JSON; what is nested deeper than Python can follow is not well-formed."""

    def parse(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().parse(*args, **kwargs)
        except RecursionError as error:
            raise ParseError from error


def _matches(media_type: str, content_type: str | None) -> bool:
    return (content_type or "").split(";")[0].strip().lower() == media_type


def json_response(data: Any, status: int = 200) -> HttpResponse:
    """DATA as JSON; Decimals are written as text, never as binary fractions."""
    return HttpResponse(orjson.dumps(data, default=str), content_type="application/json", status=status)


class ApiView(APIView):
    """An address with its operations by method; `self.given` holds the parameters, read and checked."""

    authentication_classes = [TokenAuthentication, PageSessionAuthentication]
    permission_classes: list[Any] = []
    throttle_classes = [RequestRate]
    renderer_classes = [JSONRenderer]
    parser_classes = [ShallowJSONParser]
    content_negotiation_class = AnyAccept
    schema = DeclaredSchema()
    operations: ClassVar[dict[str, Operation]] = {}

    given: dict[str, Any]
    throttle: RequestRate | None = None

    def get_throttles(self) -> list[Any]:
        self.throttle = RequestRate()
        return [self.throttle]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with translation.override(_language_of(request)):
            return super().dispatch(request, *args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if "\x00" in request.path:
            raise not_found(_("There is no such address."))
        operation = self.operations.get("GET" if request.method == "HEAD" else str(request.method))
        if operation is None:
            if self.operations:
                raise MethodNotAllowed(str(request.method))
            return
        if operation.writes:
            _require_writer(request)
        self.given = read_parameters(operation.all_parameters, request.query_params)

    def handle_exception(self, exc: Exception) -> HttpResponse:  # type: ignore[override]  # problem+json needs no renderer
        return problem_response(as_problem(exc, self.request), self.request)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        if self.throttle and self.throttle.limit:
            self.throttle.add_headers(response)
        response["Content-Language"] = translation.get_language()
        return response

    def conditional_json(
        self, request: Request, parts: list[Any], make: Callable[[], Any], *, public: bool
    ) -> HttpResponse:
        """304 when the client has what PARTS describe, else the data that MAKE() gives, with its ETag."""
        who = [] if public else [request.user.pk]
        etag = conditional.etag_of(request, [*parts, *who, translation.get_language()])
        if conditional.is_known(request, etag):
            return conditional.not_modified(etag)
        response = json_response(make())
        conditional.mark(response, etag, public=public)
        return response


def _language_of(request: HttpRequest) -> str:
    wanted = request.GET.get("lang", "")
    return wanted if wanted in LANGUAGE.choices else LANGUAGE.default


def _require_writer(request: Request) -> None:
    if not request.user.is_authenticated:
        raise sign_in()
    if not may_write(request):
        raise Problem("read_only_token", 403, _("This token only reads; make one that also writes."))


class NoSuchAddress(ApiView):
    """Whatever the API does not know."""

    schema = None  # type: ignore[assignment]  # how the framework leaves a view out of the schema

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        raise not_found(_("The API has no such address."))
