import pytest

from settlements.choices import Body, Measure
from settlements.models import Direction, Item
from settlements.services.catalogue import load_catalogue

pytestmark = pytest.mark.django_db


def test_the_catalogue_has_12_directions_and_65_items_with_units_and_bodies():
    load_catalogue()
    assert Direction.objects.count() == 12
    assert Item.objects.count() == 65
    assert not Item.objects.filter(measure=Measure.NETWORK, unit="").exists()
    assert not Item.objects.exclude(measure=Measure.NETWORK).exclude(unit="").exists()
    assert set(Item.objects.values_list("body_code", flat=True)) == set(Body.values)


def test_loading_the_catalogue_twice_changes_nothing_and_keeps_an_edited_body():
    load_catalogue()
    Item.objects.filter(code="EDU-01").update(body_code="MNE")
    assert load_catalogue().changed == 0
    assert Item.objects.get(code="EDU-01").body_code == "MNE"


def test_a_renamed_item_is_brought_back_to_the_reference_name():
    load_catalogue()
    Item.objects.filter(code="EDU-01").update(name_ru="Школа")
    assert load_catalogue().changed == 1
    assert Item.objects.get(code="EDU-01").name_ru == "Школы"
