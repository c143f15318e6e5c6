"""Addresses of the dashboards, the passport, explanations and the method."""

from django.urls import path

from standards.views import catalogue, editions, explain, live, method, passport, place, runs

app_name = "standards"
urlpatterns = [
    path("", place.country, name="country"),
    path("territories/<slug:kato>/", place.territory, name="territory"),
    path("territories/<slug:kato>/settlements/", place.settlements, name="settlements"),
    path("passport/<slug:kato>/", passport.passport, name="passport"),
    path("items/", catalogue.items, name="items"),
    path("items/<slug:code>/", catalogue.item, name="item"),
    path("directions/<slug:code>/", catalogue.direction, name="direction"),
    path("explain/<slug:kato>/<int:year>/", explain.explain, name="explain"),
    path("method/", method.method, name="method"),
    path("editions/", editions.editions, name="editions"),
    path("editions/compare/", editions.compare, name="compare_editions"),
    path("editions/<slug:code>/", editions.edition, name="edition"),
    path("runs/", runs.runs, name="runs"),
    path("runs/compare/", runs.compare, name="compare_runs"),
    path("live/", live.live, name="live"),
]
