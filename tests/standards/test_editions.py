import csv
import json
import shutil
from collections import Counter
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from rss_portal.access import Refused
from rss_portal.changelog.models import Change
from settlements.item_lists import listed_items
from standards.models import Edition, Norm, PublishedBand, PublishedItem, PublishedProvision, Requirement
from standards.services.edition_drafts import copy_edition, put_in_force
from standards.services.editions import DATA, EditionRefused, load_edition
from standards.services.published import load_published
from tests.factories import make_user


@pytest.fixture
def folder(tmp_path, edition):
    """A copy of the shipped edition of 2023."""
    return shutil.copytree(DATA / "2023", tmp_path / "edition")


def rewrite(folder, change):
    path = folder / "edition.json"
    head = json.loads(path.read_text("utf-8"))
    change(head)
    path.write_text(json.dumps(head, ensure_ascii=False), "utf-8")


def table(folder, name="requirements.csv"):
    with (folder / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def write_table(folder, rows, name="requirements.csv"):
    with (folder / name).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


def test_the_shipped_lists_have_the_printed_counts(edition):
    counts = Counter(edition.requirements.values_list("status", "level"))
    for status in ("city_republican", "city_oblast"):
        assert (counts[status, "mandatory"], counts[status, "recommended"]) == (41, 15)
    for status in ("okrug_centre", "anchor_village"):
        assert (counts[status, "mandatory"], counts[status, "recommended"]) == (28, 13)
    assert (counts["other_village", "mandatory"], counts["other_village", "recommended"]) == (20, 11)
    assert (edition.act_number, edition.act_date.isoformat(), edition.method) == ("7", "2023-01-20", "2023-reference")


def test_the_edition_of_2019_has_the_lists_of_2023_and_says_so(edition):
    other = Edition.objects.get(pk="2019-presence")
    lists = [set(one.requirements.values_list("status", "item", "level")) for one in (edition, other)]
    assert lists[0] == lists[1]
    assert other.method == "presence"
    assert all("2023" in text for text in (other.title_kk, other.title_ru, other.note_kk, other.note_ru, other.note_en))


def test_health_norms_tell_the_kind_by_population(edition):
    norms = {norm.population_from: norm for norm in Norm.objects.filter(edition=edition, item="HLT-01")}
    assert [norms[start].population_to for start in (1, 51, 501, 1501)] == [50, 500, 1500, 5000]
    assert norms[1].required is None


def test_the_inventory_asks_for_the_items_of_a_status_in_order(edition):
    items = listed_items("2023", "other_village")
    assert len(items) == 31
    assert items[0].item_code == "EDU-01"
    assert [one.position for one in items] == sorted(one.position for one in items)
    assert listed_items("no such", "other_village") == []


def test_loading_the_same_again_changes_nothing_and_a_change_raises_the_revision(folder, edition):
    keys = list(Requirement.objects.values_list("pk", flat=True))
    assert load_edition(folder).outcome == "unchanged"
    assert list(Requirement.objects.values_list("pk", flat=True)) == keys
    rewrite(folder, lambda head: head["parameters"].update(missing="exclude"))
    changed = load_edition(folder)
    assert (changed.outcome, changed.edition.revision) == ("changed", 2)
    change = Change.objects.filter(object_type="standards.edition").latest("pk")
    assert change.new["parameters"]["missing"] == "exclude"
    write_table(folder, table(folder)[1:])
    assert load_edition(folder).edition.revision == 3
    assert Edition.objects.get(pk="2023").requirements.count() == len(keys) // 2 - 1


def test_every_problem_is_told_at_once_and_nothing_is_written(folder, edition):
    rewrite(folder, lambda head: head.update(method="guess", in_force_from="soon", title_ru=""))
    rows = table(folder)
    rows[0]["item"], rows[1]["level"], rows[2]["position"], rows[3]["status"] = "XXX-99", "maybe", "-1", "hamlet"
    rows.append(dict(rows[5]))
    write_table(folder, rows)
    norms = table(folder, "norms.csv")
    norms[1]["population_from"] = "40"
    write_table(folder, norms, "norms.csv")
    with pytest.raises(EditionRefused) as refused:
        load_edition(folder)
    found = {(one.file, one.row, one.column) for one in refused.value.problems}
    assert {
        ("edition", 0, "method"), ("edition", 0, "in_force_from"), ("edition", 0, "title_ru"),
        ("requirements", 2, "item"), ("requirements", 3, "level"), ("requirements", 4, "position"),
        ("requirements", 5, "status"), ("requirements", len(rows) + 1, "item"), ("norms", 3, "population_from"),
    } <= found  # fmt: skip
    assert Edition.objects.get(pk="2023").revision == 1


@pytest.mark.parametrize(
    "spoil",
    [
        lambda folder: (folder / "edition.json").unlink(),
        lambda folder: (folder / "edition.json").write_text("{", "utf-8"),
        lambda folder: (folder / "edition.json").write_text("[]", "utf-8"),
        lambda folder: (folder / "requirements.csv").unlink(),
        lambda folder: (folder / "requirements.csv").write_text("status;item\n", "utf-8"),
        lambda folder: (folder / "requirements.csv").write_text("", "utf-8"),
    ],
)
def test_a_folder_that_is_no_edition_is_refused_with_a_reason(folder, spoil, capsys):
    spoil(folder)
    with pytest.raises(CommandError):
        call_command("load_edition", str(folder))
    assert "expected" in capsys.readouterr().err


def test_an_edition_in_toml_with_own_weights_is_loaded(folder):
    (folder / "edition.json").unlink()
    (folder / "edition.toml").write_text(
        'code = "2025"\ntitle_kk = "2025"\ntitle_ru = "2025"\nmethod = "2023-reference"\n'
        'in_force_from = 2025-09-02\n[act]\nkind = "government_decree"\nnumber = "710"\ndate = 2025-09-02\n'
        '[parameters.item_weights]\n"EDU-01" = 2\n',
        "utf-8",
    )
    loaded = load_edition(folder)
    assert (loaded.outcome, loaded.edition.act_number, loaded.edition.state) == ("created", "710", "draft")
    assert load_edition(folder).outcome == "unchanged"


def test_a_draft_is_a_copy_that_only_the_ministry_makes_and_puts_in_force(country, edition):
    analyst = make_user("analyst", "ministry_analyst")
    draft = copy_edition(analyst, edition, "2026-draft", title_kk="Жоба", title_ru="Проект")
    assert (draft.state, draft.requirements.count()) == ("draft", edition.requirements.count())
    assert draft.norms.count() == edition.norms.count()
    with pytest.raises(EditionRefused):
        copy_edition(analyst, edition, "2026-draft", title_kk="Жоба", title_ru="Проект")
    assert put_in_force(analyst, draft).state == "in_force"
    for action in (lambda user: copy_edition(user, edition, "x"), lambda user: put_in_force(user, draft)):
        with pytest.raises(Refused):
            action(make_user("head" + str(id(action)), "akimat_head"))


def test_published_figures_are_loaded_with_their_source(edition):
    loaded = load_published()
    assert (loaded.provisions, loaded.items, loaded.bands) == (108, 35, 6)
    assert load_published() == loaded
    aktobe = PublishedProvision.objects.filter(territory_code="150000000", year=2022)
    assert {row.scope: row.percent for row in aktobe} == {
        "all": Decimal("59.5"), "urban": Decimal("73.5"), "rural": Decimal("86.8"),
    }  # fmt: skip
    assert PublishedProvision.objects.get(territory_code="KZ", year=2024, scope="rural").source.startswith("Kazakhstan")
    assert PublishedItem.objects.get(item="EDU-01").percent == Decimal("83.1")
    assert PublishedBand.objects.get(year=2022, band="low").settlements == 2718
    assert "inferred" in aktobe.get(scope="rural").source


def test_the_recompute_command_says_what_it_did(country, edition, capsys):
    call_command("recompute", year=2024, edition="2023")
    assert "5 settlements" in capsys.readouterr().out
    call_command("recompute", year=2024, edition="2023")
    assert "nothing to compute" in capsys.readouterr().out
    for wrong in ({"edition": "1999"}, {"edition": "2023", "territory": "999999999"}):
        with pytest.raises(CommandError):
            call_command("recompute", year=2024, **wrong)


def test_figures_of_a_draft_are_for_staff(country, edition):
    from django.contrib.auth.models import AnonymousUser

    from standards.queries import visible_series
    from standards.services.recompute import recompute_now

    recompute_now(edition, 2024)
    Edition.objects.filter(pk="2019-presence").update(state="draft")
    recompute_now(Edition.objects.get(pk="2019-presence"), 2024)
    assert [one.edition_id for one in visible_series(AnonymousUser())] == ["2023"]
    assert visible_series(make_user("clerk", "akimat_editor", "116000000")).count() == 2
