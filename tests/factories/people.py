"""Invented people."""

import datetime
import functools
import io
from typing import Any

import factory
from django.contrib.auth.hashers import make_password
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.factories.establishments import EstablishmentFactory
from wayforward.documents.actions import store_upload
from wayforward.people.actions.finding import index_names
from wayforward.people.identifiers import new_reference
from wayforward.people.models import (
    Absence,
    Allocation,
    BreakGlass,
    Carer,
    Caring,
    Child,
    ChildContact,
    Contact,
    Diagnosis,
    Membership,
    Merge,
    OwnWords,
    Post,
    Schooling,
    Task,
    Team,
    TeamWork,
    User,
)
from wayforward.people.roles import ADMINISTRATOR, STAFF
from wayforward.statute.ages import compulsory_school_age_ends

PASSWORD = "an invented password"
LONG_AGO = datetime.date(2020, 9, 1)


@functools.cache
def hashed(password: str) -> str:
    """Return the hash of a password, worked out once: a good hash is slow."""
    return make_password(password)


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
        return User.objects.create(password=hashed(kwargs.pop("password", PASSWORD)), **kwargs)


class ChildFactory(factory.django.DjangoModelFactory[Child]):
    """A child of nine, in the summer of 2026, whose names searches find."""

    class Meta:
        model = Child

    reference = factory.LazyFunction(new_reference)
    first_names = factory.Sequence(lambda number: f"Robin{number}")
    last_name = "Example"
    born_on = datetime.date(2017, 3, 4)
    rights_pass_on = factory.LazyAttribute(
        lambda child: compulsory_school_age_ends(child.born_on) + datetime.timedelta(days=1)
    )

    @classmethod
    def _create(cls, model_class: type[Child], *args: Any, **kwargs: Any) -> Child:
        child = Child.objects.create(**kwargs)
        index_names(child)
        return child


class OwnWordsFactory(factory.django.DjangoModelFactory[OwnWords]):
    """Something that a child said."""

    class Meta:
        model = OwnWords

    child = factory.SubFactory(ChildFactory)
    said_on = datetime.date(2026, 6, 1)
    about = "What helps me"
    words = "A quiet corner."


def with_a_picture(child: Child) -> OwnWords:
    """Return something that a child drew."""
    drawn = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(drawn, format="PNG")
    version = store_upload(
        SimpleUploadedFile("drawing.png", drawn.getvalue()),
        title="What helps me",
        kind="own_words",
        by=None,
        at=datetime.datetime(2026, 6, 1, tzinfo=datetime.UTC),
    )
    made: OwnWords = OwnWordsFactory(
        child=child, words="", document=version.document, shows="A red house"
    )
    return made


class SchoolingFactory(factory.django.DjangoModelFactory[Schooling]):
    """A time at a school as the main one, still going on."""

    class Meta:
        model = Schooling

    child = factory.SubFactory(ChildFactory)
    establishment = factory.SubFactory(EstablishmentFactory)
    starts_on = LONG_AGO


class PostFactory(factory.django.DjangoModelFactory[Post]):
    """A SENCO's post, which sees the whole roll."""

    class Meta:
        model = Post

    user = factory.SubFactory(UserFactory, role="senco")
    establishment = factory.SubFactory(EstablishmentFactory)
    title = "SENCO"
    sees_all = True
    starts_on = LONG_AGO


class CarerFactory(factory.django.DjangoModelFactory[Carer]):
    """A parent to be reached by letter."""

    class Meta:
        model = Carer

    title = "Ms"
    first_names = factory.Sequence(lambda number: f"Pat{number}")
    last_name = "Example"
    street = factory.Sequence(lambda number: f"{number} Invented Road")
    town = "Milton Keynes"
    email = factory.Sequence(lambda number: f"carer{number}@example.org")


class CaringFactory(factory.django.DjangoModelFactory[Caring]):
    """A mother with parental responsibility, who may be told everything."""

    class Meta:
        model = Caring

    child = factory.SubFactory(ChildFactory)
    carer = factory.SubFactory(CarerFactory)
    relation = "mother"
    has_responsibility = True
    has_care = True


