"""Sheets and columns of the inventory workbook: each column is described here once, in Kazakh and Russian."""

from functools import partial
from typing import Any

from rss_portal.exchange.forms import Choice, Column, SheetForm
from settlements.rules.entry_checks import Problem
from settlements.rules.entry_reading import read_value
from settlements.rules.measure_fields import (
    COMMON_FIELDS,
    DECIMALS,
    FACILITY,
    MAX_COUNT,
    MEASURE_FIELDS,
    NETWORK,
    SERVICE,
)

YES_NO = (Choice(True, "Иә / Да"), Choice(False, "Жоқ / Нет"))
REASONS = (
    Choice("own_school", "Елді мекеннің өз мектебі бар / Есть своя школа"),
    Choice("served_nearby", "Көрші елді мекен қызмет көрсетеді / Обслуживает соседний НП"),
    Choice("no_need", "Норматив бойынша қажеттілік жоқ / Нет потребности по нормативу"),
    Choice("natural", "Табиғи жағдай мүмкіндік бермейді / Не позволяют природные условия"),
    Choice("other", "Басқа себеп (ескертпеде) / Другая причина (в примечании)"),
)
LEVELS = {"mandatory": "міндетті / обязательный", "recommended": "ұсынылатын / рекомендуемый"}
SHEET_TITLES = {FACILITY: "Объектілер-Объекты", NETWORK: "Желілер-Сети", SERVICE: "Қызметтер-Услуги"}

# field: heading kk, heading ru, width, hint kk, hint ru
_FIELDS: dict[str, tuple[str, str, float, str, str]] = {
    "required": (
        "Қажеті", "Требуется", 11,
        "Норматив бойынша қанша керек. Міндетті объект үшін кемінде 1.",
        "Сколько нужно по нормативу. Для обязательного объекта не меньше 1.",
    ),
    "good": ("Жақсы жағдайда", "В хорошем состоянии", 12, "Жөндеуді қажет етпейтін бар объектілер.",
             "Имеющиеся объекты, не требующие ремонта."),
    "current_repair": ("Ағымдағы жөндеу қажет", "Нужен текущий ремонт", 12, "Бар объектілер саны.",
                       "Число имеющихся объектов."),
    "capital_repair": ("Күрделі жөндеу қажет", "Нужен капитальный ремонт", 12, "Бар объектілер саны.",
                       "Число имеющихся объектов."),
    "emergency": ("Апатты жағдайда", "В аварийном состоянии", 12, "Бар объектілер саны.",
                  "Число имеющихся объектов."),
    "lacking_equipment": ("Жабдығы жетіспейді", "Не хватает оборудования", 13,
                          "Бар объектілердің қаншасының материалдық-техникалық базасы жетіспейді.",
                          "У скольких из имеющихся не хватает материально-технической базы."),
    "capacity": ("Сыйымдылығы", "Вместимость", 12, "Орын немесе қабылдау саны.", "Мест или посещений."),
    "distance_km": ("Ең жақынына дейін, км", "До ближайшего, км", 12,
                    "Объект жоқ болса, ең жақынына дейінгі қашықтық.", "Если объекта нет: расстояние до ближайшего."),
    "served_by": ("Қызмет көрсететін елді мекен (КАТО)", "Обслуживающий НП (КАТО)", 16,
                  "Тоғыз таңбалы КАТО коды.", "Код КАТО из девяти цифр."),
    "total": ("Барлығы", "Всего", 12, "Барлық саны, атауындағы өлшем бірлігімен.",
              "Всего, в единицах из названия."),
    "covered": ("Қамтылғаны", "Охвачено", 12, "Барлығынан аспайды.", "Не больше, чем всего."),
    "normative": ("Нормативтік жағдайда", "В нормативном состоянии", 13,
                  "Қамтылғаннан аспайды; бос қалдыруға болады.",
                  "Не больше охваченного; можно оставить пустым."),
    "available": ("Қызмет бар ма", "Услуга есть", 12, "Тізімнен таңдаңыз.", "Выберите из списка."),
    "share_served": ("Қамтылған тұрғындар, %", "Охвачено жителей, %", 12, "0-ден 100-ге дейін; бос қалдыруға болады.",
                     "От 0 до 100; можно оставить пустым."),
    "schedule": ("Жұмыс кестесі", "График работы", 24, "200 таңбаға дейін.", "До 200 знаков."),
    "cost_thousand_tenge": ("Стандартқа жеткізу құны, мың теңге", "Стоимость доведения до стандарта, тыс. тенге", 16,
                            "", ""),
    "na_reason": ("Қолданылмайды: себебі", "Не применимо: причина", 26, "Тізімнен таңдаңыз.",
                  "Выберите из списка."),
    "note": ("Ескертпе", "Примечание", 30, "Былтырғымен салыстырғанда күрт өзгерісті түсіндіріңіз.",
             "Объясните резкое изменение по сравнению с прошлым годом."),
}  # fmt: skip
_KINDS = {"available": "choice", "na_reason": "choice", "schedule": "text", "served_by": "text", "note": "text"}
LAST_YEAR_FIELDS: dict[str, tuple[str, ...]] = {
    FACILITY: ("required", "good", "current_repair", "capital_repair", "emergency", "lacking_equipment"),
    NETWORK: ("total", "covered", "normative"),
    SERVICE: ("available", "share_served"),
}
LABELS = (
    Column("label.kato", "КАТО", "КАТО", "label", 11),
    Column("label.district", "Аудан", "Район", "label", 20),
    Column("label.settlement", "Елді мекен", "Населённый пункт", "label", 24),
    Column("label.item", "Объект, көрсетілетін қызмет", "Объект, услуга", "label", 44),
    Column("label.level", "Деңгейі", "Уровень", "label", 16),
)


