"""Users and the roles that they hold for a territory."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from rss_portal.ui import formats
from rss_portal.ui.folding import fold

from . import territories
from .choices import Role


class User(AbstractUser):
    """A person who signs in; what they may do follows from their role grants alone."""

    language = models.CharField(_("language"), max_length=2, default="kk")
    patronymic = models.CharField(_("patronymic"), max_length=150, blank=True)
    position = models.CharField(_("position"), max_length=200, blank=True)
    unread_notices = models.PositiveIntegerField(default=0, editable=False)  # of `rss_portal.notices`
    search = models.CharField(max_length=620, blank=True, editable=False, db_index=True)  # folded names

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the folded names beside the names, so that searching needs no case of the database."""
        self.search = fold(f"{self.username} {self.last_name} {self.first_name} {self.patronymic}")
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "search"}
        super().save(*args, **kwargs)

    @cached_property
    def grants(self) -> list["RoleGrant"]:
        """Role grants in force today, read once per request."""
        return list(RoleGrant.objects.in_force().filter(user=self))

    @cached_property
    def grants_with_places(self) -> list["RoleGrant"]:
        """The grants in force, each knowing its territory."""
        return with_places(self.grants)

    def holds(self, *roles: str) -> bool:
        """Whether the person holds any of ROLES anywhere."""
        return any(grant.role in roles for grant in self.grants)


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    def in_force(self) -> "RoleGrantQuerySet":
        today = timezone.localdate()
        return self.filter(models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=today), valid_from__lte=today)


class RoleGrant(models.Model):
    """A role held within the subtree of a territory (КАТО code, or KZ for the country)."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(_("role"), max_length=30, choices=Role.choices)
    territory_code = models.CharField(_("territory"), max_length=9)
    body_code = models.CharField(_("central body"), max_length=20, blank=True)
    valid_from = models.DateField(_("valid from"), default=timezone.localdate)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("role grant")
        verbose_name_plural = _("role grants")
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "territory_code", "body_code"], name="accounts_grant_once")
        ]

    place: Any = None  # the territory, set by `with_places`

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.territory_code}"

    @property
    def place_name(self) -> str:
        """Name of the territory in the running language; its code where the register does not know it."""
        return formats.name(self.place) if self.place else self.territory_code


def with_places(grants: list[RoleGrant]) -> list[RoleGrant]:
    """GRANTS with their territories, read at once."""
    known = territories.places({grant.territory_code for grant in grants})
    for grant in grants:
        grant.place = known.get(grant.territory_code)
    return grants
