"""A region with an office of every kind, a council of twelve, and applications in any state."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from infra_support.choices import ApplicationState, EligibilityCode, EligibilityState, SeatKind
from infra_support.models import (
    AgendaItem,
    Application,
    CouncilMeeting,
    CouncilMember,
    EligibilityLine,
    Enterprise,
    EnterpriseMember,
)
from infra_support.services import meetings
from rss_portal.accounts.choices import Role
from rss_portal.signing.standin.authority import Person, kept
from rss_portal.signing.standin.messages import sign
from tests.factories import make_country, make_user

REGION, OTHER = "110000000", "610000000"
OFFICES = {
    "coordinator": Role.COORDINATOR,
    "secretary": Role.COUNCIL_SECRETARY,
    "budget": Role.BUDGET_ADMINISTRATOR,
    "planning": Role.PLANNING_AUTHORITY,
    "member": Role.COUNCIL_MEMBER,
}


@dataclass
class World:
    country: dict[str, Any]
    people: dict[str, Any]
    enterprise: Enterprise
    made: list[Application] = field(default_factory=list)

    @property
    def region(self) -> Any:
        return self.country["north"]

    def application(self, state: str = ApplicationState.SUBMITTED, **more: Any) -> Application:
        """An application of the enterprise, in STATE, with a check list that is met."""
        number = len(self.made) + 1
        values = {
            "number": f"11-2026-{number:05d}", "registered_at": timezone.now(), "applicant_kind": "legal",
            "applicant_name": "«Сүт өңдеу» ЖШС", "bin": "200140000018", "head_name": "Асанов Асан",
            "head_iin": "900101300017", "phone": "+7 701 000 00 01", "iik": "KZ86125KZT5004100100",
            "address": "Зеренді, Абай к-сі, 1", "project_name": f"Сүт цехы {number}", "oked": "10510",
            "place": self.country["village_a"], "need_reason": "Су құбыры керек",
            "construction_cost": 120_000, "project_cost": 300_000, **more,
        }  # fmt: skip
        made = Application.objects.create(enterprise=self.enterprise, region=self.region, state=state, **values)
        coordinator, now = self.people["coordinator"], timezone.now()
        EligibilityLine.objects.bulk_create(
            EligibilityLine(application=made, code=code, state=EligibilityState.MET, evidence="мемлекеттік дерекқор",
                            checked_by=coordinator, checked_at=now)
            for code in EligibilityCode.values
        )  # fmt: skip
        self.made.append(made)
        return made

    def meeting(self, *applications: Application, held_on: date | None = None) -> CouncilMeeting:
        """A planned meeting with APPLICATIONS on its agenda."""
        values = {"held_on": held_on or timezone.localdate(), "begins_at": time(10), "place": "Көкшетау, Абай к-сі, 83"}
        meeting = meetings.plan_meeting(self.people["secretary"], self.region, values)
        assert set(applications) <= {item.application for item in meeting.items.all()}
        return meeting

    def open(self, meeting: CouncilMeeting, attending: int) -> CouncilMeeting:
        """Open MEETING with the first ATTENDING members present."""
        secretary = self.people["secretary"]
        meeting = meetings.open_meeting(secretary, meeting)
        members = [row.member_id for row in meeting.attendance.order_by("member_id")]
        meetings.set_attendance(secretary, meeting, members[:attending])
        meeting.refresh_from_db()
        return meeting

    def item(self, meeting: CouncilMeeting, application: Application) -> AgendaItem:
        return AgendaItem.objects.get(meeting=meeting, application=application)


def make_council(region: Any, members: int = 12, business: int = 6) -> list[CouncilMember]:
    """MEMBERS seats in force for a year, BUSINESS of them of the business community."""
    since = timezone.localdate() - timedelta(days=365)
    return CouncilMember.objects.bulk_create(
        CouncilMember(
            region=region, full_name=f"Мүше {number:02d}", position="Кәсіпкерлер палатасы", valid_from=since,
            seat_kind=SeatKind.BUSINESS if number <= business else SeatKind.STATE, chair=number == members,
        )
        for number in range(1, members + 1)
    )  # fmt: skip


def make_world(members: int = 12, business: int = 6) -> World:
    call_command("load_calendar", verbosity=0)
    country = make_country()
    people = {
        name: make_user(name, role, REGION, email=f"{name}@example.kz", last_name="ҮЙЛЕСІМОВ", first_name="БОЛАТ")
        for name, role in OFFICES.items()
    }
    people |= {f"other_{name}": make_user(f"other_{name}", role, OTHER) for name, role in OFFICES.items()}
    people["ministry"] = make_user("ministry", Role.MINISTRY_ANALYST, "KZ", email="ministry@example.kz")
    people["administrator"] = make_user("administrator", Role.ADMINISTRATOR, "KZ")
    people["entrepreneur"] = make_user(
        "entrepreneur", Role.ENTREPRENEUR, REGION, email="entrepreneur@example.kz", language="ru"
    )
    people["stranger"] = make_user("stranger", Role.ENTREPRENEUR, REGION)
    enterprise = Enterprise.objects.create(
        kind="legal", xin="200140000018", name="«Сүт өңдеу» ЖШС", account_number="KZ-000001", region=country["north"]
    )
    EnterpriseMember.objects.create(enterprise=enterprise, user=people["entrepreneur"], head=True, may_sign=True)
    make_council(country["north"], members, business)
    return World(country, people, enterprise)


def signature(person: Any, content: bytes) -> bytes:
    """CMS over CONTENT by PERSON, an employee of a state body, with a certificate of the stand-in's authority."""
    authority = kept("rsa", settings.SIGNING_STAND_IN_DIR)
    owner = Person(person.last_name, person.first_name, "900101300017", "000140000017", "Әкімдік", "employee")
    return sign(content, [authority.issue(owner)])
