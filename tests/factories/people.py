"""Invented people."""

from typing import Any

import factory

from wayforward.people.models import User
from wayforward.people.roles import ADMINISTRATOR, STAFF

PASSWORD = "an invented password"


class UserFactory(factory.django.DjangoModelFactory[User]):
    """A member of staff; `administrator=True` for an administrator. Signs in with PASSWORD."""

    class Meta:
        model = User

    class Params:
        administrator = factory.Trait(role=ADMINISTRATOR.code)

    email = factory.Sequence(lambda number: f"officer{number}@example.org")
    full_name = factory.Sequence(lambda number: f"Officer {number}")
    role = STAFF.code

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        return User.objects.create_user(password=kwargs.pop("password", PASSWORD), **kwargs)
