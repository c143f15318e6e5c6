"""Celery application: the engine behind `rss_portal.jobs` in both modes."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rss_portal.settings.embedded")
app = Celery("rss_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
