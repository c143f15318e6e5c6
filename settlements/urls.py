"""Addresses."""

app_name = "settlements"
urlpatterns: list = []
