"""Addresses of the working calendar."""

from django.urls import path

from . import views

app_name = "calendar"
urlpatterns = [
    path("", views.calendar, name="calendar"),
    path("<int:year>/", views.year, name="year"),
    path("<int:year>/days/", views.set_day, name="set_day"),
    path("<int:year>/days/<str:day>/remove/", views.remove_day, name="remove_day"),
    path("<int:year>/confirm/", views.confirm, name="confirm"),
]
