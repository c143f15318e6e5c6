"""What each kind of document consists of (Order No. 93, §63-165)."""

from dataclasses import dataclass

from planning_docs.choices import DocumentKind as Kind
from planning_docs.choices import ElementKind, IndicatorKind


@dataclass(frozen=True)
class SectionOf:
    """A section that the methodology prescribes; the titles are those of the order."""

    code: str
    title_kk: str
    title_ru: str


_INTRODUCTION = SectionOf("introduction", "Кіріспе", "Введение")
_EXPERIENCE = SectionOf("experience", "Халықаралық тәжірибеге шолу", "Обзор международного опыта")

SECTIONS: dict[str, tuple[SectionOf, ...]] = {
    Kind.NATIONAL_PLAN: (
        _INTRODUCTION,
        SectionOf("analysis", "Жаһандық үрдістерді талдау", "Анализ глобальных тенденций"),
        SectionOf("principles", "Іске асырудың негізгі қағидаттары", "Основные принципы реализации"),
        SectionOf(
            "approaches", "Іске асыру тәсілдері және күтілетін нәтижелер", "Подходы к реализации и ожидаемые результаты"
        ),
        SectionOf("map", "Стратегиялық көрсеткіштер картасы", "Карта стратегических показателей"),
    ),
    Kind.TERRITORIAL_PLAN: (
        _INTRODUCTION,
        SectionOf("analysis", "Ағымдағы жағдайды талдау және бағалау", "Анализ и оценка текущей ситуации"),
        _EXPERIENCE,
        SectionOf(
            "vision",
            "Аумақтық дамудың пайымы, қағидаттары, тәсілдері мен бағыттары",
            "Видение, принципы, подходы и направления территориального развития",
        ),
        SectionOf("parameters", "Өңірлер дамуының негізгі параметрлері", "Основные параметры развития регионов"),
        SectionOf("schemes", "Өңірлерді перспективалық дамыту схемалары", "Схемы перспективного развития регионов"),
        SectionOf(
            "mechanisms",
            "Аумақтық даму жоспарын іске асыру тетіктері",
            "Механизмы реализации Плана территориального развития",
        ),
    ),
    Kind.CONCEPT: (
        SectionOf("passport", "Паспорт (негізгі параметрлер)", "Паспорт (основные параметры)"),
        SectionOf("analysis", "Ағымдағы ахуалды талдау", "Анализ текущей ситуации"),
        _EXPERIENCE,
        SectionOf("vision", "Пайымдау", "Видение"),
        SectionOf("principles", "Дамудың негізгі қағидаттары мен тәсілдері", "Основные принципы и подходы развития"),
        SectionOf(
            "indicators",
            "Нысаналы индикаторлар және күтілетін нәтижелер",
            "Целевые индикаторы и ожидаемые результаты",
        ),
        SectionOf("actions", "Іс-қимыл жоспары", "План действий"),
    ),
    Kind.BODY_PLAN: (
        SectionOf("mission", "Миссиясы және пайымы", "Миссия и видение"),
        SectionOf(
            "architecture",
            "Стратегиялық және бюджеттік жоспарлаудың өзара байланысының архитектурасы",
            "Архитектура взаимосвязи стратегического и бюджетного планирования",
        ),
        SectionOf(
            "goals",
            "Стратегиялық бағыттар, мақсаттар және нысаналы индикаторлар",
            "Стратегические направления, цели и целевые индикаторы",
        ),
        SectionOf("resources", "Ресурстар", "Ресурсы"),
    ),
    Kind.REGION_PLAN: (
        SectionOf("passport", "Паспорт (негізгі сипаттамалар)", "Паспорт (основные характеристики)"),
        SectionOf("vision", "Аумақты дамытудың пайымы мен перспективасы", "Видение и перспектива развития территории"),
        SectionOf("analysis", "Ағымдағы ахуалды талдау", "Анализ текущей ситуации"),
        SectionOf(
            "goals",
            "Негізгі бағыттар, мақсаттар, нысаналы индикаторлар және оларға қол жеткізу жолдары",
            "Основные направления, цели, целевые индикаторы и пути их достижения",
        ),
        SectionOf("resources", "Қажетті ресурстар", "Необходимые ресурсы"),
    ),
}

_UPPER = (Kind.NATIONAL_PLAN, Kind.TERRITORIAL_PLAN, Kind.CONCEPT, Kind.NATIONAL_PROJECT)
PARENTS: dict[str, tuple[str, ...]] = {
    Kind.STRATEGY: (),
    Kind.NATIONAL_PLAN: (Kind.STRATEGY,),
    Kind.TERRITORIAL_PLAN: (Kind.NATIONAL_PLAN,),
    Kind.CONCEPT: (Kind.NATIONAL_PLAN, Kind.TERRITORIAL_PLAN),
    Kind.NATIONAL_PROJECT: (Kind.NATIONAL_PLAN, Kind.CONCEPT),
    Kind.BODY_PLAN: _UPPER,
    Kind.REGION_PLAN: _UPPER,
    Kind.HOLDING_PLAN: _UPPER,
}

PERIODS: dict[str, tuple[int, int]] = {
    Kind.NATIONAL_PLAN: (5, 10),
    Kind.CONCEPT: (5, 10),
    Kind.BODY_PLAN: (5, 5),
    Kind.REGION_PLAN: (5, 5),
}

TOP = ""  # stands for "no element above"
_DIRECTIONS = {
    TOP: (ElementKind.DIRECTION,),
    ElementKind.DIRECTION: (ElementKind.GOAL,),
    ElementKind.GOAL: (ElementKind.TASK,),
    ElementKind.TASK: (),
}
_TREES: dict[str, dict[str, tuple[str, ...]]] = {
    Kind.NATIONAL_PLAN: {TOP: (ElementKind.PRIORITY,), ElementKind.PRIORITY: ()},
    Kind.CONCEPT: {TOP: (ElementKind.DIRECTION,), ElementKind.DIRECTION: ()},
}
_INDICATORS: dict[str, dict[str, tuple[str, ...]]] = {
    Kind.NATIONAL_PLAN: {ElementKind.PRIORITY: (IndicatorKind.STRATEGIC,)},
    Kind.CONCEPT: {ElementKind.DIRECTION: (IndicatorKind.TARGET,), TOP: (IndicatorKind.EXPECTED,)},
}


def sections(kind: str) -> tuple[SectionOf, ...]:
    """Prescribed sections in their order; none for kinds with a structure of their own (§66-72, §79, §90-96,
    §107, §130)."""
    return SECTIONS.get(kind, ())


def parents(kind: str) -> tuple[str, ...]:
    """Kinds that a document of KIND may be made to carry out (§161-165)."""
    return PARENTS[kind]


def period_years(kind: str) -> tuple[int, int] | None:
    """The fewest and the most years of a period (§63, §88, §104, §127); None where the order sets none."""
    return PERIODS.get(kind)


def children(kind: str, above: str = TOP) -> tuple[str, ...]:
    """Kinds of elements that may stand under an element of the kind ABOVE (§46, §70, §95, §112, §138)."""
    return _TREES.get(kind, _DIRECTIONS).get(above, ())


def indicator_kinds(kind: str, above: str = TOP) -> tuple[str, ...]:
    """Kinds of indicators that an element of the kind ABOVE carries (§35, §49, §70, §95)."""
    usual: dict[str, tuple[str, ...]] = {
        ElementKind.GOAL: (IndicatorKind.TARGET,),
        ElementKind.TASK: (IndicatorKind.RESULT,),
    }
    return _INDICATORS.get(kind, usual).get(above, ())
