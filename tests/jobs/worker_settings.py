"""Settings of the worker processes that tests start: the test's own database, a queue of its own."""

import os
from pathlib import Path

from rss_portal.settings.base import *  # noqa: F403
from rss_portal.settings.base import DATABASES, VAR_DIR

SECRET_KEY = "tests-only"
DATABASES["default"]["NAME"] = os.environ["RSS_TEST_DATABASE"]
DEMONSTRATION = True
CELERY_TASK_DEFAULT_QUEUE = Path(VAR_DIR).name
CELERY_BEAT_SCHEDULE = {"sweep jobs": {"task": "jobs.sweep", "schedule": 0.5}}
