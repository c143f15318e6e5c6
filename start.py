#!/usr/bin/env python3
"""Starts the portal or its tests on a machine that has only Python 3.11 or newer.

    python3 start.py [--country] [--port 8000] [--host 127.0.0.1]   install, prepare, start the portal
    python3 start.py test [pytest arguments]                        install, run the tests
    python3 start.py check                                          formatting, types, imports, translations
    python3 start.py install [group ...]                            install only
    python3 start.py manage COMMAND [arguments]                     any command of manage.py

Everything is kept in two folders: .venv (packages) and var (data; RSS_VAR_DIR names another place).
"""

import getpass
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCK = ROOT / "uv.lock"
STAMP = VENV / "installed-lock"
PROJECT = "rss-portal"

CHECKS = (
    ("formatting", ["ruff", "format", "--check", "--quiet", "."]),
    ("lint", ["ruff", "check", "--quiet", "."]),
    ("templates", ["djlint", "--lint", "--quiet", "templates"]),
    ("imports between apps", ["importlinter.cli", "lint"]),
    ("types", ["mypy", "."]),
    ("migrations", ["manage.py", "makemigrations", "--check", "--dry-run"]),
    ("translations", ["manage.py", "translations"]),
)


# --- locked requirements -------------------------------------------------------------------------------


def locked_requirements(lock: dict, groups: tuple[str, ...] = ()) -> Iterator[str]:
    """Lines `name==version ; marker --hash=...` for pip of all that the project and its GROUPS need."""
    packages = {package["name"]: package for package in lock["package"]}
    for name, conditions in sorted(_reachable(packages, groups).items()):
        package = packages[name]
        files = [*package.get("wheels", []), *filter(None, [package.get("sdist")])]
        marker = "" if frozenset() in conditions else f" ; {_any_of(conditions)}"
        hashes = "".join(f" --hash={file['hash']}" for file in files)
        yield f"{name}=={package['version']}{marker}{hashes}"


def _reachable(packages: dict[str, dict], groups: tuple[str, ...]) -> dict[str, set[frozenset[str]]]:
    """Every needed package with the sets of markers under which it is; an empty set means always."""
    project = packages[PROJECT]
    wanted = [*project["dependencies"], *(d for g in groups for d in project["dev-dependencies"][g])]
    queue: list[tuple[dict, frozenset[str]]] = [(dependency, frozenset()) for dependency in wanted]
    found: dict[str, set[frozenset[str]]] = {}
    seen = set()
    while queue:
        dependency, inherited = queue.pop()
        name, extras = dependency["name"], tuple(dependency.get("extra", ()))
        condition = inherited | frozenset(filter(None, [dependency.get("marker")]))
        if (name, extras, condition) not in seen:
            seen.add((name, extras, condition))
            found.setdefault(name, set()).add(condition)
            queue += [(needed, condition) for needed in _needed_by(packages[name], extras)]
    return found


def _needed_by(package: dict, extras: tuple[str, ...]) -> list[dict]:
    optional = package.get("optional-dependencies", {})
    return [*package.get("dependencies", []), *(d for extra in extras for d in optional[extra])]


def _any_of(conditions: set[frozenset[str]]) -> str:
    return " or ".join(sorted("(" + " and ".join(f"({m})" for m in sorted(c)) + ")" for c in conditions))


# --- installation --------------------------------------------------------------------------------------


def install(groups: tuple[str, ...] = ()) -> None:
    """Bring .venv to the state of uv.lock; nothing is done when its stamp says that it is there already."""
    lock_hash = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    stamped = STAMP.read_text(encoding="ascii").split() if STAMP.exists() else []
    if PYTHON.exists() and stamped[:1] == [lock_hash] and set(groups) <= set(stamped[1:]):
        return
    kept = tuple(sorted({*groups, *stamped[1:]}))
    print("Installing the locked packages into .venv ...", flush=True)
    if not _install_with_uv(kept):
        _make_venv()
        _install_with_pip(kept)
    STAMP.write_text(" ".join([lock_hash, *kept]), encoding="ascii")


def _install_with_uv(groups: tuple[str, ...]) -> bool:
    """The fast path, when uv is at hand; False leaves the work to pip."""
    uv = shutil.which("uv")
    if not uv:
        return False
    chosen = [f"--group={group}" for group in groups]
    command = [uv, "sync", "--frozen", "--no-default-groups", *chosen, "--python", sys.executable]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "UV_PROJECT_ENVIRONMENT": str(VENV)})
    if done.returncode:
        print("uv did not succeed, pip is used instead.", flush=True)
    return done.returncode == 0


