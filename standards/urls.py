"""Addresses of the dashboards, the passport, explanations and the method."""

from django.urls import path

from standards.views import catalogue, edition_drafts, editions, explain, live, method, passport, place, runs

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
    path("editions/compare/country/", edition_drafts.compare_over_country, name="compare_over_country"),
    path("editions/<slug:code>/", editions.edition, name="edition"),
    path("editions/<slug:code>/copy/", edition_drafts.copy, name="edition_copy"),
    path("editions/<slug:code>/head/", edition_drafts.head, name="edition_head"),
    path("editions/<slug:code>/lists.xlsx", edition_drafts.lists_file, name="edition_lists_file"),
    path("editions/<slug:code>/lists/upload/", edition_drafts.upload_lists, name="edition_upload"),
    path("editions/<slug:code>/lists/<slug:status>/", edition_drafts.edit_list, name="edition_list"),
    path("editions/<slug:code>/in-force/", edition_drafts.put_in_force, name="edition_in_force"),
    path("editions/<slug:code>/remove/", edition_drafts.remove, name="edition_remove"),
    path("runs/", runs.runs, name="runs"),
    path("runs/compare/", runs.compare, name="compare_runs"),
    path("live/", live.live, name="live"),
]
