"""E-mails about accounts, each in the language of the person who gets it."""

from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from .models import User


def password_link(request: HttpRequest, person: User) -> str:
    """A link by which PERSON sets a password; it works once and for PASSWORD_RESET_TIMEOUT seconds."""
    uid = urlsafe_base64_encode(force_bytes(person.pk))
    token = default_token_generator.make_token(person)
    return request.build_absolute_uri(reverse("accounts:password_reset_confirm", args=[uid, token]))


def send_invitation(person: User, link: str) -> bool:
    """Send LINK to PERSON; False when no address is known."""
    if not person.email:
        return False
    with translation.override(person.language):
        subject = render_to_string("accounts/letters/invitation_subject.txt").strip()
        text = render_to_string("accounts/letters/invitation.txt", {"person": person, "link": link})
    send_mail(subject, text, None, [person.email])
    return True
