"""The synthetic area: invented, the same for a seed, and agreeing with itself and with the law."""

import datetime
from collections import Counter

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db.models import Count, Q

from tests.factories.establishments import EstablishmentFactory
from tests.factories.people import ChildFactory
from wayforward.audit.models import Event
from wayforward.demo.actions import COLLEAGUES, DOMAIN, STAFF, AreaRefused, make_area
from wayforward.demo.inventing import Inventor, Place
from wayforward.establishments.models import Postcode
from wayforward.people.identifiers import read_nhs_number, read_reference, read_uln, read_upn
from wayforward.people.models import Caring, Child, Schooling, Task, User
from wayforward.people.queries import find_children
from wayforward.people.workload import unowned
from wayforward.records.models import InspectionFile
from wayforward.sen_support.models import SelfReview
from wayforward.statute.ages import age_on, compulsory_school_age_ends

ON = datetime.date(2026, 11, 24)
AT = datetime.datetime(2026, 11, 24, 9, 0, tzinfo=datetime.UTC)
TEAMS = [(person["team"], person["team"]) for person in STAFF if "team" in person]


def invent(seed, children=300, on=ON):
    inventor = Inventor(
        seed=seed,
        on=on,
        at=AT,
        places=[
            Place(1, "primary", 4, 11),
            Place(2, "secondary", 11, 18),
            Place(3, "special", 4, 19),
        ],  # type: ignore[arg-type]
        postcodes=["ZZ1 1AA", "ZZ1 1AB"],
        la_code="001",
        town="Example Town",
    )
    rows: dict[str, list[tuple]] = {}
    for batch in inventor.families(children, batch=50):
        for table, more in batch.rows.items():
            rows.setdefault(table, []).extend(more)
    return rows


def test_the_same_seed_invents_the_same_people_and_another_others():
    assert invent(7) == invent(7)
    assert invent(7) != invent(8)


def test_there_are_as_many_children_as_asked():
    for number in (1, 2, 50, 301):
        assert len(invent(7, number)["people_child"]) == number


def test_every_number_is_right_and_nobody_shares_one():
    children = invent(7, 2000)["people_child"]
    for column, read in (
        (1, read_reference),
        (13, read_upn),
        (15, read_uln),
        (16, read_nhs_number),
    ):
        numbers = [row[column] for row in children if row[column]]
        assert len(numbers) > 100
        assert len(set(numbers)) == len(numbers)
        assert all(read(number) == number for number in numbers)
    assert all(row[16].startswith("999") for row in children if row[16])


def test_a_leap_day_is_no_trouble():
    assert len(invent(7, 500, on=datetime.date(2028, 2, 29))["people_child"]) == 500


@pytest.fixture
def area(db):
    """Return what was made of a small area."""
    for phase in ("nursery", "primary", "secondary", "special", "post-16"):
        EstablishmentFactory(phase=phase)
    Postcode.objects.create(code="ZZ11AA", district="E99999999", easting=1, northing=1)
    return make_area(
        children=400, seed=7, teams=TEAMS, district="E99999999", town="Example Town", on=ON, at=AT
    )


def test_the_records_agree_with_one_another(area):
    assert area == {"children": 400, "carers": area["carers"], "accounts": len(STAFF + COLLEAGUES)}
    children = Child.objects.annotate(
        carers=Count("carings", distinct=True),
        settings=Count("schoolings", filter=Q(schoolings__ends_on__isnull=True), distinct=True),
        homes=Count("addresses", filter=Q(addresses__lived_to__isnull=True), distinct=True),
        kinds=Count("needs", distinct=True),
    )
    for child in children:
        assert child.carers >= 1
        assert child.settings <= 1
        assert (child.homes, child.kinds > 0) == (1, True)
        ends = compulsory_school_age_ends(child.born_on)
        assert child.rights_pass_on == ends + datetime.timedelta(days=1)
        assert 0 <= age_on(child.born_on, ON) <= 25
    for schooling in Schooling.objects.select_related("child", "establishment"):
        assert schooling.starts_on > schooling.child.born_on
        if schooling.establishment.phase == "secondary":
            assert age_on(schooling.child.born_on, schooling.starts_on) >= 10


