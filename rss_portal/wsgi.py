"""WSGI entry point of the portal."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rss_portal.settings.embedded")
application = get_wsgi_application()

from rss_portal.operations.settling import settle  # noqa: E402  needs the apps that the line above loads

settle()
