from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "rss_portal.calendar"
