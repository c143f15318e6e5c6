"""Outlines of regions and districts: read, checked, simplified, stored."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from rss_portal.changelog.models import ChangeSet
from settlements.models import Territory, TerritoryBoundary
from settlements.rules.outlines import simplify
from settlements.services.boundaries import BoundariesRefused, import_boundaries
from tests.factories import make_country

SQUARE = [[69.0, 52.0], [70.0, 52.0], [70.0, 53.0], [69.0, 53.0], [69.0, 52.0]]
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "real" / "map"


def feature(kato, geometry):
    return {"type": "Feature", "properties": {"kato": kato}, "geometry": geometry}


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


def file_of(tmp_path, *features):
    path = tmp_path / "map.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}), encoding="utf-8")
    return path


def load(path):
    return import_boundaries(path, source="Өлшеу", licence="CC BY 4.0")


@pytest.fixture
def country(db):
    return make_country()


def test_a_region_gets_its_outline_with_source_and_licence(country, tmp_path):
    load(file_of(tmp_path, feature("110000000", polygon(SQUARE))))
    boundary = TerritoryBoundary.objects.get(territory="110000000")
    assert (boundary.rings, boundary.licence) == ([SQUARE], "CC BY 4.0")


def test_the_file_alone_is_enough_and_its_name_is_the_source(country, tmp_path):
    path = file_of(tmp_path, feature("110000000", polygon(SQUARE)))
    said, warned = StringIO(), StringIO()
    call_command("import_boundaries", str(path), stdout=said, stderr=warned)
    assert TerritoryBoundary.objects.get(territory="110000000").notice == "map.geojson"
    assert "licence" in warned.getvalue()


def test_several_polygons_and_holes_become_rings(country, tmp_path):
    hole = [[69.2, 52.2], [69.4, 52.2], [69.4, 52.4], [69.2, 52.2]]
    geometry = {"type": "MultiPolygon", "coordinates": [[SQUARE, hole], [SQUARE]]}
    load(file_of(tmp_path, feature("116000000", geometry)))
    assert len(TerritoryBoundary.objects.get(territory="116000000").rings) == 3


def test_the_same_outlines_twice_change_nothing(country, tmp_path):
    path = file_of(tmp_path, feature("110000000", polygon(SQUARE)))
    assert load(path).changed == 1
    assert load(path).changed == 0
    assert ChangeSet.objects.count() == 1


def test_all_wrong_features_are_told_at_once_and_nothing_is_written(country, tmp_path):
    path = file_of(
        tmp_path,
        feature("110000000", polygon(SQUARE)),
        feature("110000000", polygon(SQUARE)),
        feature("999999999", polygon(SQUARE)),
        feature("116030100", polygon(SQUARE)),
        feature("116000000", {"type": "Point", "coordinates": [69, 52]}),
        feature("113200000", polygon(SQUARE[:3])),
        feature("610000000", polygon([[y, x] for x, y in SQUARE])),
        feature("614000000", polygon([*SQUARE[:4], ["a", "b"]])),
    )
    with pytest.raises(BoundariesRefused) as caught:
        load(path)
    assert [(number, what) for number, _code, what in caught.value.problems] == [
        (2, "twice"), (3, "unknown"), (4, "unknown"), (5, "geometry"), (6, "ring"), (7, "outside"), (8, "ring"),
    ]  # fmt: skip
    assert not TerritoryBoundary.objects.exists()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"features": 5}', '{"features": []}', "[" * 100_000])
def test_a_file_that_is_no_geojson_is_refused(country, tmp_path, content):
    path = tmp_path / "map.geojson"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError):
        call_command("import_boundaries", str(path), source="x", licence="y", stdout=StringIO())


@given(st.lists(st.tuples(st.floats(50, 80), st.floats(41, 55)), min_size=4, max_size=60), st.floats(0.001, 1))
def test_simplifying_keeps_only_points_of_the_ring_and_its_ends(points, tolerance):
    ring = [*points, points[0]]
    kept = simplify(ring, tolerance)
    rounded = [(round(x, 3), round(y, 3)) for x, y in ring]
    assert all(point in rounded for point in kept)
    assert not kept or (kept[0], kept[-1]) == (rounded[0], rounded[-1])


def test_a_straight_side_loses_its_middle_points():
    side = [(69.0 + step / 10, 52.0) for step in range(10)]
    ring = [*side, (70.0, 52.0), (70.0, 53.0), (69.0, 53.0), (69.0, 52.0)]
    assert simplify(ring, 0.01) == [(69.0, 52.0), (70.0, 52.0), (70.0, 53.0), (69.0, 53.0), (69.0, 52.0)]


@pytest.mark.shared
def test_the_real_outlines_of_the_20_regions_are_read(db):
    path = SHARED / "osm_kz_regions20_2023_simplified.geojson"
    codes = [f["properties"]["kato"] for f in json.loads(path.read_text(encoding="utf-8"))["features"]]
    Territory.objects.bulk_create(
        Territory(kato=code, level="region", kind="oblast", name_kk=code, valid_from="2000-01-01") for code in codes
    )
    report = load(path)
    assert (report.units, report.changed) == (20, 20)
    assert 0 < report.points_kept <= report.points_read
