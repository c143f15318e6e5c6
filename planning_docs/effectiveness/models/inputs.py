"""Goals, tasks and indicators as evaluated: a copy, so that a score never changes by itself."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from planning_docs.choices import Better
from planning_docs.effectiveness.choices import Origin

from .evaluations import Evaluation

VALUE = {"max_digits": 20, "decimal_places": 4, "null": True, "blank": True}


class EvaluatedGoal(models.Model):
    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="goals")
    position = models.PositiveSmallIntegerField()
    name_kk = models.CharField(_("name in Kazakh"), max_length=1000)
    name_ru = models.CharField(_("name in Russian"), max_length=1000)

    class Meta:
        verbose_name = _("evaluated goal")
        verbose_name_plural = _("evaluated goals")
        ordering = ["position"]


class EvaluatedTask(models.Model):
    goal = models.ForeignKey(EvaluatedGoal, on_delete=models.CASCADE, related_name="tasks")
    position = models.PositiveSmallIntegerField()
    name_kk = models.CharField(_("name in Kazakh"), max_length=1000)
    name_ru = models.CharField(_("name in Russian"), max_length=1000)

    class Meta:
        verbose_name = _("evaluated task")
        verbose_name_plural = _("evaluated tasks")
        ordering = ["position"]


class EvaluatedIndicator(models.Model):
    """A target indicator of a goal (task empty) or a result indicator of a task.

    `found_fact` is what re-verification found; a recorded difference is a false fact (p.42). The score takes
    the reported fact, unless the evaluator says that the found one counts.
    """

    goal = models.ForeignKey(EvaluatedGoal, on_delete=models.CASCADE, related_name="indicators")
    task = models.ForeignKey(EvaluatedTask, null=True, blank=True, on_delete=models.CASCADE, related_name="indicators")
    key = models.UUIDField(default=uuid.uuid4, db_index=True)  # the document's, where it comes from one
    position = models.PositiveSmallIntegerField()
    name_kk = models.CharField(_("name in Kazakh"), max_length=1000)
    name_ru = models.CharField(_("name in Russian"), max_length=1000)
    unit_kk = models.CharField(_("unit in Kazakh"), max_length=100, blank=True)
    unit_ru = models.CharField(_("unit in Russian"), max_length=100, blank=True)
    better = models.CharField(_("what is better"), max_length=5, choices=Better.choices, default=Better.UP)
    previous = models.DecimalField(_("fact of the year before"), **VALUE)  # type: ignore[arg-type]
    plan = models.DecimalField(_("plan"), **VALUE)  # type: ignore[arg-type]
    low = models.DecimalField(_("from"), **VALUE)  # type: ignore[arg-type]
    high = models.DecimalField(_("to"), **VALUE)  # type: ignore[arg-type]
    fact = models.DecimalField(_("official fact"), **VALUE)  # type: ignore[arg-type]
    operational_fact = models.DecimalField(_("operational fact"), **VALUE)  # type: ignore[arg-type]
    found_fact = models.DecimalField(_("fact found by re-verification"), **VALUE)  # type: ignore[arg-type]
    is_false = models.BooleanField(_("recorded as a false fact"), default=False)
    use_found = models.BooleanField(_("the found fact counts"), default=False)
    origin = models.CharField(_("origin"), max_length=9, choices=Origin.choices, default=Origin.HAND)
    note = models.CharField(_("note"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("evaluated indicator")
        verbose_name_plural = _("evaluated indicators")
        ordering = ["position"]
