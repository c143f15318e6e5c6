"""Addresses of the monitoring pages; they stand among those of planning documents."""

from django.urls import path

from .views import deadlines, facts, provision, reports

report = "<int:pk>/reports/<int:year>/<int:quarter>/"
urlpatterns = [
    path("deadlines/", deadlines.calendar, name="deadlines"),
    path("deadlines/calendar.ics", deadlines.public_feed, name="deadlines_feed"),
    path("deadlines/mine/<str:token>.ics", deadlines.personal_feed, name="deadlines_personal"),
    path("deadlines/renew/", deadlines.renew, name="deadlines_renew"),
    path("<int:pk>/deadlines/", deadlines.of_document, name="document_deadlines"),
    path("<int:pk>/deadlines/mark/", deadlines.mark, name="deadline_mark"),
    path("<int:pk>/deadlines/unmark/", deadlines.unmark, name="deadline_unmark"),
    path("<int:pk>/facts/", facts.facts, name="facts"),
    path("<int:pk>/facts/<uuid:key>/districts/", facts.districts, name="facts_districts"),
    path("<int:pk>/facts/take/", provision.take, name="facts_take"),
    path("<int:pk>/facts/<uuid:key>/provision/", provision.link, name="facts_provision"),
    path("<int:pk>/facts/<uuid:key>/provision/remove/", provision.unlink, name="facts_provision_remove"),
    path("<int:pk>/reports/", reports.reports, name="reports"),
    path(report, reports.report, name="report"),
    path(f"{report}write/", reports.write, name="report_write"),
    path(f"{report}factors/", reports.add_factor, name="report_factor"),
    path(f"{report}factors/<int:number>/remove/", reports.remove_factor, name="report_factor_remove"),
    path(f"{report}conclusion/", reports.conclude, name="report_conclusion"),
    path(f"{report}prepare/", reports.prepare, name="report_prepare"),
    path(f"{report}information/<str:code>/", reports.information, name="report_information"),
    path(f"{report}step/", reports.step, name="report_step"),
    path(f"{report}return/", reports.send_back, name="report_return"),
]
