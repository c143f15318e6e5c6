"""Scaled out: every secret comes from the environment, and a demonstration secret is refused."""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import from_environment

DEBUG = False
DEMONSTRATION = False
SECRET_KEY = from_environment("SECRET_KEY")
if len(SECRET_KEY) < 40:
    raise ImproperlyConfigured("SECRET_KEY (or SECRET_KEY_FILE) must hold at least 40 random characters.")
ALLOWED_HOSTS = [host for host in from_environment("RSS_ALLOWED_HOSTS").split(",") if host]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
SECURE_SSL_REDIRECT = from_environment("RSS_SSL_REDIRECT", "1") == "1"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31536000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
EMAIL_HOST = from_environment("EMAIL_HOST", "localhost")
EMAIL_HOST_USER = from_environment("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = from_environment("EMAIL_HOST_PASSWORD")
DEFAULT_FROM_EMAIL = from_environment("DEFAULT_FROM_EMAIL", "portal@localhost")
