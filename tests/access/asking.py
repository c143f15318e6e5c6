"""One request of the matrix: its address, what is sent with it, and the kind of the answer as a letter."""

from copy import copy
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.access import monitoring_objects
from tests.access.effectiveness_objects import SPECIAL as EFFECTIVENESS
from tests.access.world import OWN, AccessWorld
from tests.dashboards.world import OPEN

KINDS = {301: "R", 302: "R", 401: "U", 403: "F", 404: "N", 405: "M"}
# Where the last part of an address names another thing than elsewhere.
SPECIAL: dict[str, dict[str, Any]] = {
    **monitoring_objects.SPECIAL,
    "standards:direction": {"code": "EDU"},
    "standards:edition": {"code": "2023"},
    **{
        f"standards:edition_{page}": {"code": "2026-draft", "status": "other_village"}
        for page in ("copy", "head", "list", "lists_file", "upload", "in_force", "remove")
    },
    "api:edition": {"code": "2023"},
    "notices:open": {"number": "notice"},
    **{f"planning:{page}": {"pk": "plan"} for page in ("life", "discussion", "amendment", "comparison")},
    **{f"planning:amendment_{page}": {"pk": "plan", "action": "submit"} for page in ("begin", "reasons", "step")},
    **{f"planning:{page}": {"pk": "plan"} for page in ("forms", "opinion", "opinion_issue")},
    "planning:form": {"pk": "plan", "annex": "8"},
    "planning:step": {"pk": "plan", "action": "send_to_agree"},
    **{
        f"api:planning_{page}": {"pk": "plan", "action": "submit"}
        for page in ("document", "comparison", "checks", "values", "amendment", "amendment_step")
    },
    **{
        f"api:planning_{page}": {**monitoring_objects.ARGUMENTS, "action": "sign"}
        for page in ("facts", "reports", "report", "report_step")
    },
    "planning:agree": {"pk": "plan", "number": "agreement"},
    "planning:answer_comment": {"pk": "plan", "number": "comment"},
    "planning:hide_comment": {"pk": "plan", "number": "comment"},
    **{
        f"calendar:{page}": {"year": 2025, "day": "2025-01-03"} for page in ("year", "set_day", "remove_day", "confirm")
    },
    "settlements:correction": {"number": 1},
    "settlements:campaign_step": {"action": "refresh"},
    "accounts:password_reset_confirm": {"uidb64": "MQ", "token": "set-password"},
    "api:import": {"public_id": "import"},
    "api:import_accept": {"public_id": "import"},
    "api:job": {"public_id": "job"},
    "settlements:grid": {"kato": OWN},
    "api:token_revoke": {"pk": "token"},
    **{f"support:{page}": {"kato": "110000000"} for page in ("council", "member_new", "meeting_new")},
    "support:protocol": {"meeting": "held_meeting"},
    **{
        f"support:{page}": {"application": "support_draft", "document": "draft_document", "step": "project"}
        for page in (
            "fill", "places", "document_add", "document_remove", "fill_step", "sign", "submitted", "application_form",
        )
    },
    "support:confirm": {"token": "unknown"},
    "support:invitation": {"token": "of-the-letter"},
    "support:member_remove": {"member": "helper"},
    **{f"api:{page}": {"application": "support_draft"} for page in ("filing_one", "filing_documents", "filing_signature")},
    **{
        f"planning:{page}": {"pk": "planning_document", "key": "planning_indicator", "what": "indicators"}
        for page in (
            "carried", "document", "change_document", "messages", "sections", "measures", "resources", "passports",
            "passport", "changes", "values", "save_cell", "districts", "decomposition", "indicator_tree", "link",
            "new_row", "row", "move_row", "remove_row",
        )
    },
    "planning:measure_years": {"pk": "planning_document", "key": "planning_measure"},
    "planning:body": {"code": "AKIMAT-11"},
    "planning:edit_body": {"code": "AKIMAT-11"},
    "accounts:revoke": {"pk": "grant"},
    **EFFECTIVENESS,
    "ui:about": {"page": "licence"},
}  # fmt: skip
ASKED = {
    "api:filing_follow": {"number": "11-2026-00001", "code": "ABCDEFGH"},
    "standards:live": {"settlement": "116030100", "year": OPEN},
    "standards:territory": {"year": OPEN},
    "standards:settlements": {"year": OPEN},
    "standards:passport": {"year": OPEN},
    "settlements:returns": {"territory": OWN},
    "api:settlements": {"year": OPEN, "within": OWN},
    "api:entries": {"year": OPEN, "within": OWN},
    "api:entries_bulk": {"year": OPEN, "within": OWN},
    "api:provision": {"year": OPEN, "territory": "116030100"},
    "api:provision_parts": {"year": OPEN, "territory": OWN},
    "api:provision_items": {"year": OPEN, "territory": "116030100"},
    "api:provision_history": {"territory": "116030100"},
    "api:provision_movement": {"year": OPEN, "from_year": OPEN - 1, "territory": OWN},
    "api:provision_settlements": {"year": OPEN, "within": OWN},
    "api:explain": {"year": OPEN, "settlement": "116030100"},
    "api:effectiveness_explain": {"year": OPEN, "body": "EFF"},
    "api:workbook": {"year": OPEN, "territory": OWN},
}
SENT = {
    **monitoring_objects.SENT,
    "settlements:returns_move": {"action": "submit", "settlement": "116030100"},
    "settlements:return_step": {"action": "submit"},
    "accounts:person_active": {"active": "0"},
}
JSON_SENT: dict[str, dict[str, Any]] = {
    "settlements:cell": {
        "settlement": "116030100", "year": OPEN, "item": "EDU-01", "seen_version": 1, "values": {"good": "1"}
    },
    "api:recompute": {"edition": "2023", "year": OPEN},
}  # fmt: skip


def address_of(world: AccessWorld, name: str, pattern: Any) -> str:
    """The address with the objects of the world for its arguments."""
    special = {key: world.objects.get(str(value), value) for key, value in SPECIAL.get(name, {}).items()}
    kinds = {
        "public_id": world.objects["job" if name.startswith("jobs:") else "import"], "pk": world.objects["person"],
        "code": world.objects["item"],
    }  # fmt: skip
    if not name.rpartition(":")[2].isidentifier():
        return "/api/v1/nowhere/" if name.startswith("api:") else "/admin/nowhere/"
    known = {**world.objects, **kinds, **special}
    words = {key: known.get(key, "accounts") for key in pattern.pattern.regex.groupindex}
    return reverse(name, kwargs=words)


def answer(client: Client, method: str, name: str, address: str) -> Any:
    """The answer to one request, whose effects are taken back."""
    cookies = copy(client.cookies)
    asked = {"query_params": ASKED.get(name)}
    with transaction.atomic():
        if method == "post" and name in JSON_SENT:
            found = client.post(address, JSON_SENT[name], content_type="application/json", **asked)
        else:
            found = getattr(client, method)(address, SENT.get(name) if method == "post" else None, **asked)
        body = b"".join(found.streaming_content) if found.streaming else found.content
        transaction.set_rollback(True)
    client.cookies = cookies  # who has just signed out is signed in again
    found.body = body
    found.whole = body.decode("utf-8", errors="replace")
    return found


def letter(found: Any) -> str:
    """The kind of an answer: Ok, Redirect, Login, Unknown person, Forbidden, Not there, Method, Bad request, eXception."""
    status = found.status_code
    if status in (301, 302) and "/login/" in found["Location"]:
        return "L"
    return KINDS.get(status) or ("O" if status < 300 else "B" if status < 500 else "X")