def fields_of(measure: str) -> tuple[str, ...]:
    """Stored fields of MEASURE in the order of the workbook."""
    return MEASURE_FIELDS[measure] + COMMON_FIELDS


def _choices(field: str) -> tuple[Choice, ...]:
    return {"available": YES_NO, "na_reason": REASONS}.get(field, ())


def _maximum(field: str) -> float | None:
    if field == "share_served":
        return 100
    return None if field in _KINDS else 10 ** DECIMALS[field][0] - 1 if field in DECIMALS else MAX_COUNT


def _read_reason(raw: Any) -> tuple[Any, Problem | None]:
    """A reason by the text of the drop-down, either language of it, or its code."""
    text = " ".join(str(raw).split()).casefold()
    for choice in REASONS:
        if text in (choice.code, choice.text.casefold(), *choice.text.casefold().split(" / ")):
            return choice.code, None
    return ("", None) if not text else ("", Problem("unknown_reason", "na_reason", str(raw)))


def _read_flag(raw: Any) -> tuple[Any, Problem | None]:
    """Yes or no by the text of the drop-down or as people write it."""
    if isinstance(raw, str) and "/" in raw:
        raw = raw.split("/")[0]
    return read_value("available", raw)


_OWN_READERS = {"na_reason": _read_reason, "available": _read_flag}


def _column(field: str) -> Column:
    kk, ru, width, help_kk, help_ru = _FIELDS[field]
    kind = _KINDS.get(field, "decimal" if field in DECIMALS else "count")
    limit = {"schedule": 200, "served_by": 9}.get(field)
    return Column(
        field, kk, ru, kind, width, help_kk, help_ru, _choices(field), _maximum(field), limit,
        _OWN_READERS.get(field) or partial(read_value, field),
    )  # fmt: skip


def _last_year(field: str) -> Column:
    kk, ru, width, *_ = _FIELDS[field]
    return Column(f"last.{field}", f"Былтыр: {kk.lower()}", f"В прошлом году: {ru.lower()}", "last_year", width)


SHEETS = tuple(
    SheetForm(
        measure,
        SHEET_TITLES[measure],
        (*LABELS, *map(_column, fields_of(measure)), *map(_last_year, LAST_YEAR_FIELDS[measure])),
    )
    for measure in (FACILITY, NETWORK, SERVICE)
)
