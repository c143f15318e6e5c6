"""Numbers and dates as people read them, the Kazakh order of letters, and folded search."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from rss_portal.accounts.models import User
from rss_portal.ui import formats
from rss_portal.ui.collation import kazakh_order, sort_key
from rss_portal.ui.folding import fold


@pytest.mark.parametrize(
    ("value", "language", "shown"),
    [
        (808333, "kk", "80,8"),
        (808333, "en", "80.8"),
        (808500, "ru", "80,9"),  # half up, not to even
        (807500, "ru", "80,8"),
        (0, "kk", "0,0"),
        (1000000, "kk", "100,0"),
        (None, "kk", "—"),
    ],
)
def test_a_percent_has_one_decimal_rounded_half_up(value, language, shown):
    assert formats.percent(value, language) == shown


@pytest.mark.parametrize(
    ("change", "shown"), [(23000, "+2,3"), (-4000, "−0,4"), (0, "0,0"), (400, "0,0"), (-400, "0,0"), (None, "—")]
)
def test_a_change_shows_its_sign_unless_it_rounds_to_nothing(change, shown):
    assert formats.points(change, "kk") == shown


def test_numbers_are_grouped_by_a_narrow_space():
    assert formats.number(1234567, "kk") == "1\u202f234\u202f567"
    assert formats.decimal(Decimal("-1234.55"), 1, "ru") == "−1\u202f234,6"
    assert formats.decimal(Decimal("1234.5"), 1, "en") == "1\u202f234.5"


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_a_shown_number_reads_back_as_itself(value):
    shown = formats.number(value, "kk")
    assert int(shown.replace("\u202f", "").replace("−", "-")) == value


@pytest.mark.parametrize(
    ("thousand_tenge", "language", "shown"),
    [
        (950, "kk", "950 мың теңге"),
        (12345, "ru", "12,3 млн тенге"),
        (12_345_678, "kk", "12,3 млрд теңге"),
        (None, "kk", "—"),
    ],
)
def test_money_says_its_unit(thousand_tenge, language, shown):
    with override(language):
        assert formats.money(thousand_tenge, language) == shown


def test_dates_are_day_month_year_in_the_portals_time_zone():
    assert formats.day(date(2026, 3, 7), "kk") == "07.03.2026"
    assert formats.moment(datetime(2026, 3, 7, 20, 30, tzinfo=UTC), "ru") == "08.03.2026, 01:30"


@pytest.mark.parametrize("code", ["kk", "ru", "en"])
def test_djangos_own_date_filter_says_day_month_year_too(code):
    with override(code):
        page = Template('{{ day|date:"SHORT_DATE_FORMAT" }}').render(Context({"day": date(2026, 3, 7)}))
    assert page == "07.03.2026"


def test_a_name_falls_back_to_the_other_languages():
    class Thing:
        name_kk, name_ru, name_en = "Ақкөл ауданы", "Аккольский район", ""

    assert formats.name(Thing, "kk") == "Ақкөл ауданы"
    assert formats.name(Thing, "ru") == "Аккольский район"
    assert formats.name(Thing, "en") == "Akkolskiy rayon"
    Thing.name_ru = ""
    assert formats.name(Thing, "ru") == "Ақкөл ауданы"


WORDS = [
    "Абай",
    "Әйтеке",
    "Ғабит",
    "Еңбек",
    "Зеренді",
    "Қазығұрт",
    "Көкшетау",
    "Өскемен",
    "Тараз",
    "Ұзын",
    "Үржар",
    "Шу",
]


def test_words_sort_by_the_kazakh_alphabet():
    reversed_words = WORDS[::-1]
    assert sorted(reversed_words, key=sort_key) == [
        "Абай", "Әйтеке", "Ғабит", "Еңбек", "Зеренді", "Көкшетау", "Қазығұрт", "Өскемен", "Тараз", "Ұзын", "Үржар", "Шу",
    ]  # fmt: skip


def test_the_database_sorts_by_the_kazakh_alphabet_too(db):
    for number, word in enumerate(WORDS):
        User.objects.create(username=f"user-{number}", last_name=word)
    found = list(User.objects.order_by(kazakh_order("last_name")).values_list("last_name", flat=True))
    assert found == sorted(WORDS, key=sort_key)


@pytest.mark.parametrize(
    ("typed", "written"),
    [("Казыгурт", "Қазығұрт"), ("ЗЕРЕНДИ", "Зеренді"), ("артем", "Артём"), ("ус  темир", "Үс\u00a0Темір")],
)
def test_search_does_not_mind_case_spaces_and_kazakh_letters(typed, written):
    assert fold(typed) == fold(written)
