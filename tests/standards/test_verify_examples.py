import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

EXAMPLES = Path(__file__).parents[1] / "worked_examples"


def verify(*files: Path) -> tuple[int, list[str]]:
    """Exit code and lines of `verify_examples FILES`."""
    out = StringIO()
    try:
        call_command("verify_examples", *map(str, files), stdout=out)
    except SystemExit as stop:
        return int(stop.code or 0), out.getvalue().splitlines()
    return 0, out.getvalue().splitlines()


def changed(tmp_path: Path, change) -> Path:
    data = json.loads((EXAMPLES / "provision.json").read_text("utf-8"))
    change(data)
    path = tmp_path / "examples.json"
    path.write_text(json.dumps(data), "utf-8")
    return path


def test_every_worked_example_of_the_repository_passes():
    code, lines = verify(*sorted(EXAMPLES.glob("*.json")))
    assert code == 0
    assert lines[-1].endswith(" passed, 0 failed")
    assert "  ok   zerendi-schools by availability_condition: expected 80.8333, got 80.8333" in lines
    assert "  ok   village: expected 73.1994, got 73.1994" in lines
    assert "  ok   country: expected 55.7421, got 55.7421" in lines


def test_one_wrong_expectation_exits_1_and_names_the_case(tmp_path):
    def change(data):
        data["village"]["expected_percent"] = "73.1995"

    code, lines = verify(changed(tmp_path, change))
    assert code == 1
    assert [line for line in lines if "FAIL" in line] == ["  FAIL village: expected 73.1995, got 73.1994"]
    assert lines[-1].endswith(" passed, 1 failed")


def test_a_wrong_entry_changes_what_is_got(tmp_path):
    def change(data):
        data["items"] = data["items"][:1]
        data["items"][0]["entry"]["good"] = 2

    code, lines = verify(changed(tmp_path, change))
    assert code == 1
    assert any("zerendi-schools by availability_condition: expected 80.8333, got" in line for line in lines)


@pytest.mark.parametrize("part", ["items", "village", "aggregate", "country_2022"])
def test_any_part_may_be_absent_or_alone(tmp_path, part):
    def alone(data):
        for other in [name for name in data if name != part]:
            del data[other]

    assert verify(changed(tmp_path, lambda data: data.pop(part)))[0] == 0
    assert verify(changed(tmp_path, alone))[0] == 0


@pytest.mark.parametrize(
    "content", ["{", "[]", "{}", '{"guess": 1}', '{"items": [{"measure": "facility"}]}', '{"items": 3}']
)
def test_a_file_that_cannot_be_followed_fails_with_a_reason(tmp_path, content):
    path = tmp_path / "odd.json"
    path.write_text(content, "utf-8")
    code, lines = verify(path)
    assert code == 1
    assert lines[-1] == "0 passed, 1 failed"


def test_an_unknown_part_and_an_unknown_value_fail(tmp_path):
    def change(data):
        data["guesses"] = []
        data["items"][0]["entry"]["colour"] = 1

    lines = verify(changed(tmp_path, change))[1]
    assert lines[-1].endswith(" passed, 2 failed")


def test_bands_at_the_edges_are_medium(tmp_path):
    def change(data):
        for other in [name for name in data if name != "aggregate"]:
            del data[other]
        data["aggregate"]["settlements"][1]["percent"] = 80.0000001
        data["aggregate"]["expected"] = {"bands": {"high": {"settlements": 2}, "medium": {"settlements": 1}}}

    assert verify(changed(tmp_path, change))[0] == 0


def test_the_process_itself_exits_1(tmp_path):
    path = tmp_path / "odd.json"
    path.write_text(
        '{"country_2022": {"rural": [1, "50"], "urban": [1, "60"], "expected_mean_of_settlements": "55.0001"}}', "utf-8"
    )
    done = subprocess.run(
        [sys.executable, "manage.py", "verify_examples", str(path)],
        cwd=settings.BASE_DIR, capture_output=True, text=True,
    )  # fmt: skip
    assert (done.returncode, done.stdout.splitlines()[-1]) == (1, "0 passed, 1 failed"), done.stderr


def test_a_part_is_known_with_the_year_of_its_figures(tmp_path):
    path = tmp_path / "country.json"
    path.write_text(
        '{"country_2021": {"rural": [6316, "64.1"], "urban": [0, "0"], "expected_mean_of_settlements": "64.1000"}}',
        "utf-8",
    )
    assert verify(path)[1][-1] == "1 passed, 0 failed"
