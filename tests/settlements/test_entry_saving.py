"""Saving one entry: who may, what is checked, what is logged, and who wins."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from rss_portal.access import Refused
from rss_portal.changelog.models import ChangeSet
from settlements.choices import ReturnState
from settlements.events import entries_changed
from settlements.models import Campaign, CampaignCorrection, EntryRevision, InventoryReturn
from settlements.services.entries import EntryRefused, VersionConflict, clear_entry, save_entry
from settlements.services.entry_approval import approve_not_applicable
from settlements.services.entry_repeats import NothingToUndo, confirm_same, undo_last_change
from tests.settlements.entry_world import YEAR, World, make_entry

GOOD = {"required": "4", "good": "1", "capital_repair": "2"}


def save(
    world: World,
    values: dict[str, Any],
    *,
    user: Any = None,
    item: Any = None,
    seen: int | None = None,
    **more: Any,
):
    return save_entry(
        user or world.editor, world.village, YEAR, item or world.school, values, seen_version=seen, **more
    )


def test_a_saved_entry_is_stored_logged_and_told(world: World) -> None:
    heard: list[dict[str, Any]] = []

    def listen(sender: Any, **keywords: Any) -> None:
        heard.append(keywords)

    entries_changed.connect(listen)
    try:
        saved = save(world, GOOD)
    finally:
        entries_changed.disconnect(listen)
    entry = world.entry(world.school)
    assert (entry.required, entry.good, entry.capital_repair, entry.emergency) == (4, 1, 2, None)
    assert saved.version == entry.version == 1
    revision = EntryRevision.objects.get(settlement=world.village, year=YEAR, item=world.school)
    assert (revision.version, revision.good, revision.change_set) == (1, 1, entry.change_set)
    assert (entry.change_set.actor, entry.change_set.territory_code) == (world.editor, world.village.kato)
    assert [(call["year"], call["settlements"]) for call in heard] == [(YEAR, [world.village.kato])]


def test_equal_values_change_nothing(world: World) -> None:
    save(world, GOOD)
    sets = ChangeSet.objects.count()
    again = save(world, {"required": 4, "good": Decimal("1")}, seen=1)
    assert (again.changed, again.version) == (False, 1)
    assert EntryRevision.objects.filter(year=YEAR).count() == 1
    assert ChangeSet.objects.count() == sets


def test_a_partial_change_keeps_the_other_fields(world: World) -> None:
    save(world, GOOD)
    save(world, {"good": "2", "current_repair": 0}, seen=1)
    entry = world.entry(world.school)
    assert (entry.required, entry.good, entry.current_repair, entry.capital_repair) == (4, 2, 0, 2)
    assert entry.version == 2


def test_errors_refuse_the_entry_and_leave_no_trace(world: World) -> None:
    before = ChangeSet.objects.count()
    with pytest.raises(EntryRefused) as refusal:
        save(world, {**GOOD, "lacking_equipment": 9})
    assert [problem.code for problem in refusal.value.problems] == ["lacking_above_existing"]
    assert not refusal.value.needs_note
    assert world.entry(world.school) is None
    assert ChangeSet.objects.count() == before


def test_a_warning_needs_a_note_once(world: World) -> None:
    doubled = {"required": 4, "good": 6}
    with pytest.raises(EntryRefused) as refusal:
        save(world, doubled)
    assert refusal.value.needs_note
    saved = save(world, doubled, note_on_warning="Үш жаңа мектеп ашылды")
    assert [problem.code for problem in saved.warnings] == ["changed_by_half"]
    assert saved.entry.change_set.reason == "Үш жаңа мектеп ашылды"
    assert save(world, {"lacking_equipment": 1}, seen=1).version == 2  # the same warning is not asked again


def test_an_item_outside_the_list_and_an_unknown_serving_settlement_are_refused(world: World, monkeypatch) -> None:
    with pytest.raises(EntryRefused, match="unknown_settlement"):
        save(world, {**GOOD, "served_by": "999999999"})
    from settlements import item_lists

    monkeypatch.setattr(item_lists, "_provider", [lambda edition: {}])
    with pytest.raises(EntryRefused, match="not_listed"):
        save(world, GOOD)


def test_clearing_goes_back_to_no_data_and_keeps_the_history(world: World) -> None:
    save(world, GOOD)
    cleared = clear_entry(world.editor, world.village, YEAR, world.school, seen_version=1)
    assert (cleared.entry, cleared.version) == (None, 0)
    assert world.entry(world.school) is None
    assert list(EntryRevision.objects.filter(year=YEAR).order_by("version").values_list("version", "good")) == [
        (1, 1),
        (2, None),
    ]
    assert save(world, GOOD, seen=0).version == 3


@pytest.mark.parametrize(
    ("person", "allowed"),
    [
        ("editor", True),
        ("district_head", True),
        ("region_head", True),
        ("ministry", True),
        ("neighbour", False),
        ("entrepreneur", False),
        ("anonymous", False),
    ],
)
def test_only_people_of_the_territory_save(world: World, person: str, allowed: bool) -> None:
    user = AnonymousUser() if person == "anonymous" else getattr(world, person)
    if allowed:
        assert save(world, GOOD, user=user).changed
    else:
        with pytest.raises(Refused):
            save(world, GOOD, user=user)
        assert world.entry(world.school) is None
        assert not InventoryReturn.objects.exists()


@pytest.mark.parametrize(
    ("state", "who_may"),
    [
        (ReturnState.DRAFT, {"editor", "district_head", "region_head", "ministry"}),
        (ReturnState.RETURNED, {"editor", "district_head", "region_head", "ministry"}),
        (ReturnState.SUBMITTED, {"district_head", "region_head", "ministry"}),
        (ReturnState.ACCEPTED_DISTRICT, {"region_head", "ministry"}),
        (ReturnState.ACCEPTED_REGION, {"ministry"}),
        (ReturnState.ACCEPTED_MINISTRY, {"ministry"}),
    ],
)
def test_a_state_locks_the_levels_below(world: World, state: str, who_may: set[str]) -> None:
    InventoryReturn.objects.create(campaign=world.campaign, settlement=world.village, state=state)
    for number, person in enumerate(["editor", "district_head", "region_head", "ministry"], start=1):
        values = {"required": 4, "good": 3, "lacking_equipment": number % 4}
        if person in who_may:
            assert save(world, values, user=getattr(world, person)).changed
        else:
            with pytest.raises(Refused):
                save(world, values, user=getattr(world, person))


def test_dates_close_the_entry_and_an_extension_opens_it(world: World) -> None:
    today = timezone.localdate()
    Campaign.objects.filter(pk=YEAR).update(akimat_closes_on=today - timedelta(days=1))
    with pytest.raises(Refused):
        save(world, GOOD)
    InventoryReturn.objects.create(campaign=world.campaign, settlement=world.village, extended_to=today)
    assert save(world, GOOD).changed
    Campaign.objects.filter(pk=YEAR).update(opens_on=today + timedelta(days=1))
    with pytest.raises(Refused):
        save(world, {"good": 2})


def test_a_published_year_is_changed_only_inside_a_correction_with_its_reason(world: World) -> None:
    save(world, GOOD)
    Campaign.objects.filter(pk=YEAR).update(published_at=timezone.now())
    for person in (world.editor, world.ministry):
        with pytest.raises(Refused):
            save(world, {"good": 2}, user=person)
    CampaignCorrection.objects.create(
        campaign=world.campaign, number=1, territory=world.places["north"], reason="Қате табылды"
    )
    with pytest.raises(Refused):
        save(world, {"good": 2})
    saved = save(world, {"good": 2}, user=world.ministry, reason="Мектеп жөнделген")
    assert saved.entry.change_set.reason == "Қате табылды; Мектеп жөнделген"
    versions = EntryRevision.objects.filter(year=YEAR, item=world.school).order_by("version")
    assert [revision.good for revision in versions] == [1, 2]  # both stay readable


def test_the_second_writer_of_a_cell_is_told_who_changed_it(world: World) -> None:
    save(world, GOOD)
    save(world, {"good": 2}, user=world.district_head, seen=1)
    with pytest.raises(VersionConflict) as conflict:
        save(world, {"good": 0}, seen=1)
    assert conflict.value.fields == ["good"]
    assert conflict.value.changed_by == world.district_head
    assert conflict.value.current_entry.good == 2
    assert world.entry(world.school).good == 2
    assert save(world, {"good": 0}, seen=2).version == 3  # who has seen it may decide


def test_two_writers_of_different_cells_of_a_row_both_succeed(world: World) -> None:
    save(world, GOOD)
    save(world, {"good": 2}, user=world.district_head, seen=1)
    assert save(world, {"lacking_equipment": 1}, seen=1).version == 3
    entry = world.entry(world.school)
    assert (entry.good, entry.lacking_equipment) == (2, 1)


def test_writing_over_a_cleared_or_newly_made_entry_is_a_conflict(world: World) -> None:
    save(world, GOOD)
    with pytest.raises(VersionConflict):
        save(world, {"good": 3}, seen=0)
    clear_entry(world.district_head, world.village, YEAR, world.school, seen_version=1)
    with pytest.raises(VersionConflict) as conflict:
        save(world, {"good": 3}, seen=1)
    assert conflict.value.current_entry is None


def test_not_applicable_counts_after_a_head_approved_it(world: World) -> None:
    save(world, {"na_reason": "own_school"}, item=world.bus)
    assert not world.entry(world.bus).na_approved
    with pytest.raises(Refused):
        approve_not_applicable(world.editor, world.village, YEAR, [world.bus], approved=True)
    assert approve_not_applicable(world.district_head, world.village, YEAR, [world.bus], approved=True) == ["EDU-02"]
    assert world.entry(world.bus).na_approved
    save(world, {"note": "Мектеп ауылда"}, item=world.bus)
    assert world.entry(world.bus).na_approved
    save(world, {"na_reason": "natural"}, item=world.bus)
    assert not world.entry(world.bus).na_approved


def test_same_as_last_year_is_recorded_as_confirmed(world: World) -> None:
    outcome = confirm_same(world.editor, world.village, YEAR, [world.school, world.water, world.bus])
    assert outcome.confirmed == ["EDU-01", "ENG-02"]
    assert [problem.code for problem in outcome.problems["EDU-02"]] == ["nothing_last_year"]
    entry = world.entry(world.school)
    assert (entry.required, entry.capital_repair, entry.confirmed_same) == (4, 2, True)
    assert entry.change_set == world.entry(world.water).change_set
    assert entry.change_set.action == "entry.confirmed_same"
    save(world, {"good": 2})
    assert not world.entry(world.school).confirmed_same


def test_same_as_last_year_asks_for_a_note_where_a_warning_needs_it(world: World) -> None:
    make_entry(world.village, YEAR - 1, world.bus, na_reason="no_need")
    outcome = confirm_same(world.editor, world.village, YEAR, [world.bus])
    assert [problem.code for problem in outcome.problems["EDU-02"]] == ["mandatory_without_need"]
    assert confirm_same(world.editor, world.village, YEAR, [world.bus], note_on_warning="Мектеп бар").confirmed == [
        "EDU-02"
    ]


def test_undo_restores_the_revision_before_as_a_new_change(world: World) -> None:
    save(world, GOOD)
    save(world, {"good": 2})
    undo_last_change(world.editor, world.village, YEAR)
    entry = world.entry(world.school)
    assert (entry.good, entry.version) == (1, 3)
    undo_last_change(world.editor, world.village, YEAR)
    assert world.entry(world.school) is None
    with pytest.raises(NothingToUndo):
        undo_last_change(world.editor, world.village, YEAR)
    assert EntryRevision.objects.filter(year=YEAR).count() == 4


def test_undo_takes_back_a_whole_confirmation_and_only_ones_own(world: World) -> None:
    confirm_same(world.editor, world.village, YEAR, [world.school, world.water])
    with pytest.raises(NothingToUndo):
        undo_last_change(world.district_head, world.village, YEAR)
    undo_last_change(world.editor, world.village, YEAR)
    assert world.entry(world.school) is None
    assert world.entry(world.water) is None


def test_undo_leaves_alone_what_somebody_else_changed_since(world: World) -> None:
    save(world, GOOD)
    save(world, {"good": 2}, user=world.district_head)
    with pytest.raises(NothingToUndo):
        undo_last_change(world.editor, world.village, YEAR)
    assert world.entry(world.school).good == 2
