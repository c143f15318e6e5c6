"""The bulk writer: the same answers on SQLite and on PostgreSQL."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from rss_portal.bulk import insert_selected, staged, upsert
from rss_portal.changelog.choices import Origin
from rss_portal.changelog.services import open_change_set
from settlements.models import Direction, EntryRevision, InventoryEntry, Item
from tests.factories import make_country

pytestmark = pytest.mark.django_db

COLUMNS = ("settlement_id", "item_id", "required", "good", "distance_km", "note")
UNIQUE = ("year", "settlement_id", "item_id")
VALUES = ("required", "good", "distance_km", "note")
TRAPS = 'айтпақшы, "қолжетімді"\n\tекінші жол \\N'


@pytest.fixture
def facts(db):
    make_country()
    direction = Direction.objects.create(code="EDU", name_kk="Білім", name_ru="Образование", name_en="Education")
    for number in (1, 2):
        Item.objects.create(
            code=f"EDU-0{number}",
            direction=direction,
            measure="facility",
            name_kk="Мектеп",
            name_ru="Школа",
            name_en="School",
            position=number,
        )
    return open_change_set("test", origin=Origin.COMMAND)


def write(rows, change_set, year=2025):
    return upsert(
        InventoryEntry,
        COLUMNS,
        rows,
        UNIQUE,
        VALUES,
        constants={"year": year, "change_set_id": change_set.pk},
        touch=["change_set_id"],
    )


def test_new_rows_are_inserted_with_the_defaults_of_the_model(facts):
    written = write([("116030100", "EDU-01", 4, 1, Decimal("2.5"), TRAPS)], facts)
    assert (written.inserted, written.updated, written.unchanged) == (1, 0, 0)
    entry = InventoryEntry.objects.get()
    assert (entry.required, entry.good, entry.distance_km, entry.note) == (4, 1, Decimal("2.5"), TRAPS)
    assert (entry.version, entry.served_by, entry.na_approved, entry.capital_repair) == (1, "", False, None)


def test_the_same_rows_again_change_nothing(facts):
    rows = [("116030100", "EDU-01", 4, None, None, ""), ("116030300", "EDU-02", None, 0, Decimal("0.1"), "x")]
    write(rows, facts)
    again = open_change_set("again", origin=Origin.COMMAND)
    written = write(rows, again)
    assert (written.inserted, written.updated, written.unchanged) == (0, 0, 2)
    assert not InventoryEntry.objects.filter(change_set=again).exists()


def test_a_value_that_differs_updates_the_row_and_what_goes_with_it(facts):
    write([("116030100", "EDU-01", 4, 1, None, ""), ("116030100", "EDU-02", 4, 1, None, "")], facts)
    later = open_change_set("later", origin=Origin.COMMAND)
    written = write(
        [
            ("116030100", "EDU-01", 4, None, None, ""),
            ("116030100", "EDU-02", 4, 1, None, ""),
            ("116030300", "EDU-01", 1, 1, None, ""),
        ],
        later,
    )
    assert (written.inserted, written.updated, written.unchanged) == (1, 1, 1)
    assert InventoryEntry.objects.get(settlement="116030100", item="EDU-01").good is None
    assert InventoryEntry.objects.filter(change_set=later).count() == 2


def test_another_year_is_another_row(facts):
    row = [("116030100", "EDU-01", 4, 1, None, "")]
    write(row, facts, 2024)
    assert write(row, facts, 2025).inserted == 1


def test_an_empty_text_stays_a_text_and_no_number_stays_null(facts):
    write([("116030100", "EDU-01", None, None, None, "")], facts)
    entry = InventoryEntry.objects.get()
    assert entry.note == "" and entry.required is None


def test_a_key_given_twice_is_an_error_and_leaves_nothing(facts):
    row = ("116030100", "EDU-01", 4, 1, None, "")
    with pytest.raises(IntegrityError), transaction.atomic():
        write([row, row], facts)
    assert InventoryEntry.objects.count() == 0


def test_no_rows_are_no_work(facts):
    written = write([], facts)
    assert (written.inserted, written.updated, written.unchanged) == (0, 0, 0)


def test_many_rows_pass_through_several_chunks(facts):
    rows = ((f"{1000 + n}", "EDU-01", n, None, None, "ә" * (n % 7)) for n in range(9500))
    with staged(InventoryEntry, COLUMNS, rows) as waiting, connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*), sum(required), max(length(note)) FROM {waiting.table}")
        assert tuple(cursor.fetchone()) == (9500, sum(range(9500)), 6)
    assert waiting.count == 9500


def test_the_temporary_table_is_gone_after_the_block_and_after_a_failure(facts):
    write([("116030100", "EDU-01", 4, 1, None, "")], facts)
    assert "bulk_" not in " ".join(connection.introspection.table_names())
    with pytest.raises(ZeroDivisionError), staged(InventoryEntry, COLUMNS, []) as waiting:
        1 / 0  # noqa: B018
    with pytest.raises(Exception, match=waiting.table), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {waiting.table}")


def test_the_rows_of_a_change_go_into_the_history_by_one_statement(facts, django_assert_num_queries):
    write([("116030100", "EDU-01", 4, 1, None, ""), ("116030300", "EDU-02", 2, 2, None, "ескерту")], facts)
    columns = [f.attname for f in EntryRevision._meta.concrete_fields if not f.primary_key]
    with django_assert_num_queries(1):
        logged = insert_selected(EntryRevision, InventoryEntry, columns, "change_set_id = %s", [facts.pk])
    assert logged == 2
    assert set(EntryRevision.objects.values_list("settlement_id", "note")) == {
        ("116030100", ""),
        ("116030300", "ескерту"),
    }


def test_an_unknown_column_is_named(facts):
    with pytest.raises(ValueError, match="no column nonsense"):
        upsert(InventoryEntry, ["nonsense"], [], UNIQUE, VALUES)
