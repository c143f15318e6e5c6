"""Every text is translated into Kazakh and Russian, and the checker finds what is wrong with a catalogue."""

import ast
from collections.abc import Iterator
from pathlib import Path

import django
import polib
import pytest
from django.utils.translation import gettext, override

from rss_portal.ui.translations import catalogues
from rss_portal.ui.translations.django_texts import DJANGO_TEXTS
from rss_portal.ui.translations.messages import Key, Used, used_texts

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
USED = {key: Used(key, ["page.html:1"]) for key in (Key("Save"), Key("{n} row", "{n} rows"), Key("Hello, %(who)s"))}


@pytest.fixture
def areas(settings, tmp_path: Path) -> list[Path]:
    """Two empty areas in place of the portal's own."""
    settings.LOCALE_PATHS = [tmp_path / "one", tmp_path / "two"]
    return settings.LOCALE_PATHS


def write(area: Path, body: str, language: str = "kk") -> Path:
    path = area / language / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD + body, encoding="utf-8")
    return path


def kinds(language: str = "kk") -> list[tuple[str, str]]:
    return [(problem.kind, problem.text) for problem in catalogues.problems(USED, language)]


WHOLE = (
    'msgid "Save"\nmsgstr "Сақтау"\n\nmsgid "{n} row"\nmsgid_plural "{n} rows"\n'
    'msgstr[0] "{n} жол"\nmsgstr[1] "{n} жол"\n\nmsgid "Hello, %(who)s"\nmsgstr "Сәлем, %(who)s"\n'
)


@pytest.mark.parametrize("code", catalogues.TRANSLATED)
def test_every_text_of_the_portal_is_translated(code):
    problems = [str(problem) for problem in catalogues.problems(used_texts(), code)]
    assert not problems, "\n".join(problems[:40])


def test_a_whole_catalogue_has_no_problems(areas):
    write(areas[0], WHOLE)
    assert kinds() == []


def test_a_text_without_translation_or_marked_as_fuzzy_is_missing(areas):
    write(areas[0], WHOLE.replace("Сақтау", "").replace('msgid "Hello', '#, fuzzy\nmsgid "Hello'))
    assert kinds() == [("missing", "Save"), ("missing", "Hello, %(who)s")]


def test_a_translation_may_come_from_any_area(areas):
    write(areas[0], WHOLE.split("\n\n", 1)[0] + "\n")
    write(areas[1], WHOLE.split("\n\n", 1)[1])
    assert kinds() == []


def test_a_wrong_placeholder_is_found(areas):
    write(areas[0], WHOLE.replace("Сәлем, %(who)s", "Сәлем, %(name)s"))
    assert kinds() == [("placeholders", "Hello, %(who)s")]


def test_one_text_with_two_translations_is_found(areas):
    write(areas[0], WHOLE)
    write(areas[1], 'msgid "Save"\nmsgstr "Жазу"\n')
    assert kinds() == [("differing", "Save")]


def test_a_missing_plural_form_is_found(areas):
    write(areas[0], WHOLE.replace('msgstr[1] "{n} жол"\n', ""))
    assert ("forms", "{n} row") in kinds()


def test_only_stale_catalogues_are_compiled(areas):
    source = write(areas[0], WHOLE)
    assert catalogues.compile_stale() == [source]
    assert catalogues.compile_stale() == []


def test_texts_are_found_in_code_and_in_templates(tmp_path):
    (tmp_path / "standards").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "standards" / "phrases.py").write_text(
        'A = ngettext("%d day", "%d days", 2)\nB = f"{1} {pgettext(\'money\', \'mln\')}"\n'
    )
    (tmp_path / "templates" / "page.html").write_text(
        '<div>\n   {% translate "Home" context "menu" %}\n'
        " {% blocktranslate count n=n trimmed %}\n  {{ n }} place\n {% plural %}\n {{ n }} places{% endblocktranslate %}\n</div>"
    )
    found = used_texts(tmp_path)
    assert found[Key("%d day", "%d days")].places == ["standards/phrases.py:1"]
    assert Key("mln", context="money") in found
    assert found[Key("Home", context="menu")].places == ["templates/page.html:2"]
    assert Key("%(n)s place", "%(n)s places") in found


def test_the_catalogues_are_compiled_before_the_tests_run():
    with override("ru"):
        assert gettext("Sign in") == "Войти"


def test_the_texts_taken_over_from_django_are_still_djangos():
    texts = set()
    for folder in ("conf", "contrib/auth"):
        for entry in polib.pofile(str(Path(django.__file__).parent / folder / "locale/en/LC_MESSAGES/django.po")):
            texts.add((entry.msgid, entry.msgid_plural) if entry.msgid_plural else (entry.msgid,))
    assert not set(DJANGO_TEXTS) - texts


EAGER = {"gettext", "ngettext", "pgettext", "npgettext"}


def eager_names(tree: ast.Module) -> set[str]:
    """The names under which a module has the functions that translate at once."""
    imports = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    names = (alias for node in imports if node.module == "django.utils.translation" for alias in node.names)
    return {alias.asname or alias.name for alias in names if alias.name in EAGER}


def calls_at_import(node: ast.AST) -> Iterator[ast.Call]:
    """Calls that run when the module is imported: those outside of functions."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.Call):
            yield child
        yield from calls_at_import(child)


def test_no_text_is_translated_when_its_module_is_imported(settings):
    """It would stay in the language of the first request: two languages on one page."""
    found = []
    for folder in ("rss_portal", "settlements", "standards"):
        for path in (settings.BASE_DIR / folder).rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            names = eager_names(tree)
            calls = [call for call in calls_at_import(tree) if getattr(call.func, "id", "") in names]
            found += [f"{path.relative_to(settings.BASE_DIR)}:{call.lineno}" for call in calls]
    assert not found, found
