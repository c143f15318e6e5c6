"""How invented applications go their way: by the same services and signatures as real ones."""

from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import timezone

from infra_support.choices import ApplicationState as S
from infra_support.choices import EligibilityCode, EligibilityState, SeatKind
from infra_support.models import Application, CouncilMeeting, CouncilMember
from infra_support.rules.workflow import Action
from infra_support.services import budget, council, eligibility, funding, meetings, signatures
from infra_support.services.meetings import Votes
from infra_support.services.workflow import Given, move
from rss_portal.signing.models import SignatureRequest
from rss_portal.signing.services import receive
from rss_portal.signing.standin.authority import Issued, Person, kept
from rss_portal.signing.standin.messages import sign

from .projects import invented_number

MEMBERS = (
    "Ақанов Серік", "Бекова Жанар", "Ғабдуллин Марат", "Дәуітов Олжас", "Ерғалиева Сәуле", "Жақыпов Нұрлан",
    "Ибраева Динара", "Кәрімов Айдос", "Қасымова Ләззат", "Мұқанов Еркін", "Оразбаев Талғат", "Төлегенова Меруерт",
)  # fmt: skip
EVIDENCE = "Мемлекеттік дерекқор анықтамасы"
PLACE = "Облыс әкімдігі, мәжіліс залы"
REFUSED = Given("Жобалау-сметалық құжаттама толық емес.", ("not_conforming",))
RETURNED = Given("Бюджет комиссиясы қаражат бөлуді қолдамады.", ("budget",))


class Course:
    """The offices of one region and what they do with its applications."""

    def __init__(self, region: Any, people: dict[str, Any]):
        self.region, self.people = region, people
        self.certificates: dict[str, Issued] = {}
        self.today = timezone.localdate()

    def sign(self, person: Any, asked: SignatureRequest) -> None:
        """PERSON signs what was asked, with a certificate of the demonstration's own authority."""
        if person.username not in self.certificates:
            iin = invented_number("90010130001")
            owner = Person(person.last_name, person.first_name, iin, "000140000017", "Әкімдік", "employee")
            self.certificates[person.username] = kept("rsa", settings.SIGNING_STAND_IN_DIR).issue(owner)
        receive(person, asked, sign(bytes(asked.content), [self.certificates[person.username]]))

    def make_council(self) -> None:
        """Twelve members, half of them from business, one of them with an account."""
        since = self.today - timedelta(days=400)
        for place, name in enumerate(MEMBERS):
            values = {
                "full_name": name, "position": "Көрсетілім мүшесі", "chair": place == 0, "valid_from": since,
                "seat_kind": SeatKind.STATE if place % 2 == 0 else SeatKind.BUSINESS,
                "user": self.people["member"] if place == 1 else None,
            }  # fmt: skip
            council.add_member(self.people["coordinator"], self.region, values)

    def accept(self, application: Application) -> None:
        coordinator = self.people["coordinator"]
        self.sign(coordinator, signatures.ask_for_acceptance(coordinator, application))

    def refuse(self, application: Application) -> None:
        move(self.people["coordinator"], application, Action.REFUSE, REFUSED)

    def recommend(self, application: Application) -> None:
        coordinator = self.people["coordinator"]
        for code in EligibilityCode:
            eligibility.check_line(coordinator, application, code, EligibilityState.MET, EVIDENCE)
        move(coordinator, application, Action.RECOMMEND)

    def meet(self, held_on: date, attending: int) -> CouncilMeeting:
        """A meeting with every waiting application, opened, with ATTENDING of the twelve members."""
        secretary = self.people["secretary"]
        values = {"held_on": held_on, "begins_at": time(10), "place": PLACE}
        meeting = meetings.open_meeting(secretary, meetings.plan_meeting(secretary, self.region, values))
        members = list(CouncilMember.objects.filter(region=self.region).order_by("pk").values_list("pk", flat=True))
        meetings.set_attendance(secretary, meeting, members[:attending])
        return meeting

    def decide(self, meeting: CouncilMeeting, application: Application, *, approve: bool) -> None:
        """Nine attend: six votes for approve, five decline."""
        item = meeting.items.get(application=application)
        votes = Votes(6, 3, 0) if approve else Votes(5, 3, 1)
        reason = "" if approve else "Күтілетін тиімділік көрсеткіштері негізделмеген."
        meetings.decide(self.people["secretary"], item, votes, reason)

    def close(self, meeting: CouncilMeeting, *, protocol: bool) -> None:
        secretary = self.people["secretary"]
        closed = meetings.close_meeting(secretary, meeting)
        if protocol:
            self.sign(secretary, signatures.ask_for_protocol(secretary, closed))

    def through_budget(self, application: Application, target: S) -> None:
        """From the package to TARGET."""
        office, today = self.people["budget"], self.today
        amount = application.construction_cost or Decimal(0)
        request = {
            "programme_code": "271", "year": today.year, "amount": amount, "request_number": f"БС-{application.pk}",
            "sent_to_planning_on": today,
        }  # fmt: skip
        budget.send_to_planning(office, application, request)
        opinion = {"opinion": "positive", "opinion_on": today, "opinion_text": "Заңнамаға сәйкес."}
        budget.give_opinion(self.people["planning"], application, opinion)
        agreed = target != S.RETURNED_BY_BUDGET
        decision = {
            "commission": "positive" if agreed else "negative", "commission_on": today, "commission_number": "7",
            "commission_text": "" if agreed else "Қаражат көзделмеген.",
        }  # fmt: skip
        budget.record_commission(office, application, decision)
        application.refresh_from_db()
        if not agreed:
            move(office, application, Action.RETURN, RETURNED)
            return
        move(office, application, Action.INCLUDE)
        budget.record_maslikhat(office, application, {"maslikhat_on": today, "maslikhat_number": "12-3"})
        if target != S.IN_BUDGET:
            self._funded(application, target)

    def _funded(self, application: Application, target: S) -> None:
        office, today = self.people["budget"], self.today
        budget.fund(office, application, {"resolution_on": today, "resolution_number": "А-11/245"})
        amount = application.construction_cost or Decimal(0)
        funding.approve_plan(office, application, today, "1", {today.replace(day=1): amount})
        if target == S.FUNDED:
            return
        funding.post_plan(office, application)
        obligations = [
            {"year": today.year + place, "kind": kind, "planned": planned * (place + 2)}
            for place in range(3)
            for kind, planned in (("permanent_jobs", 4), ("taxes", 2500), ("output", 30_000), ("payroll", 9000))
        ]
        number = f"К-{application.pk}"
        funding.make_agreement(self.people["coordinator"], application, number, today, obligations)
        if target == S.COMPLETED:
            funding.complete(office, application, today, f"А-{application.pk}", 36)
