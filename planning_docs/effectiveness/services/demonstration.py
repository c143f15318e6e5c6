"""Evaluations for the demonstration: several bodies and years, one in every state. All values are invented."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from planning_docs.effectiveness.choices import BodyKind, EvaluationState
from planning_docs.effectiveness.models import (
    EvaluatedIndicator,
    Evaluation,
    EValue,
    ExpertMark,
    MethodEdition,
    Risk,
)
from planning_docs.effectiveness.queries import for_computing
from planning_docs.models import Body
from rss_portal.accounts.models import User
from rss_portal.documents import Form, Paragraph, render

from . import appeal, computing, concluding, inputs, objecting, schedule
from .importing import Line, import_lines

AKIMATS = "AKIMAT-"  # of regions: only they are evaluated, not their departments (p.1)
CENTRAL = ("MH", "MA", "MT", "MLSP", "MJ", "MENR")
FIRST_YEAR, YEARS = 2022, 3
SCHEDULED, RECEIVED, CONCLUDED, OBJECTED, FINAL = (
    EvaluationState.SCHEDULED, EvaluationState.RECEIVED, EvaluationState.CONCLUDED, EvaluationState.OBJECTED,
    EvaluationState.FINAL,
)  # fmt: skip
LAST_STATES = (FINAL, OBJECTED, CONCLUDED, RECEIVED, SCHEDULED)
GOALS = (
    ("Халыққа қызмет көрсету сапасын арттыру", "Повышение качества услуг населению"),
    ("Инфрақұрылымды дамыту", "Развитие инфраструктуры"),
    ("Еңбек өнімділігін арттыру", "Повышение производительности труда"),
)
TARGETS = (
    ("Халықтың қанағаттану деңгейі", "Уровень удовлетворённости населения", "%", "%", "up"),
    ("Өтініштерді қараудың орташа мерзімі", "Средний срок рассмотрения обращений", "күн", "дней", "down"),
    ("Нормативке сай нысандардың үлесі", "Доля объектов, отвечающих нормативу", "%", "%", "up"),
)
TASKS = (("Қызметтерді цифрландыру", "Цифровизация услуг"), ("Нысандарды жаңғырту", "Модернизация объектов"))
RESULTS = (
    ("Жаңғыртылған нысандар саны", "Количество модернизированных объектов", "бірлік", "единиц"),
    ("Оқытылған мамандар саны", "Количество обученных специалистов", "адам", "человек"),
)
RISKS = (
    ("Қаржыландырудың кешігуі", "Задержка финансирования"),
    ("Кадрлардың тұрақсыздығы", "Текучесть кадров"),
)
E_BASES = {
    "unemployment": "4.9", "self_employed": "24.5", "housing_need": "32500", "emissions": "118.4",
    "real_income": "102.3", "grp_per_head": "4120.5",
}  # fmt: skip
TEXTS = {
    "analysis_kk": "Мақсаттардың көбіне қол жеткізілді. Жекелеген көрсеткіштер жоспардан төмен, олардың себептері "
    "есепте көрсетілген.",
    "analysis_ru": "Большинство целей достигнуто. Отдельные показатели ниже плана, причины приведены в отчёте.",
    "advice_kk": "Жоспарға жетпеген көрсеткіштер бойынша іс-шараларды нақтылау ұсынылады.",
    "advice_ru": "Рекомендуется уточнить мероприятия по показателям, не достигшим плана.",
}


class People:
    """The demonstration's evaluator, experts, commission members and the editor of an akimat."""

    def __init__(self) -> None:
        found = {user.username: user for user in User.objects.all()}
        self.evaluator = found.get("bagalaushy")
        self.experts = [found[name] for name in ("sarapshy", "sarapshy-2") if name in found]
        self.members = [found[name] for name in sorted(found) if name.startswith("komissia-")]
        self.editor = found.get("akimat-jospar")

    @property
    def complete(self) -> bool:
        return bool(self.evaluator and self.editor and len(self.experts) == 2 and len(self.members) >= 5)


