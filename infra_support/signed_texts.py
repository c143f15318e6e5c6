"""What staff sign: the same bytes for the same facts, so that a signature can be compared with what was decided."""

import hashlib

from infra_support.models import Application, CouncilMeeting


def acceptance_text(application: Application) -> bytes:
    """The notification of acceptance at the end of the form: which application, as it was signed, is accepted."""
    signed = application.texts.order_by("-number").first()
    digest = hashlib.sha256(bytes(signed.content)).hexdigest() if signed else ""
    lines = [
        "Өтінімді қабылдау туралы хабарлама",
        f"number: {application.number}",
        f"registered: {application.registered_at.isoformat() if application.registered_at else ''}",
        f"region: {application.region_id}",
        f"version: {application.version}",
        f"text sha256: {digest}",
        "",
    ]
    return "\n".join(lines).encode()


def protocol_text(meeting: CouncilMeeting) -> bytes:
    """The facts of a protocol: attendance, votes and decisions of every item."""
    rows = meeting.attendance.select_related("member").order_by("member_id")
    present = [row.member.full_name for row in rows if row.present]
    lines = [
        "Өңірлік үйлестіру кеңесі отырысының хаттамасы",
        f"region: {meeting.region_id}",
        f"number: {meeting.number}",
        f"held: {meeting.held_on.isoformat()} {meeting.begins_at:%H:%M}",
        f"place: {meeting.place}",
        f"members: {meeting.members_count}, business: {meeting.business_count}, attending: {meeting.attending_count}",
        f"present: {'; '.join(present)}",
        *_items(meeting),
        "",
    ]
    return "\n".join(lines).encode()


def _items(meeting: CouncilMeeting) -> list[str]:
    items = meeting.items.select_related("application").prefetch_related("recusals__member")
    return [
        f"{item.position}. {item.application.number}: {item.decision}; attending {item.attending}, "
        f"for {item.votes_for}, against {item.votes_against}, abstained {item.abstained}; "
        f"recused: {'; '.join(sorted(one.member.full_name for one in item.recusals.all()))}; reason: {item.reason}"
        for item in items
    ]
