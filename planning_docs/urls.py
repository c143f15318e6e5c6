"""Addresses of the planning pages."""

from django.urls import URLPattern, URLResolver, include, path

from planning_docs.views import bodies, dashboard, decomposition, document, grid, lists, measure_years, passports, rows

app_name = "planning"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("planning_docs.life_urls")),
    path("", include("planning_docs.monitoring.urls")),
    path("", include("planning_docs.printed_urls")),
    path("", lists.documents, name="documents"),
    path("new/", lists.new_document, name="new_document"),
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    path("carried/<int:pk>/<uuid:key>/", dashboard.carried, name="carried"),
    path("bodies/", bodies.bodies, name="bodies"),
    path("bodies/new/", bodies.new_body, name="new_body"),
    path("bodies/programmes/", bodies.programmes, name="programmes"),
    path("bodies/of/<str:code>/", bodies.body, name="body"),
    path("bodies/of/<str:code>/edit/", bodies.edit_body, name="edit_body"),
    path("<int:pk>/", document.document, name="document"),
    path("<int:pk>/heading/", lists.change_document, name="change_document"),
    path("<int:pk>/messages/", document.messages, name="messages"),
    path("<int:pk>/sections/", document.sections, name="sections"),
    path("<int:pk>/measures/", document.measures, name="measures"),
    path("<int:pk>/measures/<uuid:key>/years/", measure_years.measure_years, name="measure_years"),
    path("<int:pk>/resources/", document.resources, name="resources"),
    path("<int:pk>/passports/", document.passports, name="passports"),
    path("<int:pk>/passports/<uuid:key>/", passports.passport, name="passport"),
    path("<int:pk>/changes/", document.changes, name="changes"),
    path("<int:pk>/values/", grid.values, name="values"),
    path("<int:pk>/values/cell/", grid.save_cell, name="save_cell"),
    path("<int:pk>/districts/<uuid:key>/", grid.districts, name="districts"),
    path("<int:pk>/decomposition/", decomposition.decomposition, name="decomposition"),
    path("<int:pk>/decomposition/<uuid:key>/", decomposition.indicator_tree, name="indicator_tree"),
    path("<int:pk>/decomposition/<uuid:key>/link/", decomposition.link, name="link"),
    path("<int:pk>/rows/<str:what>/new/", rows.new_row, name="new_row"),
    path("<int:pk>/rows/<str:what>/<uuid:key>/", rows.row, name="row"),
    path("<int:pk>/rows/<str:what>/<uuid:key>/move/", rows.move, name="move_row"),
    path("<int:pk>/rows/<str:what>/<uuid:key>/remove/", rows.remove, name="remove_row"),
]
