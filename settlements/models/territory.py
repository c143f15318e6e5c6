"""The territory register (КАТО) and what is known of a settlement in a year."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from settlements.choices import ChangeKind, Kind, Level, Status


class TerritoryQuerySet(models.QuerySet["Territory"]):
    def within(self, territory: "Territory") -> "TerritoryQuerySet":
        """TERRITORY and everything below it."""
        return self.filter(**territory.subtree_filter())

    def valid_on(self, day: date) -> "TerritoryQuerySet":
        return self.filter(models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=day), valid_from__lte=day)


class Territory(models.Model):
    """A unit of the classifier КАТО, from the country (KZ) down to a sub-place.

    `region`, `district` and `okrug` repeat the chain above a unit; at its own level a unit points to
    itself, so that "everything inside" is one equality. Written by `services.territory` and the import.
    """

    kato = models.CharField(_("КАТО code"), max_length=9, primary_key=True)
    level = models.CharField(_("level"), max_length=12, choices=Level.choices)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    type_code = models.CharField(_("type of area"), max_length=1, blank=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    region = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    district = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    okrug = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    name_kk = models.CharField(_("name in Kazakh"), max_length=200)
    name_ru = models.CharField(_("name in Russian"), max_length=200, blank=True)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    search = models.CharField(max_length=420, blank=True, editable=False)  # folded names, see rules.names
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    successor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors")
    closed_as = models.CharField(_("kind of change"), max_length=10, choices=ChangeKind.choices, blank=True)
    monitored = models.BooleanField(_("monitored"), default=False)
    demonstration = models.BooleanField(_("demonstration"), default=False)
    latitude = models.DecimalField(_("latitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=9, decimal_places=6, null=True, blank=True)

    objects = TerritoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("territory")
        verbose_name_plural = _("territories")
        indexes = [
            models.Index(fields=["level", "region"], name="territory_level_region"),
            models.Index(fields=["search"], name="territory_search"),
        ]

    def __str__(self) -> str:
        return self.name_kk

    def subtree_filter(self, prefix: str = "") -> dict[str, str]:
        """Filter keywords that select this unit and everything below it; {} for the country.

        PREFIX is put before the field names, e.g. "settlement__".
        """
        if self.level == Level.COUNTRY:
            return {}
        if self.level in (Level.REGION, Level.DISTRICT, Level.OKRUG):
            return {f"{prefix}{self.level}_id": self.kato}
        return {f"{prefix}kato": self.kato}


class RegisterEdition(models.Model):
    """An edition of the classifier that the register was brought to."""

    date = models.DateField(_("edition of the classifier"), primary_key=True)
    file_name = models.CharField(_("file name"), max_length=200)
    units = models.PositiveIntegerField(_("units"))
    imported_at = models.DateTimeField(_("imported"), auto_now=True)

    class Meta:
        verbose_name = _("edition of the register")
        verbose_name_plural = _("editions of the register")
        ordering = ["-date"]


class TerritoryChange(models.Model):
    """A change that an edition of the classifier brought; a recoding waits for a person's word."""

    edition_date = models.DateField(_("edition of the classifier"))
    kind = models.CharField(_("kind of change"), max_length=10, choices=ChangeKind.choices)
    territory = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="changes_made")
    successor = models.ForeignKey(Territory, null=True, on_delete=models.CASCADE, related_name="+")
    old = models.JSONField(default=dict)
    new = models.JSONField(default=dict)
    proposed = models.BooleanField(_("waits for confirmation"), default=False)

    class Meta:
        verbose_name = _("change of the register")
        verbose_name_plural = _("changes of the register")


class SettlementYear(models.Model):
    """What is known of a settlement in a year: people, status, marks, and its place in that year's tree."""

    settlement = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField(_("year"))
    region = models.ForeignKey(Territory, null=True, on_delete=models.PROTECT, related_name="+")
    district = models.ForeignKey(Territory, null=True, on_delete=models.PROTECT, related_name="+")
    okrug = models.ForeignKey(Territory, null=True, on_delete=models.PROTECT, related_name="+")
    population = models.PositiveIntegerField(_("population"), null=True)
    households = models.PositiveIntegerField(_("households"), null=True)
    population_source = models.CharField(_("source"), max_length=200, blank=True)
    population_date = models.DateField(_("as of"), null=True)
    status = models.CharField(_("status"), max_length=20, choices=Status.choices)  # effective, rules.statuses
    urban = models.BooleanField(_("urban"), default=False)
    monitored = models.BooleanField(_("monitored"), default=True)
    city_kind = models.CharField(max_length=20, blank=True)  # one of the three city statuses
    is_district_centre = models.BooleanField(_("district centre"), default=False)
    is_okrug_centre = models.BooleanField(_("okrug centre"), default=False)
    is_anchor = models.BooleanField(_("anchor village"), default=False)
    satellite_of = models.ForeignKey(Territory, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_border = models.BooleanField(_("border territory"), default=False)
    is_remote = models.BooleanField(_("remote"), default=False)
    is_mono_town = models.BooleanField(_("mono-town"), default=False)
    is_small_town = models.BooleanField(_("small town"), default=False)
    is_undeveloped = models.BooleanField(_("not developed by the state"), default=False)

    class Meta:
        verbose_name = _("settlement in a year")
        verbose_name_plural = _("settlements by year")
        constraints = [models.UniqueConstraint(fields=["settlement", "year"], name="settlement_year_once")]
        indexes = [
            models.Index(fields=["year", "region", "district"], name="settlement_year_place"),
            models.Index(fields=["year", "district"], name="settlement_year_district"),
        ]
