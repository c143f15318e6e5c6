"""Who may sign in to a demonstration: invented people whom production neither makes nor shows."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from .choices import COUNTRY, Role
from .models import RoleGrant, User

DEMO_PASSWORD = "Demo-2026-standart"  # noqa: S105  shown on the login page of a demonstration


@dataclass(frozen=True)
class DemoPerson:
    username: str
    role: str
    territory_code: str
    last_name: str
    first_name: str
    position: str
    body_code: str = ""
    language: str = "kk"


def demo_people(district: str, neighbour: str, region: str) -> tuple[DemoPerson, ...]:
    """One person per role; editors of DISTRICT and of its NEIGHBOUR, heads of DISTRICT and of REGION."""
    return (
        *_akimat_people(district, neighbour, region),
        *_ministry_people(),
        *_support_people(region),
        *_planning_people(region),
        *_evaluation_people(),
    )


def _akimat_people(district: str, neighbour: str, region: str) -> Iterator[DemoPerson]:
    editor, head = Role.AKIMAT_EDITOR, Role.AKIMAT_HEAD
    yield DemoPerson("akimat", editor, district, "Үлгібаева", "Айгүл", "Аудан әкімдігінің маманы")
    yield DemoPerson("akimat-korshi", editor, neighbour, "Сынақов", "Ерлан", "Көрші аудан әкімдігінің маманы")
    yield DemoPerson("audan-akimi", head, district, "Мысалов", "Нұрлан", "Аудан әкімінің орынбасары")
    yield DemoPerson("oblys-akimi", head, region, "Көрнекова", "Сәуле", "Облыс әкімінің орынбасары")


def _ministry_people() -> Iterator[DemoPerson]:
    sector = "Салалық министрлік талдаушысы"
    yield DemoPerson("taldaushy", Role.MINISTRY_ANALYST, COUNTRY, "Талдаубек", "Дана", "Министрлік талдаушысы")
    yield DemoPerson("sala", Role.SECTOR_ANALYST, COUNTRY, "Салабеков", "Арман", sector, "MP")
    yield DemoPerson("akimshi", Role.ADMINISTRATOR, COUNTRY, "Әкімшиева", "Мадина", "Портал әкімшісі")


def _support_people(region: str) -> Iterator[DemoPerson]:
    member, secretary = "Өңірлік үйлестіру кеңесінің мүшесі", "Өңірлік үйлестіру кеңесінің хатшысы"
    administrator = Role.BUDGET_ADMINISTRATOR
    yield DemoPerson("uilestirushi", Role.COORDINATOR, region, "Үйлесімов", "Болат", "Өңірлік үйлестіруші")
    yield DemoPerson("kenes", Role.COUNCIL_MEMBER, region, "Кеңесова", "Гүлнар", member)
    yield DemoPerson("hatshy", Role.COUNCIL_SECRETARY, region, "Хатшыбаева", "Әлия", secretary)
    yield DemoPerson("budjet", administrator, region, "Бюджетов", "Қайрат", "Бюджеттік бағдарлама әкімшісі")
    yield DemoPerson("kasipker", Role.ENTREPRENEUR, region, "Кәсіпбаев", "Тимур", "Кәсіпкер", language="ru")


def _planning_people(region: str) -> Iterator[DemoPerson]:
    editor, authority, executor = Role.PLANNING_EDITOR, Role.PLANNING_AUTHORITY, Role.CO_EXECUTOR
    local = "Мемлекеттік жоспарлау жөніндегі жергілікті уәкілетті орган маманы"
    central = "Жоспарлау жөніндегі уәкілетті орган"
    department, education = "Жоспарлау басқармасының маманы", "Білім басқармасының маманы"
    akimat = f"AKIMAT-{region[:2]}"
    yield DemoPerson("josparlau", authority, region, "Жоспаров", "Ержан", local)
    yield DemoPerson("redaktor", editor, region, "Жоспарова", "Әсел", department, "A-EP")
    yield DemoPerson("birlesip", executor, region, "Бірлесов", "Дәулет", education, "A-EDU")
    yield DemoPerson("ministrlik", editor, COUNTRY, "Министрова", "Жанар", "Жоспарлау редакторы", "MNE-D")
    yield DemoPerson("uakiletti", authority, COUNTRY, "Уәкілов", "Серік", central)
    yield DemoPerson("akimat-jospar", editor, region, "Облысова", "Динара", "Облыс әкімдігінің жоспарлаушысы", akimat)


def _evaluation_people() -> Iterator[DemoPerson]:
    expert = "Бағалау сарапшысы"
    commission = ("Әділов", "Шешімов", "Қараев", "Тексеров", "Негізов")
    yield DemoPerson("bagalaushy", Role.EVALUATOR, COUNTRY, "Бағалауова", "Ләззат", "Тиімділікті бағалаушы", "MNE")
    yield DemoPerson("sarapshy", Role.EXPERT, COUNTRY, "Сарапов", "Марат", expert)
    yield DemoPerson("sarapshy-2", Role.EXPERT, COUNTRY, "Талғатова", "Айша", expert)
    for number, name in enumerate(commission, 1):
        login = f"komissia-{number}"
        yield DemoPerson(login, Role.COMMISSION_MEMBER, COUNTRY, name, "Асқар", "Арнайы комиссия мүшесі")


def make_demo_users(district: str, neighbour: str, region: str) -> int:
    """Make the missing demonstration accounts; returns how many. Refuses outside a demonstration."""
    if not settings.DEMONSTRATION:
        raise ValueError("demonstration accounts are never made in production")
    return sum(_make(person) for person in demo_people(district, neighbour, region))


@transaction.atomic
def _make(person: DemoPerson) -> bool:
    user, made = User.objects.get_or_create(
        username=person.username,
        defaults={
            "first_name": person.first_name,
            "last_name": person.last_name,
            "position": person.position,
            "language": person.language,
        },
    )
    if made:
        user.set_password(DEMO_PASSWORD)
        user.save(update_fields=["password"])
        RoleGrant.objects.create(
            user=user, role=person.role, territory_code=person.territory_code, body_code=person.body_code
        )
    return made


def demonstration_users() -> list[User]:
    """The demonstration's accounts with their grants, for its login page; [] in production."""
    if not settings.DEMONSTRATION:
        return []
    names = [person.username for person in demo_people(COUNTRY, COUNTRY, COUNTRY)]
    found = {user.username: user for user in User.objects.filter(username__in=names).prefetch_related("role_grants")}
    return [found[name] for name in names if name in found]
