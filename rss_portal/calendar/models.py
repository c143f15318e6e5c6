"""The working calendar: years, and the days that differ from the plain week."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .choices import DayKind, YearState


class CalendarYear(models.Model):
    """A year of the calendar. `version` grows with every change of its days."""

    year = models.PositiveSmallIntegerField(_("year"), primary_key=True)
    state = models.CharField(_("state"), max_length=10, choices=YearState.choices, default=YearState.PROPOSED)
    source = models.CharField(_("source"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)

    class Meta:
        verbose_name = _("year of the working calendar")
        verbose_name_plural = _("years of the working calendar")
        ordering = ["-year"]

    def __str__(self) -> str:
        return str(self.year)


class CalendarDay(models.Model):
    """A holiday, a moved day off, or a weekend that is worked."""

    year = models.ForeignKey(CalendarYear, on_delete=models.CASCADE, related_name="days")
    date = models.DateField(_("date"), unique=True)
    kind = models.CharField(_("kind"), max_length=8, choices=DayKind.choices)
    name_kk = models.CharField(_("name in Kazakh"), max_length=200)
    name_ru = models.CharField(_("name in Russian"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("day of the working calendar")
        verbose_name_plural = _("days of the working calendar")
        ordering = ["date"]

    def __str__(self) -> str:
        return self.date.isoformat()
