"""Celery application: the engine behind `rss_portal.jobs` in both modes."""

import os
import signal
from typing import Any

from celery import Celery
from celery.signals import setup_logging, worker_process_init

from .operations.processes import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rss_portal.settings.embedded")
app = Celery("rss_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_process_init.connect
def _follow_the_worker(**_: Any) -> None:
    """A child of a killed worker would go on with a job that the sweep soon gives to another."""
    die_with_parent(signal.SIGKILL)


@setup_logging.connect
def _keep_django_logging(**_: Any) -> None:
    """Being connected is enough: Celery then leaves logging as the settings made it."""
