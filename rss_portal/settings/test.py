"""Tests: fast hashing, eager jobs unless a test starts a worker; database from DATABASE_URL."""

import atexit
import shutil
import socket
import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import DATABASES, STORAGES

TEST_VAR_DIR = Path(tempfile.mkdtemp(prefix="rss-portal-tests-"))
atexit.register(shutil.rmtree, TEST_VAR_DIR, ignore_errors=True)

SECRET_KEY = "tests-only"  # noqa: S105
DEBUG = False
ALLOWED_HOSTS = ["*"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # In a file, since a browser test's server needs connections of its own, as in the running portal.
    DATABASES["default"]["TEST"] = {"NAME": TEST_VAR_DIR / "test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
else:
    # What tests write need not outlive a failure of power.
    DATABASES["default"]["OPTIONS"] = {"options": "-c synchronous_commit=off"}
# A thread of the browser tests' server gives its connection back: the test database could not be removed otherwise.
DATABASES["default"]["CONN_MAX_AGE"] = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
AXES_ENABLED = False
DEMONSTRATION = True
PUBLIC_FORM_LEAST_SECONDS = 0
CELERY_TASK_ALWAYS_EAGER = True
STATIC_ROOT = TEST_VAR_DIR / "static"
STATIC_ROOT.mkdir()
STORAGES = {
    **STORAGES,
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": TEST_VAR_DIR / "uploads"},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
SIGNING_STAND_IN_DIR = TEST_VAR_DIR / "signing"
SIGNING_TRUST_DIRS = [SIGNING_STAND_IN_DIR]
with socket.socket() as probe:  # a port of its own for every process of tests
    probe.bind(("127.0.0.1", 0))
    SIGNING_STAND_IN_PORT = probe.getsockname()[1]