class TeamFactory(factory.django.DjangoModelFactory[Team]):
    """A team of the authority."""

    class Meta:
        model = Team

    code = factory.Sequence(lambda number: f"team_{number}")
    name = factory.Sequence(lambda number: f"Team {number}")


class MembershipFactory(factory.django.DjangoModelFactory[Membership]):
    """A specialist teacher's place in a team."""

    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory, role="specialist_teacher")
    team = factory.SubFactory(TeamFactory)
    starts_on = LONG_AGO


class TeamWorkFactory(factory.django.DjangoModelFactory[TeamWork]):
    """A team's work with a child, still going on."""

    class Meta:
        model = TeamWork

    child = factory.SubFactory(ChildFactory)
    team = factory.SubFactory(TeamFactory)
    what = "hearing"
    starts_on = LONG_AGO


class AllocationFactory(factory.django.DjangoModelFactory[Allocation]):
    """A child on a caseworker's caseload."""

    class Meta:
        model = Allocation

    child = factory.SubFactory(ChildFactory)
    user = factory.SubFactory(UserFactory, role="caseworker")
    role = "Caseworker"
    starts_on = LONG_AGO


class AbsenceFactory(factory.django.DjangoModelFactory[Absence]):
    """A caseworker is away for very long, and another one covers."""

    class Meta:
        model = Absence

    user = factory.SubFactory(UserFactory, role="caseworker")
    covered_by = factory.SubFactory(UserFactory, role="caseworker")
    starts_on = LONG_AGO
    ends_on = datetime.date(2999, 1, 1)


class ContactFactory(factory.django.DjangoModelFactory[Contact]):
    """A paediatrician, who does not sign in here."""

    class Meta:
        model = Contact

    full_name = factory.Sequence(lambda number: f"Dr Invented {number}")
    title = "Paediatrician"
    kind = "health"


class ChildContactFactory(factory.django.DjangoModelFactory[ChildContact]):
    """A contact works with a child."""

    class Meta:
        model = ChildContact

    child = factory.SubFactory(ChildFactory)
    contact = factory.SubFactory(ContactFactory)
    starts_on = LONG_AGO


class EmergencyFactory(factory.django.DjangoModelFactory[BreakGlass]):
    """A record that a duty officer opened in an emergency that is over; not reviewed yet."""

    class Meta:
        model = BreakGlass

    child = factory.SubFactory(ChildFactory)
    user = factory.SubFactory(UserFactory, role="duty_officer")
    reason = "A child is missing from home"
    opened_at = datetime.datetime(2026, 11, 20, 22, 0, tzinfo=datetime.UTC)
    closes_at = datetime.datetime(2026, 11, 21, 2, 0, tzinfo=datetime.UTC)


class DiagnosisFactory(factory.django.DjangoModelFactory[Diagnosis]):
    """A diagnosis that a parent told us of."""

    class Meta:
        model = Diagnosis

    child = factory.SubFactory(ChildFactory)
    what = "Autism"
    reported_by = "A parent"


class MergeFactory(factory.django.DjangoModelFactory[Merge]):
    """Another record was merged into a child's, and nothing moved with it."""

    class Meta:
        model = Merge

    child = factory.SubFactory(ChildFactory)
    gone = factory.LazyAttribute(lambda merge: ChildFactory(merged_into=merge.child))
    merged_into = factory.LazyAttribute(lambda merge: merge.child.pk)
    merged_at = datetime.datetime(2026, 11, 20, 9, 0, tzinfo=datetime.UTC)
    merged_by = factory.SubFactory(UserFactory, role="caseworker")


class TaskFactory(factory.django.DjangoModelFactory[Task]):
    """Something asked of a psychologist, not done yet."""

    class Meta:
        model = Task

    child = factory.SubFactory(ChildFactory)
    asked_of = factory.SubFactory(UserFactory, role="psychologist")
    asked_by = factory.SubFactory(UserFactory, role="caseworker")
    what = "Give advice"
    asked_on = LONG_AGO
