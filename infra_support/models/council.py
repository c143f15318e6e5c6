"""The regional coordination council: members, meetings, attendance, votes, protocol."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from infra_support.choices import CouncilDecision, MeetingState, SeatKind
from settlements.models import Territory


class CouncilMember(models.Model):
    """A seat of a region's council (p.2 18), p.21). Changed only by `services.council`."""

    region = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="council_members")
    full_name = models.CharField(_("full name"), max_length=200)
    position = models.CharField(_("position and organisation"), max_length=300, blank=True)
    seat_kind = models.CharField(_("seat"), max_length=10, choices=SeatKind.choices)
    chair = models.BooleanField(_("chair of the council"), default=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="council_seats"
    )
    valid_from = models.DateField(_("member from"))
    valid_to = models.DateField(_("member to"), null=True, blank=True)

    class Meta:
        verbose_name = _("member of a council")
        verbose_name_plural = _("members of councils")
        ordering = ["-chair", "full_name", "pk"]
        indexes = [models.Index(fields=["region", "valid_from"], name="support_member_region")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="support_member_dates"
            )
        ]

    def __str__(self) -> str:
        return self.full_name


class CouncilMeeting(models.Model):
    """A meeting of a region's council. Changed only by `services.meetings` and `services.protocols`."""

    region = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="council_meetings")
    number = models.PositiveIntegerField(_("number"))
    held_on = models.DateField(_("date"))
    begins_at = models.TimeField(_("time"))
    place = models.CharField(_("place"), max_length=300)
    state = models.CharField(max_length=10, choices=MeetingState.choices, default=MeetingState.PLANNED)
    members_count = models.PositiveSmallIntegerField(_("members"), default=0)  # as of the opening
    business_count = models.PositiveSmallIntegerField(_("of them from business"), default=0)
    attending_count = models.PositiveSmallIntegerField(_("attending"), default=0)  # as of the closing
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    protocol_due_on = models.DateField(_("protocol due"), null=True, blank=True)
    protocol_signed_at = models.DateTimeField(_("protocol signed"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("meeting of a council")
        verbose_name_plural = _("meetings of councils")
        ordering = ["-held_on", "-number"]
        constraints = [models.UniqueConstraint(fields=["region", "number"], name="support_meeting_number")]

    def __str__(self) -> str:
        return f"{self.region_id} № {self.number}"

    @property
    def has_decisions(self) -> bool:
        """Whether it was closed with a protocol of decisions."""
        return self.state == MeetingState.CLOSED

    @property
    def protocol_late(self) -> bool:
        """Whether the protocol was, or by now would be, signed after its term (p.23)."""
        if not self.has_decisions or self.protocol_due_on is None:
            return False
        signed = self.protocol_signed_at
        return (timezone.localdate(signed) if signed else timezone.localdate()) > self.protocol_due_on


class Attendance(models.Model):
    """Whether a member attends; one row for each member when the meeting is opened."""

    meeting = models.ForeignKey(CouncilMeeting, on_delete=models.CASCADE, related_name="attendance")
    member = models.ForeignKey(CouncilMember, on_delete=models.PROTECT, related_name="+")
    present = models.BooleanField(_("attends"), default=False)

    class Meta:
        verbose_name = _("attendance of a meeting")
        verbose_name_plural = _("attendance of meetings")
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="support_attendance_once")]


class AgendaItem(models.Model):
    """An application on the agenda of a meeting, and what was decided; the counts are those of the decision."""

    meeting = models.ForeignKey(CouncilMeeting, on_delete=models.CASCADE, related_name="items")
    application = models.ForeignKey("infra_support.Application", on_delete=models.PROTECT, related_name="agenda_items")
    position = models.PositiveSmallIntegerField(_("number on the agenda"))
    decision = models.CharField(_("decision"), max_length=10, choices=CouncilDecision.choices, blank=True)
    attending = models.PositiveSmallIntegerField(_("attending"), default=0)
    recused = models.PositiveSmallIntegerField(_("recused"), default=0)
    votes_for = models.PositiveSmallIntegerField(_("for"), default=0)
    votes_against = models.PositiveSmallIntegerField(_("against"), default=0)
    abstained = models.PositiveSmallIntegerField(_("abstained"), default=0)
    reason = models.TextField(_("reasons"), blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("item of an agenda")
        verbose_name_plural = _("items of agendas")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "application"], name="support_item_once"),
            models.UniqueConstraint(
                fields=["application"], condition=Q(decision__in=["approved", "declined"]), name="support_decided_once"
            ),
        ]


class Recusal(models.Model):
    """A declared conflict of interest: the member does not vote on the item and still attends (p.21)."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="recusals")
    member = models.ForeignKey(CouncilMember, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=300)
    declared_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("recusal of a member")
        verbose_name_plural = _("recusals of members")
        constraints = [models.UniqueConstraint(fields=["item", "member"], name="support_recusal_once")]