@transaction.atomic
def build() -> int:
    """Make the evaluations that are not there yet; how many were made. 0 without people or a method."""
    people, edition = People(), MethodEdition.objects.order_by("-act_date").first()
    if not people.complete or edition is None:
        return 0
    local = list(Body.objects.filter(kind="local", pk__startswith=AKIMATS, valid_to=None).order_by("pk")[:5])
    central = list(Body.objects.filter(pk__in=CENTRAL).order_by("pk"))
    made = sum(_make(people, edition, *one) for one in _wanted(local, central))
    return made + _make_gone(people, edition)


def _wanted(local: list[Body], central: list[Body]) -> Iterator[tuple[Body, int, str]]:
    """Body, year, and the state that its evaluation reaches: all final, but of the last year one in every state."""
    last = FIRST_YEAR + YEARS - 1
    for year in range(FIRST_YEAR, last):
        yield from ((body, year, FINAL) for body in [*local, *central])
    for place, body in enumerate([*local, *central]):
        own = OBJECTED if place == 0 and local else LAST_STATES[place % len(LAST_STATES)]
        yield body, last, own if own != OBJECTED or place == 0 else FINAL
    yield from ((body, last + 1, RECEIVED) for body in local[:1])


def _make(people: People, edition: MethodEdition, body: Body, year: int, state: str) -> int:
    if Evaluation.objects.filter(body=body, year=year).exists() or body.valid_from > date(year, 12, 31):
        return 0
    luck = Random(f"{body.pk} {year}")  # noqa: S311  invented figures, the same every time
    due = date(year + 1, 2, 15)
    made = schedule.schedule(people.evaluator, body, year, edition, due)
    if made.state != SCHEDULED or state == SCHEDULED:
        return 1
    late = 2 if state == OBJECTED else luck.choice((-3, -2, 0, 0, 2))  # the akimat objects to lateness
    received = due + timedelta(days=late)
    schedule.receive(people.evaluator, made.pk, received, received)
    _fill(people, made, luck)
    if state != RECEIVED:
        _conclude(people, made, date(year + 1, 3, 3), state)
    return 1


def _make_gone(people: People, edition: MethodEdition) -> int:
    """Bodies that were reorganised: evaluated inside their successor, or not at all."""
    count = 0
    for body in Body.objects.filter(kind="central", reports_to_president=False, valid_to__isnull=False):
        year = body.valid_to.year if body.valid_to else 0
        if not Evaluation.objects.filter(body=body, year=year).exists():
            schedule.schedule(people.evaluator, body, year, edition, date(year + 1, 2, 15))
            count += 1
    return count


def _fill(people: People, made: Evaluation, luck: Random) -> None:
    import_lines(people.evaluator, made.pk, list(_lines(luck)))
    EvaluatedIndicator.objects.filter(goal__evaluation=made).update(origin="hand")
    _fill_marks(people, made, luck)
    if made.body_kind == BodyKind.LOCAL:
        for row in EValue.objects.filter(evaluation=made):
            base = Decimal(E_BASES[row.code])
            row.previous, row.fact = base, (base * Decimal(luck.randint(96, 106)) / 100).quantize(Decimal("0.1"))
            row.source = "stat.gov.kz"
            row.save()
    made.refresh_from_db()
    lines = {line.position: (True, "") for line in made.completeness.all()}
    inputs.check_completeness(people.evaluator, made.pk, made.version, lines)
    for one in EvaluatedIndicator.objects.filter(goal__evaluation=made, task=None)[: luck.choice((0, 0, 1, 4))]:
        found = (one.operational_fact if one.fact is None else one.fact or Decimal(0)) * Decimal("0.9")
        values = {"found_fact": found.quantize(Decimal("0.1")), "is_false": True, "use_found": False, "note": ""}
        inputs.verify(people.evaluator, one, values)
    computing.compute(for_computing([made.pk]).get(), people.evaluator)


def _lines(luck: Random) -> Iterator[Line]:
    for goal_kk, goal_ru in GOALS:
        goal = {"goal_kk": goal_kk, "goal_ru": goal_ru}
        for kk, ru, unit_kk, unit_ru, better in TARGETS:
            names = {"name_kk": kk, "name_ru": ru, "unit_kk": unit_kk, "unit_ru": unit_ru, "better": better}
            yield Line(None, {**goal, "task_kk": "", "task_ru": "", **names, **_numbers(luck, better)})
        for task_kk, task_ru in TASKS:
            for kk, ru, unit_kk, unit_ru in RESULTS:
                names = {"name_kk": kk, "name_ru": ru, "unit_kk": unit_kk, "unit_ru": unit_ru, "better": "up"}
                yield Line(None, {**goal, "task_kk": task_kk, "task_ru": task_ru, **names, **_numbers(luck, "up")})


