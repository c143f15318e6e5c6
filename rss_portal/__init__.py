"""Machinery that would be the same in any portal; the apps beside it know the field."""

from .celery import app as celery_app

__all__ = ["celery_app"]