def _make_venv() -> None:
    # An environment that uv made runs, but has no pip; one from a machine that is gone does not run at all.
    if _runs([str(PYTHON), "-c", "import pip"]) or _runs([str(PYTHON), "-m", "ensurepip", "--default-pip"]):
        return
    try:
        venv.create(VENV, with_pip=True, clear=True)
    except subprocess.CalledProcessError:
        # Debian ships Python without ensurepip; its own pip can install into the environment.
        venv.create(VENV, with_pip=False, clear=True)
        if not _runs([sys.executable, "-m", "pip", "--python", str(PYTHON), "--version"]):
            shutil.rmtree(VENV)
            sys.exit(
                "This Python can make no virtual environment. On Debian and Ubuntu: "
                "sudo apt install python3-venv; or put uv (https://docs.astral.sh/uv/) on the PATH."
            )


def _install_with_pip(groups: tuple[str, ...]) -> None:
    import tomllib  # not at the top: an older Python must get as far as the message of main()

    lock = tomllib.loads(LOCK.read_text(encoding="utf-8"))
    own_pip = _runs([str(PYTHON), "-c", "import pip"])
    pip = [str(PYTHON), "-m", "pip"] if own_pip else [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as requirements:
        requirements.write("\n".join(locked_requirements(lock, groups)))
        requirements.flush()
        options = ["--quiet", "--require-hashes", "--no-deps", "--disable-pip-version-check", "--no-input"]
        _run_or_exit([*pip, "install", *options, "-r", requirements.name])


def _runs(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True).returncode == 0
    except OSError:
        return False


def _run_or_exit(command: list[str], **environment: str) -> None:
    code = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}).returncode
    if code:
        sys.exit(code)


# --- commands ------------------------------------------------------------------------------------------


def start_portal(arguments: list[str]) -> None:
    install()
    manage(["quickstart", *arguments])


def manage(arguments: list[str]) -> None:
    """Becomes manage.py, so that signals reach it and nothing is left between."""
    install()
    os.chdir(ROOT)
    os.execv(PYTHON, [str(PYTHON), "manage.py", *arguments])


def run_tests(arguments: list[str]) -> None:
    """The tests on SQLite, then on PostgreSQL where one answers; exits with the first failure's code."""
    install(("dev",))
    _run_or_exit([str(PYTHON), "manage.py", "translations", "--compile"])
    # A process that has done its half takes tests from the other's: the long ones in a browser come last.
    processes = ["-n", os.environ.get("RSS_TEST_PROCESSES", "2"), "--dist", "worksteal"]
    pytest = [str(PYTHON), "-m", "pytest", *processes, *arguments]
    codes = [_run_on("SQLite", pytest, "")]
    postgresql = _postgresql_url()
    if postgresql:
        codes.append(_run_on("PostgreSQL", pytest, postgresql))
    else:
        print("PostgreSQL does not answer: the tests ran on SQLite only (RSS_TEST_POSTGRESQL names one).")
        codes.append(1 if os.environ.get("CI") else 0)
    sys.exit(next((code for code in codes if code), 0))


def _run_on(database: str, pytest: list[str], url: str) -> int:
    print(f"\n=== Tests on {database} ===", flush=True)
    own = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    # What touches no database, or judges only how pages look, has been tried with SQLite.
    second = {"DATABASE_URL": url, "RSS_SECOND_DATABASE": "1"} if url else {}
    return subprocess.run(pytest, cwd=ROOT, env={**own, **second}).returncode


def _postgresql_url() -> str:
    """Address of a PostgreSQL in which test databases may be made, empty when none answers."""
    named = os.environ.get("RSS_TEST_POSTGRESQL")
    user = getpass.getuser()
    candidates = [named] if named else ["postgres:///postgres", f"postgres://{user}@127.0.0.1:5432/postgres"]
    probe = "import sys, psycopg2; psycopg2.connect(sys.argv[1], connect_timeout=2).close()"
    answering = (url for url in candidates if _runs([str(PYTHON), "-c", probe, url]))
    return next((url.replace("/postgres", "/rss_portal") if not named else url for url in answering), "")


def run_checks(_: list[str]) -> None:
    """What a machine can judge about the code; every check runs, the exit code tells whether one failed."""
    install(("dev",))
    failed = [name for name, command in CHECKS if not _passes(name, command)]
    sys.exit(f"Failed: {', '.join(failed)}" if failed else 0)


def _passes(name: str, command: list[str]) -> bool:
    print(f"--- {name}", flush=True)
    program = command if command[0] == "manage.py" else ["-m", *command]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "rss_portal.settings.test"}
    return subprocess.run([str(PYTHON), *program], cwd=ROOT, env=environment).returncode == 0


COMMANDS = {
    "install": lambda groups: install(tuple(groups)),
    "test": run_tests,
    "check": run_checks,
    "manage": manage,
}


def main(arguments: list[str]) -> None:
    if sys.version_info < (3, 11):
        sys.exit("Python 3.11 or newer is needed.")
    if arguments[:1] in (["-h"], ["--help"], ["help"]):
        print(__doc__)
    elif arguments and arguments[0] in COMMANDS:
        COMMANDS[arguments[0]](arguments[1:])
    else:
        start_portal(arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