def _numbers(luck: Random, better: str) -> dict[str, Decimal | None]:
    """Last year's fact, a plan that improves on it, a fact on the way to it; sometimes only an operational one."""
    previous = Decimal(luck.randint(40, 80))
    step = luck.randint(4, 12) * (-1 if better == "down" else 1)
    fact = previous + (Decimal(step) * luck.randint(50, 115) / 100).quantize(Decimal("0.1"))
    official = luck.random() < 0.9
    return {
        "previous": previous, "plan": previous + step, "low": None, "high": None,
        "fact": fact if official else None, "operational_fact": None if official else fact,
    }  # fmt: skip


def _fill_marks(people: People, made: Evaluation, luck: Random) -> None:
    marks, choices = [], (Decimal("0.5"), Decimal(1), Decimal(1))
    if made.body_kind == BodyKind.CENTRAL:
        Risk.objects.bulk_create(
            Risk(evaluation=made, position=place, name_kk=kk, name_ru=ru) for place, (kk, ru) in enumerate(RISKS)
        )
    for expert in people.experts:
        own: dict[str, Any] = {"evaluation": made, "expert": expert, "reason": "Талдау негізінен толық"}
        for row in made.sectors.all():
            marks.append(ExpertMark(sector=row, q1=luck.choice(choices), q2=luck.choice(choices), **own))
        for risk in made.risks.all():
            marks.append(ExpertMark(risk=risk, r=luck.choice(choices), **own))
    ExpertMark.objects.bulk_create(marks)


def _conclude(people: People, made: Evaluation, day: date, state: str) -> None:
    made.refresh_from_db()
    concluding.save_texts(people.evaluator, made.pk, made.version, TEXTS)
    concluding.conclude(people.evaluator, made.pk, day)
    if state == OBJECTED:
        _object(people, made, day)
    if state == FINAL:
        concluding.finish(people.evaluator, made.pk, day + timedelta(days=14))
    if state == CONCLUDED:
        until = timezone.localdate() + timedelta(days=5)  # a demonstration in which the body may still object
        Evaluation.objects.filter(pk=made.pk).update(objections_until=until)


def _object(people: People, made: Evaluation, day: date) -> None:
    """Two objections of the akimat; at its sitting the commission has accepted the first."""
    if made.body_id not in {grant.body_code for grant in people.editor.grants}:  # type: ignore[union-attr]
        return
    row = EvaluatedIndicator.objects.filter(goal__evaluation=made, task=None, fact__isnull=False).order_by("pk").first()
    assert row is not None
    fact = {"subject": "indicator", "subject_key": str(row.pk), "proposed": row.plan}
    texts: tuple[tuple[dict[str, Any], str], ...] = (
        (fact, "Статистика бюросының нақтыланған дерегі есепке алынбаған."),
        ({"subject": "late"}, "Есеп электрондық құжат айналымы арқылы мерзімінде жіберілген."),
    )
    made_objections = [
        objecting.make_objection(people.editor, made.pk, {**values, "text": text}, [_proof(text)], day)
        for values, text in texts
    ]
    members = [one.pk for one in people.members]
    appeal.appoint(people.evaluator, made.pk, members, members[0])
    invited = "Ақмола облысының әкімдігі және Қазақстан Республикасы Ұлттық статистика бюросының өкілдері"
    appeal.record_sitting(people.members[0], made.pk, day, members[:4], invited, timezone.localdate())
    appeal.decide(people.members[0], made_objections[0].pk, True, "Бюроның ресми хаты растайды.")


def _proof(text: str) -> SimpleUploadedFile:
    form = Form(title="Анықтама", blocks=[Paragraph(text)])
    return SimpleUploadedFile("анықтама.pdf", render(form, "pdf"), content_type="application/pdf")
