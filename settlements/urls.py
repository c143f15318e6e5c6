"""Addresses."""

from django.urls import path

from settlements import entry_urls
from settlements.views import campaigns, profiles, register, work

app_name = "settlements"
urlpatterns: list = [
    *entry_urls.urlpatterns,
    path("work/", work.my_work, name="my_work"),
    path("register/", register.register, name="register"),
    path("register/changes/", register.changes, name="register_changes"),
    path("register/changes/settle/", register.settle, name="register_settle"),
    path("register/<str:kato>/", register.unit, name="unit"),
    path("register/<str:kato>/place/", register.place, name="unit_place"),
    path("register/<str:kato>/<int:year>/", profiles.profile, name="profile"),
    path("campaigns/", campaigns.campaigns, name="campaigns"),
    path("campaigns/new/", campaigns.new, name="campaign_new"),
    path("campaigns/<int:year>/", campaigns.campaign, name="campaign"),
    path("campaigns/<int:year>/change/", campaigns.change, name="campaign_change"),
    path("campaigns/<int:year>/correct/", campaigns.correct, name="campaign_correct"),
    path("campaigns/<int:year>/corrections/<int:number>/", campaigns.correction, name="correction"),
    path("campaigns/<int:year>/<str:action>/", campaigns.step, name="campaign_step"),
]
