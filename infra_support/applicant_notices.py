"""Kinds of notices and letters of the applicant's side."""

from django.utils.translation import gettext_lazy as _

from rss_portal.notices.registry import kind

CONFIRM = kind(
    "support.confirm",
    title=_("Confirm your e-mail"),
    text=_(
        "You registered «%(name)s» on the portal. Open the address below within 3 days and choose a password. "
        "If it was not you, do nothing."
    ),
)
HAS_ACCOUNT = kind(
    "support.has_account",
    title=_("You have an account already"),
    text=_(
        "Somebody registered with this e-mail, which has an account on the portal already. "
        "If you forgot the password, choose a new one at the address below."
    ),
)
INVITED = kind(
    "support.invited",
    title=_("You are invited to act for «%(name)s»"),
    text=_("%(who)s invites you to file and follow applications of «%(name)s». Open the address below within 14 days."),
)
ASKS_TO_JOIN = kind(
    "support.asks_to_join",
    title=_("A person asks to act for «%(name)s»"),
    text=_("%(who)s registered with the number of your enterprise. Let the person in only if you know them."),
)
JOINED = kind(
    "support.joined",
    title=_("You act for «%(name)s» now"),
    text=_("You can file and follow applications of «%(name)s»."),
)
NOT_JOINED = kind(
    "support.not_joined",
    title=_("You were not let into «%(name)s»"),
    text=_("Its people declined your request. Ask the head of the enterprise."),
)
