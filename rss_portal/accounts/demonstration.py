"""Who may sign in to a demonstration: invented people whom production neither makes nor shows."""

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
        DemoPerson("akimat", Role.AKIMAT_EDITOR, district, "Үлгібаева", "Айгүл", "Аудан әкімдігінің маманы"),
        DemoPerson(
            "akimat-korshi",
            Role.AKIMAT_EDITOR,
            neighbour,
            "Сынақов",
            "Ерлан",
            "Көрші аудан әкімдігінің маманы",
        ),
        DemoPerson("audan-akimi", Role.AKIMAT_HEAD, district, "Мысалов", "Нұрлан", "Аудан әкімінің орынбасары"),
        DemoPerson("oblys-akimi", Role.AKIMAT_HEAD, region, "Көрнекова", "Сәуле", "Облыс әкімінің орынбасары"),
        DemoPerson("taldaushy", Role.MINISTRY_ANALYST, COUNTRY, "Талдаубек", "Дана", "Министрлік талдаушысы"),
        DemoPerson("sala", Role.SECTOR_ANALYST, COUNTRY, "Салабеков", "Арман", "Салалық министрлік талдаушысы", "MP"),
        DemoPerson("akimshi", Role.ADMINISTRATOR, COUNTRY, "Әкімшиева", "Мадина", "Портал әкімшісі"),
        DemoPerson("uilestirushi", Role.COORDINATOR, region, "Үйлесімов", "Болат", "Өңірлік үйлестіруші"),
        DemoPerson("kenes", Role.COUNCIL_MEMBER, region, "Кеңесова", "Гүлнар", "Өңірлік үйлестіру кеңесінің мүшесі"),
        DemoPerson(
            "hatshy", Role.COUNCIL_SECRETARY, region, "Хатшыбаева", "Әлия", "Өңірлік үйлестіру кеңесінің хатшысы"
        ),
        DemoPerson(
            "josparlau",
            Role.PLANNING_AUTHORITY,
            region,
            "Жоспаров",
            "Ержан",
            "Мемлекеттік жоспарлау жөніндегі жергілікті уәкілетті орган маманы",
        ),
        DemoPerson("budjet", Role.BUDGET_ADMINISTRATOR, region, "Бюджетов", "Қайрат", "Бюджеттік бағдарлама әкімшісі"),
        DemoPerson(
            "redaktor", Role.PLANNING_EDITOR, region, "Жоспарова", "Әсел", "Жоспарлау басқармасының маманы", "A-EP"
        ),
        DemoPerson("birlesip", Role.CO_EXECUTOR, region, "Бірлесов", "Дәулет", "Білім басқармасының маманы", "A-EDU"),
        DemoPerson("ministrlik", Role.PLANNING_EDITOR, COUNTRY, "Министрова", "Жанар", "Жоспарлау редакторы", "MNE-D"),
        DemoPerson(
            "uakiletti", Role.PLANNING_AUTHORITY, COUNTRY, "Уәкілов", "Серік", "Жоспарлау жөніндегі уәкілетті орган"
        ),
        DemoPerson("kasipker", Role.ENTREPRENEUR, region, "Кәсіпбаев", "Тимур", "Кәсіпкер", "", "ru"),
        DemoPerson("bagalaushy", Role.EVALUATOR, COUNTRY, "Бағалауова", "Ләззат", "Тиімділікті бағалаушы", "MNE"),
        DemoPerson("sarapshy", Role.EXPERT, COUNTRY, "Сарапов", "Марат", "Бағалау сарапшысы"),
        DemoPerson("sarapshy-2", Role.EXPERT, COUNTRY, "Талғатова", "Айша", "Бағалау сарапшысы"),
        DemoPerson(
            "akimat-jospar",
            Role.PLANNING_EDITOR,
            region,
            "Облысова",
            "Динара",
            "Облыс әкімдігінің жоспарлаушысы",
            f"AKIMAT-{region[:2]}",
        ),
        *(
            DemoPerson(f"komissia-{number}", Role.COMMISSION_MEMBER, COUNTRY, name, "Асқар", "Арнайы комиссия мүшесі")
            for number, name in enumerate(("Әділов", "Шешімов", "Қараев", "Тексеров", "Негізов"), 1)
        ),
    )


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
