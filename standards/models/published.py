"""Official printed figures, shown beside the portal's own and never mixed with them."""

from django.db import models

from settlements.models import Item
from standards.choices import Band, Scope


class PublishedProvision(models.Model):
    year = models.PositiveSmallIntegerField()
    territory_code = models.CharField(max_length=9)  # КАТО of the region, or KZ
    scope = models.CharField(max_length=5, choices=Scope.choices)
    percent = models.DecimalField(max_digits=5, decimal_places=1)
    edition_label = models.CharField(max_length=40)
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "territory_code", "scope"], name="published_provision_once")
        ]


class PublishedItem(models.Model):
    year = models.PositiveSmallIntegerField()
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    percent = models.DecimalField(max_digits=5, decimal_places=1)
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["year", "item"], name="published_item_once")]


class PublishedBand(models.Model):
    year = models.PositiveSmallIntegerField()
    band = models.CharField(max_length=6, choices=Band.choices)
    settlements = models.PositiveIntegerField()
    population_million = models.DecimalField(max_digits=5, decimal_places=1)
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["year", "band"], name="published_band_once")]
