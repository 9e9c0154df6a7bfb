"""Makes the synthetic area in the database, and takes it away again."""

import datetime
import random
import tomllib
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pgtrigger
from django.apps import apps
from django.db import connection, transaction

from wayforward.audit.recording import record
from wayforward.demo.graduated import show_reviews
from wayforward.demo.inventing import COLUMNS, Invented, Inventor, Place
from wayforward.demo.keeping import DOMAIN, show_a_request
from wayforward.demo.scenes import (
    give_away,
    give_contacts,
    give_voices,
    show_a_duplicate,
    show_an_import,
    show_odd_looks,
)
from wayforward.establishments.models import Establishment, Postcode
from wayforward.people.actions.teams import load_teams
from wayforward.people.models import (
    Allocation,
    Carer,
    Caring,
    Child,
    Membership,
    Post,
    Schooling,
    Task,
    TeamWork,
    User,
)
from wayforward.people.names import name_words, sound
from wayforward.web.arranged import arrangements
from wayforward.web.text import trigrams

_PEOPLE: dict[str, list[dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("staff.toml").read_text(encoding="utf-8")
)
STAFF = _PEOPLE["person"]  # whom one can sign in as
COLLEAGUES = _PEOPLE["colleague"]
LA_CODE = "001"  # stands for no authority in pupil numbers
# The ages that a phase takes where the register does not say: from, and up to but not with.
AGES = {
    "nursery": (2, 5),
    "infant": (4, 7),
    "junior": (7, 11),
    "first": (4, 9),
    "primary": (4, 11),
    "middle": (9, 13),
    "secondary": (11, 19),
    "all-through": (4, 19),
    "special": (4, 19),
    "alternative provision": (11, 16),
    "post-16": (16, 25),
}
ON_A_CASELOAD = 250  # children of one caseworker
ON_A_COLLEAGUES = 40  # children of the caseworker who is away
HAVE_A_PLAN = 0.6  # of the children with records
WORKED_WITH = {"inclusion_and_intervention": 0.12, "sensory": 0.05, "psychology": 0.1}
WORKED_WITH |= {"children_with_disabilities": 0.04}


class AreaRefused(Exception):
    """The area cannot be made; the message says what to do."""


@transaction.atomic
def make_area(
    *,
    children: int,
    seed: int,
    teams: Iterable[tuple[str, str]],
    district: str,
    town: str,
    on: datetime.date,
    at: datetime.datetime,
) -> dict[str, int]:
    """Invent an area's children, families and staff around its real schools. Return counts.

    The same seed, day and schools make the same people. Rows go in by COPY with the triggers of
    the row histories asleep; each row then gets its opening event in one statement a table.

    :param children: how many, at least one
    :param district: the GSS code of the district whose postcodes are used
    :param town: what every address says
    :raises AreaRefused: if there are children already, or no schools or postcodes to use
    """
    if Child.objects.exists():
        raise AreaRefused(
            "There are children's records here already. The synthetic area is only made where "
            "there is none."
        )
    places = _places()
    here = Postcode.objects.filter(district=district).order_by("code")
    postcodes = list(here.values_list("code", flat=True))
    if not places or not postcodes:
        raise AreaRefused("Load the Local Offer first: ./wayforward manage load_local_offer")
    inventor = Inventor(
        seed=seed,
        on=on,
        at=at,
        places=places,
        postcodes=[f"{code[:-3]} {code[-3:]}" for code in postcodes],
        la_code=LA_CODE,
        town=town,
    )
    counts: dict[str, int] = {}
    words: dict[str, list[uuid.UUID]] = {}
    with pgtrigger.ignore(), connection.cursor() as cursor:
        cursor.execute("select 1")  # takes the triggers' sleep into this transaction
        for made in inventor.families(children):
            _copy(cursor, made)
            for table, rows in made.rows.items():
                counts[table] = counts.get(table, 0) + len(rows)
            for row in made.rows["people_child"]:
                for word in name_words([str(row[2]), str(row[3]), str(row[4])]):
                    words.setdefault(word, []).append(row[0])
        _copy_words(cursor, words)
        for table in COLUMNS:
            _open_history(cursor, table)
        cursor.execute("analyze people_child, people_nameuse, people_schooling, people_caring")
    load_teams(teams, by=None)
    people = _staff(inventor, on=on)
    _arrange_work(people, seed=seed, on=on, at=at)
    standards = arrangements().standards
    show_reviews(people, standards.standard if standards else (), seed=seed, on=on)
    show_an_import(people["data-officer"], home=district, on=on, at=at)
    show_a_request(people, on=on, at=at)
    record("demo.made_area", by=None, children=children, seed=seed)
    return {
        "children": counts["people_child"],
        "carers": counts["people_carer"],
        "accounts": len(people),
    }


def _places() -> list[Place]:
    """Return the open settings of a phase that we know the ages of, in a fixed order."""
    found = Establishment.objects.exclude(status="closed").order_by("pk")
    return [
        Place(
            each.pk,
            each.phase,
            AGES[each.phase][0] if each.age_min is None else each.age_min,
            AGES[each.phase][1]
            if each.age_max is None
            else max(each.age_max, AGES[each.phase][0] + 1),
        )
        for each in found
        if each.phase in AGES
    ]


def _copy(cursor: Any, made: Invented) -> None:
    for table, columns in COLUMNS.items():
        with cursor.copy(f"copy {table} ({', '.join(columns)}) from stdin") as copy:
            for row in made.rows.get(table, ()):
                copy.write_row(row)


def _copy_words(cursor: Any, words: dict[str, list[uuid.UUID]]) -> None:
    with cursor.copy("copy people_nameword (word, sound, trigrams) from stdin") as copy:
        for word in sorted(words):
            copy.write_row((word, sound(word), sorted(trigrams(word))))
    with cursor.copy("copy people_nameuse (child_id, word_id) from stdin") as copy:
        for word in sorted(words):
            for child in words[word]:
                copy.write_row((child, word))


def _open_history(cursor: Any, table: str) -> None:
    """Give each row of a table the event that says it was added."""
    model = next(each for each in apps.get_models() if each._meta.db_table == table)
    history = apps.get_model(f"{model._meta.label}Event")
    kept = {field.column for field in history._meta.concrete_fields}
    columns = ", ".join(
        f'"{field.column}"' for field in model._meta.concrete_fields if field.column in kept
    )
    cursor.execute(
        f'insert into "{history._meta.db_table}"'  # noqa: S608 -- names of our own tables
        f" (pgh_created_at, pgh_label, pgh_obj_id, {columns})"
        f" select now(), 'insert', id, {columns} from \"{table}\" order by id"
    )


def _staff(inventor: Inventor, *, on: datetime.date) -> dict[str, User]:
    """Make the accounts of the people to sign in as; nobody has a password."""
    people = {}
    for person in (*STAFF, *COLLEAGUES):
        user = User(
            id=inventor.key(),
            email=f"{person['code']}@{DOMAIN}",
            full_name=person["name"] or person.get("title", ""),
            role=person["role"],
        )
        user.set_unusable_password()
        user.save()
        people[person["code"]] = user
        if team := person.get("team"):
            Membership.objects.create(
                user=user,
                team_id=team,
                is_manager=person.get("manages", False),
                starts_on=on - datetime.timedelta(days=700),
            )
    return people


def _arrange_work(
    people: dict[str, User], *, seed: int, on: datetime.date, at: datetime.datetime
) -> None:
    """Give the people their children, pupils, teams and tasks."""
    dice = random.Random(seed + 1)  # noqa: S311 -- as in inventing.py
    ids = list(Child.objects.order_by("pk").values_list("pk", flat=True))
    since = on - datetime.timedelta(days=300)
    with_plan = [pk for pk in ids if dice.random() < HAVE_A_PLAN] or ids
    cut = len(with_plan) - min(ON_A_COLLEAGUES, len(with_plan) // 6)
    mine = with_plan[:cut][:ON_A_CASELOAD]
    Allocation.objects.bulk_create(
        Allocation(child_id=pk, user=people["caseworker"], role="Caseworker", starts_on=since)
        for pk in mine
    )
    known_teams = {person["team"] for person in STAFF if "team" in person}
    TeamWork.objects.bulk_create(
        TeamWork(child_id=pk, team_id=team, what="support", starts_on=since)
        for team, share in WORKED_WITH.items()
        if team in known_teams
        for pk in ids
        if dice.random() < share
    )
    give_away(people, with_plan[cut:], on=on)
    give_contacts(mine[:3], on=on)
    _give_school(people, on=on)
    _give_family(people, on=on)
    give_voices(people, on=on, at=at)
    for code, what in (
        ("psychologist", "Give psychological advice"),
        ("specialist-teacher", "Say what the visit showed"),
        ("caseworker", "Ring the family about the review"),
        ("forum-clerk", "Put this child on the next agenda"),
    ):
        for place, pk in enumerate(dice.sample(mine, min(4, len(mine)))):
            Task.objects.create(
                child_id=pk,
                asked_of=people[code],
                asked_by=people["head-of-service"],
                what=what,
                asked_on=on - datetime.timedelta(days=10),
                due_on=on + datetime.timedelta(days=9 * place - 4),
            )
    for pk in mine[-1:]:
        show_a_duplicate(people, pk, on=on)
        show_odd_looks(people, pk, at=at)


def _give_school(people: dict[str, User], *, on: datetime.date) -> None:
    """Put the SENCO and the teacher at the school with most pupils."""
    current = Schooling.objects.filter(
        ends_on__isnull=True, establishment__phase__in=["primary", "secondary", "all-through"]
    )
    rolls: dict[uuid.UUID, list[uuid.UUID]] = {}
    for school, child in current.order_by("pk").values_list("establishment_id", "child_id"):
        rolls.setdefault(school, []).append(child)
    if not rolls:
        return
    school = max(sorted(rolls), key=lambda pk: len(rolls[pk]))
    since = on - datetime.timedelta(days=800)
    Post.objects.create(
        user=people["senco"],
        establishment_id=school,
        title="SENCO",
        sees_all=True,
        manages_users=True,
        starts_on=since,
    )
    Post.objects.create(
        user=people["head-teacher"],
        establishment_id=school,
        title="Head teacher",
        sees_all=True,
        manages_users=True,
        starts_on=since,
    )
    Post.objects.create(
        user=people["teacher"], establishment_id=school, title="Class teacher", starts_on=since
    )
    Allocation.objects.bulk_create(
        Allocation(child_id=pk, user=people["teacher"], role="Class teacher", starts_on=since)
        for pk in rolls[school][:3]
    )


def _give_family(people: dict[str, User], *, on: datetime.date) -> None:
    """Let the parent be the carer of two children if any has two, and find the young person."""
    carers: dict[uuid.UUID, int] = {}
    for carer in Caring.objects.filter(
        told=Caring.ALL, has_care=True, child__rights_pass_on__gt=on
    ).values_list("carer_id", flat=True):
        carers[carer] = carers.get(carer, 0) + 1
    if carers:
        chosen = Carer.objects.get(pk=min(carers, key=lambda pk: (-carers[pk], str(pk))))
        chosen.user = people["parent"]
        chosen.save(update_fields=["user"])
        people["parent"].full_name = f"{chosen.first_names} {chosen.last_name}"
        people["parent"].save(update_fields=["full_name"])
    seventeen = on.replace(year=on.year - 17, day=min(on.day, 28))
    young = (
        Child.objects.filter(rights_pass_on__lte=on, born_on__lte=seventeen)
        .order_by("-born_on", "pk")
        .first()
    )
    if young is not None:
        young.user = people["young-person"]
        young.save(update_fields=["user"])
        people["young-person"].full_name = young.full_name
        people["young-person"].save(update_fields=["full_name"])
