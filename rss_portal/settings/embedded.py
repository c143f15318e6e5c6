"""One machine, no servers: SQLite, Celery over the filesystem, secrets made at the first start."""

import secrets

from .base import *  # noqa: F403
from .base import SIGNING_STAND_IN_DIR, SIGNING_TRUST_DIRS, VAR_DIR, from_environment

DEBUG = False
ALLOWED_HOSTS = from_environment("RSS_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")


def _local_secret_key() -> str:
    """Random key kept beside the embedded database, so that sessions outlive a restart."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_urlsafe(50), encoding="ascii")
        path.chmod(0o600)
    return path.read_text(encoding="ascii")


SECRET_KEY = from_environment("SECRET_KEY") or _local_secret_key()
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
DEMONSTRATION = True
DAILY_DUTIES_HOUR = 0
SIGNING_TRUST_DIRS = [*SIGNING_TRUST_DIRS, SIGNING_STAND_IN_DIR]  # signatures of the stand-in for NCALayer
