"""Addresses."""

from settlements import entry_urls

app_name = "settlements"
urlpatterns: list = [*entry_urls.urlpatterns]
