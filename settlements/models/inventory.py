"""Campaign, return and the entries of the inventory."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from settlements.choices import NotApplicable, ReturnState

from .catalogue import Item
from .territory import Territory


class Campaign(models.Model):
    """A year of collecting: which edition it serves, when each level closes, when it was published."""

    year = models.PositiveSmallIntegerField(_("year"), primary_key=True)
    edition_code = models.CharField(_("edition of standards"), max_length=40)
    opens_on = models.DateField(_("opens"))
    akimat_closes_on = models.DateField(_("akimats submit until"))
    district_closes_on = models.DateField(_("districts accept until"))
    region_closes_on = models.DateField(_("regions accept until"))
    ministry_closes_on = models.DateField(_("ministry accepts until"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True)

    class Meta:
        verbose_name = _("inventory campaign")
        verbose_name_plural = _("inventory campaigns")
        ordering = ["-year"]

    @property
    def published(self) -> bool:
        return self.published_at is not None


class InventoryReturn(models.Model):
    """The return (есеп) of one settlement for a year; its state locks the levels below."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="returns")
    settlement = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="returns")
    state = models.CharField(_("state"), max_length=20, choices=ReturnState.choices, default=ReturnState.DRAFT)
    state_since = models.DateTimeField(_("since"), auto_now_add=True)
    extended_to = models.DateField(_("extended to"), null=True, blank=True)
    extension_reason = models.TextField(_("reason of the extension"), blank=True)
    place: Any = None  # the settlement in the tree of the year, where a list has read it already

    class Meta:
        verbose_name = _("return")
        verbose_name_plural = _("returns")
        constraints = [models.UniqueConstraint(fields=["campaign", "settlement"], name="return_once")]


class ReturnEvent(models.Model):
    """A step in the life of a return: who moved it from which state to which, and why."""

    inventory_return = models.ForeignKey(InventoryReturn, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField(_("time"), auto_now_add=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    from_state = models.CharField(max_length=20, choices=ReturnState.choices)
    to_state = models.CharField(max_length=20, choices=ReturnState.choices)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["-id"]


class ReturnRemark(models.Model):
    """A remark on one entry of a return that was sent back; an empty item is about the whole return."""

    inventory_return = models.ForeignKey(InventoryReturn, on_delete=models.CASCADE, related_name="remarks")
    item = models.ForeignKey(Item, null=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("remark"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("time"), auto_now_add=True)
    due_on = models.DateField(_("correct until"), null=True, blank=True)
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)


class EntryValues(models.Model):
    """The values of an entry; which of them are used follows from the item's measure. NULL is "no data"."""

    # facility: how many are needed, and the existing by condition
    required = models.PositiveIntegerField(_("required"), null=True)
    good = models.PositiveIntegerField(_("good condition"), null=True)
    current_repair = models.PositiveIntegerField(_("needs current repair"), null=True)
    capital_repair = models.PositiveIntegerField(_("needs capital repair"), null=True)
    emergency = models.PositiveIntegerField(_("in emergency condition"), null=True)
    lacking_equipment = models.PositiveIntegerField(_("lacking equipment"), null=True)
    capacity = models.PositiveIntegerField(_("capacity"), null=True)
    distance_km = models.DecimalField(_("distance to the nearest, km"), max_digits=7, decimal_places=1, null=True)
    served_by = models.CharField(_("serving settlement (КАТО)"), max_length=9, blank=True, default="")
    # network
    total = models.PositiveIntegerField(_("total"), null=True)
    covered = models.PositiveIntegerField(_("covered"), null=True)
    normative = models.PositiveIntegerField(_("in normative condition"), null=True)
    # service
    available = models.BooleanField(_("available"), null=True)
    share_served = models.DecimalField(
        _("share of residents served, percent"),
        max_digits=5,
        decimal_places=2,
        null=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    schedule = models.CharField(_("schedule"), max_length=200, blank=True, default="")
    # any measure
    cost_thousand_tenge = models.DecimalField(_("cost, thousand tenge"), max_digits=16, decimal_places=2, null=True)
    na_reason = models.CharField(
        _("not applicable: reason"), max_length=20, choices=NotApplicable.choices, blank=True, default=""
    )
    na_approved = models.BooleanField(_("not applicable: approved"), default=False)
    note = models.TextField(_("note"), blank=True, default="")
    confirmed_same = models.BooleanField(_("confirmed: same as last year"), default=False)

    class Meta:
        abstract = True


class InventoryEntry(EntryValues):
    """What a settlement has of one item in a year. Written by `services.entries` and the bulk import only."""

    # Every question names the year: the key of the constraint answers it, other indexes would only slow writing.
    settlement = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="entries", db_index=False)
    year = models.PositiveSmallIntegerField(_("year"))
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="entries", db_index=False)
    version = models.PositiveIntegerField(default=1)  # what a second writer must have seen
    # Written with a change set of the same transaction, by services alone: asking the log for each of hundreds of
    # thousands of rows again is a third of the time of an import on PostgreSQL.
    change_set = models.ForeignKey(
        "changelog.ChangeSet", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )

    class Meta:
        verbose_name = _("inventory entry")
        verbose_name_plural = _("inventory entries")
        constraints = [models.UniqueConstraint(fields=["year", "settlement", "item"], name="entry_once")]
        indexes = [
            models.Index(fields=["year", "item"], name="entry_year_item"),
            models.Index(fields=["year", "change_set"], name="entry_year_change"),  # the newest change of a year
        ]


class EntryRevision(EntryValues):
    """Append-only history: the values of an entry as one change set left them (its old values are the
    revision before)."""

    settlement = models.ForeignKey(
        Territory, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    year = models.PositiveSmallIntegerField(_("year"))
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    version = models.PositiveIntegerField()
    change_set = models.ForeignKey(
        "changelog.ChangeSet", on_delete=models.PROTECT, related_name="entry_revisions", db_constraint=False
    )

    class Meta:
        verbose_name = _("revision of an entry")
        verbose_name_plural = _("revisions of entries")
        indexes = [models.Index(fields=["settlement", "year", "item"], name="entry_revision_key")]


def entry_file_name(instance: "EntryFile", filename: str) -> str:
    """Random name; the user's own name is kept in the row."""
    import uuid

    return f"entries/{uuid.uuid4()}"


class EntryFile(models.Model):
    """A file kept with an entry (an act, a photograph)."""

    entry = models.ForeignKey(InventoryEntry, on_delete=models.CASCADE, related_name="files")
    file = models.FileField(_("file"), upload_to=entry_file_name)
    name = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(max_length=100)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