def test_everybody_can_be_found_and_has_a_history(area):
    head = User.objects.get(email=f"head-of-service@{DOMAIN}")
    child = Child.objects.order_by("pk")[17]
    found = [each.child for each in find_children(child.full_name, user=head, on=ON)]
    assert child in found
    for label in ("Child", "Caring", "Schooling", "Need", "ChildAddress"):
        rows = apps.get_model("people", label)
        events = apps.get_model("people", f"{label}Event")
        assert events.objects.filter(pgh_label="insert").count() == rows.objects.count()


def test_each_person_has_something_to_do(area):
    def sees(code):
        user = User.objects.get(email=f"{code}@{DOMAIN}")
        return Child.objects.visible_to(user, on=ON).count()

    seen = Counter({person["code"]: sees(person["code"]) for person in STAFF})
    assert seen["head-of-service"] == 401  # with the record that is there twice
    assert (seen["editor"], seen["administrator"]) == (0, 0)
    assert seen["young-person"] == 1
    for code in ("parent", "senco", "teacher", "duty-officer", "psychologist", "caseworker"):
        assert 0 < seen[code] < 401
    assert Task.objects.filter(due_on__lt=ON).exists()


def test_a_caseworker_is_away_and_another_covers(area):
    cover = User.objects.get(email=f"caseworker@{DOMAIN}")
    absence = cover.covering.get()
    assert absence.starts_on < ON < absence.ends_on
    assert absence.notes.count() == 2
    own = Child.objects.filter(allocations__user=absence.user, allocations__ends_on=None)
    assert own.exists()
    assert not own.difference(Child.objects.visible_to(cover, on=ON)).exists()
    lost = unowned(User.objects.get(email=f"head-of-service@{DOMAIN}"), on=ON)
    assert (lost.children.count(), lost.away.count()) == (1, 1)


@pytest.mark.parametrize("seed", range(1, 21))
def test_an_area_of_one_child_is_made_whatever_the_child_is(db, seed):
    EstablishmentFactory(phase="nursery")  # no school whose SENCO there could be
    Postcode.objects.create(code="ZZ11AA", district="E99999999", easting=1, northing=1)
    made = make_area(
        children=1, seed=seed, teams=TEAMS, district="E99999999", town="Example Town", on=ON, at=AT
    )
    assert (made["children"], Child.objects.count()) == (1, 2)  # with one that is there twice
    assert User.objects.count() == len(STAFF + COLLEAGUES)


def test_nobody_has_a_password(area):
    assert not any(user.has_usable_password() for user in User.objects.all())


def test_an_area_is_only_made_where_there_is_nobody(db):
    ChildFactory()
    with pytest.raises(AreaRefused, match="children's records here already"):
        make_area(children=1, seed=7, teams=[], district="", town="", on=ON, at=AT)
    assert not Event.objects.exists()


def test_an_area_needs_schools_and_postcodes(db):
    with pytest.raises(AreaRefused, match="Load the Local Offer first"):
        make_area(children=1, seed=7, teams=[], district="", town="", on=ON, at=AT)
    assert not Caring.objects.exists()


@pytest.mark.django_db
def test_the_command_makes_nobody_where_people_are_real(settings):
    with pytest.raises(CommandError, match="not for demonstration"):
        call_command("make_area")
    settings.DEMO = True
    with pytest.raises(CommandError, match="1 or more"):
        call_command("make_area", children=0)
    ChildFactory()
    with pytest.raises(CommandError, match="children's records here already"):
        call_command("make_area", children=5)


def test_the_command_says_what_it_made(directory, settings, capsys):
    settings.DEMO = True
    call_command("make_area", children=60)
    assert "60 children" in capsys.readouterr().out
    assert InspectionFile.objects.get().files[0]["bound"] == "Drawn in this file"
    call_command("make_area", if_none=True)
    assert capsys.readouterr().out == ""


def test_the_schools_with_most_pupils_have_reviews_of_two_school_years(area):
    reviews = SelfReview.objects.annotate(judged=Count("judgements"))
    schools = reviews.values("establishment").distinct().count()
    assert schools in {4, 5}  # of the five places of this small area one may have no pupil
    years = sorted(reviews.values_list("year", flat=True))
    assert years == [2025] * schools + [2026] * schools
    senco = User.objects.get(email=f"senco@{DOMAIN}")
    own = reviews.filter(establishment__posts__user=senco)
    assert [each.finished_on is None for each in own.order_by("year")] == [False, True]
    assert all(each.judged > 10 for each in reviews)
    assert all(
        each.finished_on is not None for each in reviews.exclude(started_by=senco, year=2026)
    )
