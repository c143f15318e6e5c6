"""Addresses of registers, monitoring and the public part."""

from django.urls import path

from infra_support.views import monitoring, objects, public, registers

_REGION = "monitoring/<str:kato>/"
urlpatterns = [
    path("", public.home, name="public"),
    path("priorities/", public.priorities, name="public_priorities"),
    path("objects/", public.objects, name="public_objects"),
    path("trade-space/", public.trade, name="public_trade"),
    path("waiting/<str:kato>/", public.waiting, name="public_waiting"),
    path("registers/", registers.index, name="registers"),
    path("registers/objects/<int:object>/", objects.infrastructure_object, name="object"),
    path("registers/trade/<int:trade>/", objects.trade_object, name="trade_object"),
    path("registers/<slug:register>/", registers.rows, name="register"),
    path("registers/<slug:register>/new/", registers.new, name="register_new"),
    path("registers/<slug:register>/import/", registers.load, name="register_load"),
    path("registers/<slug:register>/<int:row>/change/", registers.change, name="register_change"),
    path("monitoring/", monitoring.overview, name="monitoring"),
    path("monitoring/reports/<uuid:report>/scan/", monitoring.scan, name="report_scan"),
    path("monitoring/reports/<uuid:report>/file/", monitoring.scan_file, name="report_file"),
    path(_REGION, monitoring.region, name="monitoring_region"),
    path(f"{_REGION}<int:year>/<slug:kind>/give/", monitoring.give, name="report_give"),
    path(f"{_REGION}<int:year>/<slug:kind>/<slug:language_code>/<slug:file_kind>/", monitoring.report, name="report"),
]
