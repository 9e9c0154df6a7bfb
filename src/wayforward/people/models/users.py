"""The people who sign in."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from uuid_utils.compat import uuid7

from wayforward.people.roles import ROLES, STAFF


class UserManager(BaseUserManager["User"]):
    """Makes accounts; the e-mail address is the name to sign in with."""

    def create_user(self, email: str, password: str | None = None, **more: Any) -> "User":
        """Return a new account; without a password nobody can sign in to it."""
        user = self.model(email=self.normalize_email(email).lower(), **more)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the account with this address, however its capitals are typed."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person who signs in. What they may do is their role's (people/roles.py)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(unique=True)
    full_name = models.CharField(max_length=200)
    role = models.CharField(max_length=20, default=STAFF.code)
    is_active = models.BooleanField(default=True)
    ends_on = models.DateField(null=True)  # the last day; a job closes the account after it
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="people_user_email_is_lower_case", condition=Q(email=Lower("email"))
            ),
            models.CheckConstraint(
                name="people_user_role_known",
                condition=Q(role__in=sorted(ROLES)),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def has_perm(self, permission: str, subject: object = None) -> bool:
        """Tell whether this person's role holds `permission`; never for a closed account."""
        return self.is_active and permission in ROLES[self.role].permissions
