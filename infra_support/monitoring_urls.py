"""Addresses of registers, monitoring and the public part."""

from django.urls import path

from infra_support.views import monitoring, objects, public, registers

_REGION = "monitoring/<str:region_code>/"
urlpatterns = [
    path("", public.home, name="public"),
    path("priorities/", public.priorities, name="public_priorities"),
    path("objects/", public.objects, name="public_objects"),
    path("trade-space/", public.trade, name="public_trade"),
    path("waiting/<str:region_code>/", public.waiting, name="public_waiting"),
    path("registers/", registers.index, name="registers"),
    path("registers/objects/<int:infra_object>/", objects.infrastructure_object, name="object"),
    path("registers/trade/<int:trade_object>/", objects.trade_object, name="trade_object"),
    path("registers/<slug:book>/", registers.rows, name="book"),
    path("registers/<slug:book>/new/", registers.new, name="book_new"),
    path("registers/<slug:book>/import/", registers.load, name="book_load"),
    path("registers/<slug:book>/<int:book_row>/change/", registers.change, name="book_change"),
    path("monitoring/", monitoring.overview, name="monitoring"),
    path("monitoring/reports/<uuid:yearly_report>/scan/", monitoring.scan, name="report_scan"),
    path("monitoring/reports/<uuid:yearly_report>/file/", monitoring.scan_file, name="report_file"),
    path(_REGION, monitoring.region, name="monitoring_region"),
    path(f"{_REGION}<int:report_year>/<slug:yearly_kind>/give/", monitoring.give, name="report_give"),
    path(
        f"{_REGION}<int:report_year>/<slug:yearly_kind>/<slug:language_code>/<slug:file_kind>/",
        monitoring.report,
        name="report",
    ),
]
