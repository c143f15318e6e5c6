"""Invented objects, trade space, priority activities, records, facts and reports of the demonstration's region."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from infra_support.models import (
    Application,
    CoordinatorRecord,
    InfrastructureKind,
    InfrastructureObject,
    ObjectUse,
    PriorityActivity,
    ProjectFact,
    ProjectYear,
    ShelfPlacement,
    TradeObject,
)
from infra_support.monitoring_choices import FundSource, RecordKind, ReportKind
from infra_support.monitoring_queries import FUNDED
from infra_support.rules.support_term import add_months
from infra_support.services import reports
from infra_support.services.registers import REGISTERS, save
from settlements.models import Territory

from .build import demonstration_people
from .projects import places_of

PRIORITIES = (
    ("10", "Тамақ өнімдерін өндіру", "Производство продуктов питания", "Manufacture of food products"),
    ("13", "Тоқыма бұйымдарын өндіру", "Производство текстильных изделий", "Manufacture of textiles"),
    ("16", "Ағаш бұйымдарын өндіру", "Производство изделий из дерева", "Manufacture of wood products"),
    ("23", "Құрылыс материалдарын өндіру", "Производство строительных материалов", "Building materials"),
    ("31", "Жиһаз өндіру", "Производство мебели", "Manufacture of furniture"),
)
# Name in three languages, kind, places, stage, users planned.
OBJECTS = (
    ("Ортақ қайта өңдеу цехы", "Общий цех переработки", "Shared processing shop", "production.food", 8, "working", 5),
    ("Тігін шеберханалары орталығы", "Центр швейных мастерских", "Sewing workshops",
     "production.workshops", 6, "working", 4),
    ("Қойма және сұрыптау алаңы", "Складская и сортировочная площадка", "Storage and sorting yard",
     "logistics.storage", 12, "building", 6),
    ("Жәрмеңке алаңы", "Ярмарочная площадка", "Fairground", "sales.fairs", 20, "planned", 10),
    ("Электр қосалқы станциясы", "Электрическая подстанция", "Power substation",
     "engineering.electricity", 4, "working", 1),
)  # fmt: skip
TRADE = (
    ("«Береке» сауда үйі", Decimal(850)),
    ("«Дархан» орталығы", Decimal(2400)),
    ("«Мол» гипермаркеті", Decimal(5200)),
)
RECORDS = (
    (RecordKind.ANNOUNCEMENT, "Өтінім қабылдау басталды", "Басым қызмет түрлері бойынша өтінімдер қабылданады.", ""),
    (RecordKind.ANNOUNCEMENT, "Ортақ цехта бос орындар бар", "Қайта өңдеу цехында бос орындар пайда болды.", ""),
    (RecordKind.CONSULTATION, "Құжаттар тізбесі", "Қандай құжаттар қажет?", "Бизнес-жоспар, ТЭН және ЖСҚ."),
    (RecordKind.OPERATOR, "Жүктеме туралы ақпарат", "Оператордан жүктеме туралы ақпарат сұралды.", "Ақпарат алынды."),
    (RecordKind.PROPOSAL, "Тізбені кеңейту", "Аудан орталығында екінші тігін шеберханасын салу ұсынылады.", ""),
)


class _Registers:
    """Rows written by the coordinator through the portal's own door."""

    def __init__(self, people: Mapping[str, Any], region: Territory):
        self.people, self.region = people, region
        self.places = places_of(region)
        self.today = timezone.localdate()

    def write(self, code: str, row: Any, user: str = "coordinator", **values: Any) -> Any:
        return save(self.people[user], REGISTERS[code], row, values)

    def priorities(self) -> None:
        for oked, kk, ru, en in PRIORITIES:
            values: dict[str, Any] = {"region": self.region, "oked": oked, "valid_from": date(self.today.year, 1, 1)}
            values |= {"name_kk": kk, "name_ru": ru, "name_en": en}
            save(self.people["coordinator"], REGISTERS["priorities"], PriorityActivity(), values)

    def objects(self) -> None:
        for number, (kk, ru, en, code, capacity, stage, users) in enumerate(OBJECTS):
            kind = InfrastructureKind.objects.get(pk=code)
            made = self.write(
                "objects",
                InfrastructureObject(),
                region=self.region,
                settlement=self.places[number % len(self.places)],
                kind=kind,
                name_kk=kk,
                name_ru=ru,
                name_en=en,
                capacity=capacity,
                stage=stage,
                shared=kind.shared,
                planned_users=users,
                route="executive",
                operator="«Өңір инфрақұрылымы» ЖШС",
                area_m2=Decimal(400 + 90 * number),
                commissioned_on=date(self.today.year - 1, 9, 1) if stage == "working" else None,
            )
            if stage == "working" and kind.shared:
                self._uses(made, users)

    def _uses(self, held: InfrastructureObject, users: int) -> None:
        starts = date(self.today.year - 1, 10, 1)
        for number in range(users - 1):
            name = f"«Үлгі-{held.pk}-{number + 1}» ЖШС"
            self.write(
                "uses", ObjectUse(), object=held, user_name=name, starts_on=starts, ends_on=add_months(starts, 30)
            )

    def trade(self) -> None:
        for number, (name, area) in enumerate(TRADE):
            held = self.write(
                "trade",
                TradeObject(),
                region=self.region,
                settlement=self.places[number % len(self.places)],
                name=name,
                trade_area_m2=area,
                state_utilities=True,
            )
            for place in range(2):
                starts = date(self.today.year, 3, 1)
                self.write(
                    "shelves",
                    ShelfPlacement(),
                    trade_object=held,
                    producer=f"«Өнім-{number + 1}{place + 1}» ЖК",
                    goods="Сүт өнімдері" if place else "Нан өнімдері",
                    area_m2=Decimal(12 + 6 * place),
                    starts_on=starts,
                    ends_on=add_months(starts, 12),
                )

    def records(self) -> None:
        for kind, subject, text, answer in RECORDS:
            values: dict[str, Any] = {
                "kind": kind,
                "subject": subject,
                "text": text,
                "answer": answer,
                "date": self.today,
            }
            values["region"] = self.region
            save(self.people["coordinator"], REGISTERS["records"], CoordinatorRecord(), values)

    def monitoring(self) -> None:
        """Nine tenths of every obligation due by now; money of last year; the coordinator's status."""
        for application in Application.objects.filter(region=self.region, state__in=FUNDED):
            due: dict[tuple[int, str], Decimal] = {}
            for one in application.obligations.filter(year__lte=self.today.year):
                due[one.year, one.kind] = due.get((one.year, one.kind), Decimal(0)) + one.planned
            for (year, kind), planned in due.items():
                value = (planned * 9 / 10).quantize(Decimal(1))
                self.write("facts", ProjectFact(), application=application, year=year, kind=kind, value=value)
            self.write(
                "project-years",
                ProjectYear(),
                "budget",
                application=application,
                year=self.today.year - 1,
                source=FundSource.TRANSFER,
                planned=Decimal(48_000),
                absorbed=Decimal(45_600),
                reason="Мердігер жұмысты кешіктірді",
                work_state="Құрылыс-монтаж жұмыстары жүргізілді",
                load_percent=70,
            )
        reports.give(self.people["coordinator"], self.region, self.today.year - 1, ReportKind.STATUS)


@transaction.atomic
def build_registers() -> bool:
    """Make the registers once; False when they are there already. Raises `NotADemonstration`."""
    people, region = demonstration_people()
    if InfrastructureObject.objects.filter(region=region).exists():
        return False
    made = _Registers(people, region)
    for part in (made.priorities, made.objects, made.trade, made.records, made.monitoring):
        part()
    return True
