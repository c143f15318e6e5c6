"""Words of the change log of people."""

from django import template

from .. import phrases
from ..choices import Role

register = template.Library()


@register.filter
def action_label(code: str) -> str:
    return str(phrases.ACTIONS.get(code, code))


@register.filter
def role_label(code: str) -> str:
    return str(Role(code).label) if code in Role.values else code
