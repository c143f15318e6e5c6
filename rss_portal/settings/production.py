"""Scaled out: every secret comes from the environment or a file, and a demonstration secret is refused."""

import json

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import REST_FRAMEWORK, STORAGES, from_environment

DEBUG = False
DEMONSTRATION = False
SECRET_KEY = from_environment("SECRET_KEY")
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10:
    raise ImproperlyConfigured("SECRET_KEY (or SECRET_KEY_FILE) must hold at least 50 random characters.")
ALLOWED_HOSTS = [host.strip() for host in from_environment("RSS_ALLOWED_HOSTS").split(",") if host.strip()]
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("RSS_ALLOWED_HOSTS must name the portal's hosts, separated by commas.")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
SECURE_SSL_REDIRECT = from_environment("RSS_SSL_REDIRECT", "1") == "1"
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]  # asked inside the private network
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31536000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
REQUIRE_SECOND_FACTOR = from_environment("RSS_REQUIRE_OTP", "1") == "1"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# Exactly one reverse proxy stands before the portal and appends the visitor's address.
AXES_CLIENT_IP_CALLABLE = "rss_portal.operations.proxy.visitor_address"
REST_FRAMEWORK = {**REST_FRAMEWORK, "NUM_PROXIES": 1}
EMAIL_HOST = from_environment("EMAIL_HOST", "localhost")
EMAIL_HOST_USER = from_environment("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = from_environment("EMAIL_HOST_PASSWORD")
DEFAULT_FROM_EMAIL = from_environment("DEFAULT_FROM_EMAIL", "portal@localhost")
if from_environment("RSS_STORAGE"):
    # JSON of Django's STORAGES["default"], for instance of an S3-compatible store (docs/operations.md).
    STORAGES = {**STORAGES, "default": json.loads(from_environment("RSS_STORAGE"))}
