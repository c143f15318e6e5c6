"""start.py and the supervisor: what is installed, what is restarted, what is left behind."""

import os
import signal
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from packaging.requirements import Requirement

import start
from rss_portal.operations.static_files import collect_changed
from rss_portal.operations.supervisor import Child, Supervisor

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(15, signal.SIG_IGN); print(1, flush=True); time.sleep(60)",
]


def lines_of(*groups: str) -> dict[str, str]:
    lock = tomllib.loads((settings.BASE_DIR / "uv.lock").read_text(encoding="utf-8"))
    return {line.split("==")[0]: line for line in start.locked_requirements(lock, groups)}


def test_every_locked_requirement_has_a_version_and_hashes():
    for line in lines_of("dev").values():
        requirement, *hashes = line.split(" --hash=")
        assert Requirement(requirement).specifier
        assert hashes
        assert all(one.startswith("sha256:") for one in hashes)


def test_the_portal_is_installed_without_the_tools_of_developers():
    portal, developers = lines_of(), lines_of("dev")
    assert {"django", "celery", "asgiref"} <= set(portal)  # asgiref is needed by django only
    assert "pytest" not in portal
    assert {"pytest", "mypy"} <= set(developers)


def test_a_package_needed_under_a_condition_keeps_the_condition():
    lock = {
        "package": [
            {
                "name": "rss-portal",
                "version": "1",
                "dependencies": [{"name": "a", "marker": "sys_platform == 'win32'"}, {"name": "b"}],
            },
            {"name": "a", "version": "1", "dependencies": [{"name": "c"}], "wheels": [{"hash": "sha256:a"}]},
            {
                "name": "b",
                "version": "1",
                "dependencies": [{"name": "c", "marker": "python_full_version < '3.12'"}],
                "wheels": [{"hash": "sha256:b"}],
            },
            {"name": "c", "version": "2", "sdist": {"hash": "sha256:c"}},
        ]
    }
    assert list(start.locked_requirements(lock)) == [
        "a==1 ; ((sys_platform == 'win32')) --hash=sha256:a",
        "b==1 --hash=sha256:b",
        "c==2 ; ((python_full_version < '3.12')) or ((sys_platform == 'win32')) --hash=sha256:c",
    ]


def test_an_up_to_date_environment_is_left_alone(monkeypatch, tmp_path):
    for name, place in {"VENV": tmp_path, "PYTHON": tmp_path / "python", "STAMP": tmp_path / "stamp"}.items():
        monkeypatch.setattr(start, name, place)
    done = []
    monkeypatch.setattr(start, "_install_with_uv", lambda groups: False)
    monkeypatch.setattr(start, "_make_venv", lambda: (tmp_path / "python").touch())
    monkeypatch.setattr(start, "_install_with_pip", done.append)
    start.install()
    start.install()
    start.install(("dev",))
    start.install()
    assert done == [(), ("dev",)]


@pytest.fixture
def child(tmp_path: Path):
    made = []

    def make(command: list[str], *signals: signal.Signals) -> Child:
        made.append(
            Child("child", command, tmp_path / "logs" / "child.log", signals or (signal.SIGTERM, signal.SIGKILL))
        )
        return made[-1]

    yield make
    for one in made:
        one.stop(patience_seconds=1)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return b") Z" not in Path(f"/proc/{pid}/stat").read_bytes()


def wait_until(condition, seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    return condition()


def test_a_child_that_dies_is_restarted_and_one_that_keeps_dying_ever_later(child):
    dying = child([sys.executable, "-c", "raise SystemExit(3)"])
    dying.start()
    pauses = []
    for _ in range(3):
        dying.process.wait(10)
        now = time.monotonic()
        dying.look_after(now)
        pauses.append(dying.back_off)
        assert dying.process is None
        dying.look_after(now)  # too early
        assert dying.process is None
        dying.look_after(dying.start_at)
        assert dying.process is not None
    assert pauses == [1, 2, 4]


def test_stopping_ends_a_child_that_does_not_listen(child):
    stubborn = child(STUBBORN)
    stubborn.start()
    assert wait_until(lambda: stubborn.log.read_bytes() != b"")
    pid = stubborn.process.pid
    stubborn.stop(patience_seconds=0.3)
    assert not alive(pid)


def test_a_failing_chore_does_not_end_the_supervisor(child):
    rounds = []

    def chore() -> None:
        rounds.append(1)
        if len(rounds) == 3:
            supervisor.stopping = True
        raise OSError("no space left")

    supervisor = Supervisor([child(SLEEPER)], chore, every_seconds=0)
    supervisor.children[0].start()
    pid = supervisor.children[0].process.pid
    supervisor.run()
    assert len(rounds) == 3
    assert not alive(pid)


PARENT = """
import sys, signal, time
from pathlib import Path
from rss_portal.operations.supervisor import Child
child = Child("child", [sys.executable, "-c", "import time; time.sleep(60)"], Path(sys.argv[1]))
child.start()
print(child.process.pid, flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells a child of its parent's death")
def test_no_orphan_outlives_a_killed_supervisor(tmp_path):
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path / "child.log")], cwd=settings.BASE_DIR, stdout=subprocess.PIPE
    )
    pid = int(parent.stdout.readline())
    assert alive(pid)
    parent.kill()
    parent.wait(10)
    assert wait_until(lambda: not alive(pid))


def test_static_files_are_packed_again_only_when_one_changed(settings, tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.css").write_text("a {}")
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [source], tmp_path / "collected"
    assert [collect_changed(), collect_changed()] == [True, False]
    (source / "b.css").write_text("b {}")
    assert collect_changed()
    assert (tmp_path / "collected" / "b.css").exists()
