"""Two records made one, and two again: nothing is lost, and everything goes back where it was."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.factories.establishments import EstablishmentFactory
from tests.factories.imports import RowFactory
from tests.factories.people import (
    AllocationFactory,
    CarerFactory,
    CaringFactory,
    ChildContactFactory,
    ChildFactory,
    ContactFactory,
    DiagnosisFactory,
    EmergencyFactory,
    MergeFactory,
    OwnWordsFactory,
    SchoolingFactory,
    TaskFactory,
    TeamFactory,
    TeamWorkFactory,
    UserFactory,
    with_a_picture,
)
from wayforward.audit.models import Event
from wayforward.imports.actions.undo import _facts_to_put_back
from wayforward.people import merging as plans
from wayforward.people.actions import access
from wayforward.people.actions.finding import index_names
from wayforward.people.actions.merging import (
    make_plan,
    merge,
    outlook,
    say_not_same,
    unmerge,
)
from wayforward.people.actions.opening import RecordRefused
from wayforward.people.history import as_it_stood, changes_of
from wayforward.people.models import (
    Allocation,
    Caring,
    Child,
    ChildAddress,
    ChildContact,
    Diagnosis,
    FormerName,
    LookReview,
    Merge,
    Named,
    NameUse,
    Need,
    NotSame,
    Profile,
    Schooling,
    TeamWork,
)
from wayforward.people.queries import find_children

pytestmark = pytest.mark.django_db

ON = datetime.date(2026, 11, 24)
AT = datetime.datetime(2026, 11, 24, 10, 0, tzinfo=datetime.UTC)
LONG_AGO = datetime.date(2020, 9, 1)
LATER = datetime.date(2023, 9, 1)
A_DAY = datetime.timedelta(days=1)


@pytest.fixture
def head():
    """Return the head of service."""
    return UserFactory(role="head_of_service")


def two(**more):
    first = ChildFactory(first_names="Robin", upn="B801200005001", nhs_number="9990000018")
    return first, ChildFactory(first_names="Robyn", uln="1000000043", **more)


def merged(kept, gone, by, **chosen):
    differing = {fact.code: False for fact in plans.differing(kept, gone)}
    seen, _ = outlook(kept, gone, on=ON)
    return merge(kept.pk, gone.pk, differing | chosen, seen=seen, by=by, at=AT)


def rows_of(*children):
    """Return every row with a key to some children, the children, and their words."""
    ids = [child.pk for child in children]
    rows = {}
    for model, key in plans.keys_to_children():
        if model in (Merge, NameUse):
            continue
        for row in model._base_manager.filter(**{f"{key}__in": ids}):
            rows[model._meta.label, str(row.pk)] = plans.columns_of(row)
    for child in Child.all_records.filter(pk__in=ids):
        columns = plans.columns_of(child)
        columns.pop("changes")
        words = NameUse.objects.filter(child=child).values_list("word_id", flat=True)
        rows["people.Child", str(child.pk)] = columns | {"words": sorted(words)}
    return rows


def test_every_model_with_a_key_to_a_child_has_a_rule():
    assert plans.without_rule() == []
    known = {(model._meta.label, key) for model, key in plans.keys_to_children()}
    assert {
        ("people.Need", "child"),
        ("people.Child", "merged_into"),
        ("imports.Row", "decided_child"),
    } <= known
    assert len(known) == len(plans._RULES)  # and there is no rule of what is not there


def test_a_model_without_a_rule_stops_a_merge(head, monkeypatch):
    rules = {which: rule for which, rule in plans._RULES.items() if which[0] != "people.Task"}
    monkeypatch.setattr(plans, "_RULES", rules)
    assert plans.without_rule() == ["people.Task.child"]
    with pytest.raises(LookupError, match=r"people\.Task\.child"):
        merged(*two(), head)
    assert not Merge.objects.exists()


def filled(child, *, carer, worker, team, contact, school, start):
    """Give a record one of everything."""
    picture = with_a_picture(child)
    Named.objects.create(child=child, user=worker, because="The caseworker")
    FormerName.objects.create(child=child, first_names="Rob", last_name=f"Before{start:%Y}")
    ChildAddress.objects.create(child=child, street=f"{start:%Y} Road", lived_from=start)
    SchoolingFactory(child=child, establishment=school, starts_on=start)
    Need.objects.create(child=child, code="SLCN", rank=1)
    Need.objects.create(child=child, code="ASD" if start == LATER else "HI", rank=2)
    DiagnosisFactory(child=child)
    Profile.objects.create(child=child, written_on=start, written_with="Us", matters="Trains")
    OwnWordsFactory(child=child)
    CaringFactory(child=child, carer=carer, starts_on=start)
    AllocationFactory(child=child, user=worker, starts_on=start, note=f"Since {start:%Y}")
    TeamWorkFactory(child=child, team=team, starts_on=start, what=f"{start:%Y}")
    ChildContactFactory(child=child, contact=contact, starts_on=start)
    TaskFactory(child=child)
    EmergencyFactory(child=child)
    RowFactory(child=child, decided_child=child)
    LookReview.objects.create(
        pattern="surname",
        looker=UserFactory(),
        child=child,
        since=AT,
        until=AT,
        was_right=True,
        reviewed_by=UserFactory(role="head_of_service"),
        reviewed_at=AT,
    )
    index_names(child)
    return picture


@pytest.fixture
def both(head):
    """Return two full records that have a carer, a worker, a team, a contact in common."""
    kept, gone = two()
    shared = {
        "carer": CarerFactory(),
        "worker": UserFactory(role="caseworker"),
        "team": TeamFactory(),
        "contact": ContactFactory(),
    }
    filled(kept, **shared, school=EstablishmentFactory(), start=LATER)
    filled(gone, **shared, school=EstablishmentFactory(), start=LONG_AGO)
    return kept, gone


def test_everything_moves_to_the_record_that_stays_and_goes_back(head, both):
    kept, gone = both
    before = rows_of(kept, gone)
    done = merged(kept, gone, head, name=True)
    kept = Child.objects.get(pk=kept.pk)
    assert not Child.objects.filter(pk=gone.pk).exists()
    assert (kept.first_names, kept.upn, kept.uln) == ("Robyn", "B801200005001", "1000000043")
    for model, key in plans.keys_to_children():
        left = model._base_manager.filter(**{key: gone})
        assert left.count() == (1 if (model, key) == (Merge, "gone") else 0)
    for name, number in {
        "former_names": 3,  # and the legal name that was not chosen
        "addresses": 2,
        "schoolings": 2,
        "needs": 3,
        "diagnoses": 2,
        "profiles": 2,
        "own_words": 4,
        "carings": 1,
        "allocations": 1,
        "team_work": 1,
        "contacts": 1,
        "named": 1,
        "tasks": 2,
        "emergencies": 2,
        "look_reviews": 2,
    }.items():
        assert (name, getattr(kept, name).count()) == (name, number)
    assert list(kept.needs.order_by("rank").values_list("code", "rank")) == [
        ("SLCN", 1),
        ("ASD", 2),
        ("HI", 3),
    ]
    # Of what only one may go on, the later begun does.
    assert list(kept.schoolings.order_by("starts_on").values_list("starts_on", "ends_on")) == [
        (LONG_AGO, LATER - A_DAY),
        (LATER, None),
    ]
    assert list(kept.addresses.order_by("lived_from").values_list("street", "lived_to")) == [
        ("2020 Road", LATER - A_DAY),
        ("2023 Road", None),
    ]
    # What both say is there once, from the earlier day on.
    for name in ("carings", "allocations", "team_work", "contacts"):
        assert getattr(kept, name).get().starts_on == LONG_AGO
    assert kept.allocations.get().note == "Since 2023\nSince 2020"
    assert kept.team_work.get().what == "2023; 2020"
    # The database holds to its deferred constraints too.
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")
    events = Event.objects.filter(action__startswith="people.merged")
    assert {event.subject_id for event in events} == {str(kept.pk), str(gone.pk)}

    told = unmerge(done.pk, by=head, at=AT).told
    assert told == []
    assert rows_of(kept, gone) == before
    assert Event.objects.filter(action="people.unmerged").count() == 2


KINDS = {
    "address": lambda child, day: ChildAddress.objects.create(
        child=child, street="A Road", lived_from=day
    ),
    "old address": lambda child, day: ChildAddress.objects.create(
        child=child, street="B Road", lived_from=day, lived_to=day
    ),
    "address since when?": lambda child, day: ChildAddress.objects.create(
        child=child, street="C Road"
    ),
    "need": lambda child, day: Need.objects.create(
        child=child, code=["SLCN", "ASD", "HI"][day.day % 3], rank=child.needs.count() + 1
    ),
    "schooling": lambda child, day: SchoolingFactory(child=child, starts_on=day),
    "home": lambda child, day: Schooling.objects.create(child=child, kind="home", starts_on=day),
    "diagnosis": lambda child, day: DiagnosisFactory(child=child),
    "carer": lambda child, day: CaringFactory(
        child=child, carer=CarerFactory(first_names="Shared"), starts_on=day
    ),
    "task": lambda child, day: TaskFactory(child=child, asked_on=day),
    "named": lambda child, day: Named.objects.create(
        child=child, user=UserFactory(), because="Works with the child"
    ),
    "former": lambda child, day: FormerName.objects.create(child=child, first_names="Rob"),
}
DAYS = st.dates(datetime.date(2021, 1, 1), datetime.date(2026, 11, 1))
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "known_as": st.sampled_from(["Rob", "Bobby"]),
        "sex": st.sampled_from(["F", "M"]),
        "language": st.sampled_from(["Polish", "Urdu"]),
        "uses_bsl": st.booleans(),
        "upn_missing": st.sampled_from(["", "UN1"]),
        "is_restricted": st.just(True),
    },
)


@given(
    facts=st.tuples(FACTS, FACTS),
    rows=st.lists(st.tuples(st.integers(0, 1), st.sampled_from(sorted(KINDS)), DAYS), max_size=12),
    takes_others=st.booleans(),
    stays=st.integers(0, 1),
)
@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking takes minutes
)
def test_a_merge_undone_leaves_the_rows_as_they_were(head, facts, rows, takes_others, stays):
    children = []
    for place, given_facts in enumerate(facts):
        given_facts = dict(given_facts)
        if given_facts.get("is_restricted"):
            given_facts["restricted_because"] = "A colleague’s child"
        children.append(ChildFactory(last_name=["One", "Other"][place], **given_facts))
        Named.objects.create(child=children[-1], user=head, because="Head of service")
    made = set()
    for which, kind, day in rows:
        child = children[which]
        once = (which, {"home": "schooling"}.get(kind, kind))
        if once in made and once[1] in {"schooling", "need", "address"}:
            continue
        made.add(once)
        KINDS[kind](child, day)
        index_names(child)
    before = rows_of(*children)
    kept, gone = children[stays], children[1 - stays]
    kept, gone = Child.objects.get(pk=kept.pk), Child.objects.get(pk=gone.pk)
    chosen = {fact.code: takes_others for fact in plans.differing(kept, gone)}
    done = merged(kept, gone, head, **chosen)
    assert unmerge(done.pk, by=head, at=AT).told == []
    assert rows_of(*children) == before
    for child in children:
        child = Child.objects.get(pk=child.pk)
        for model in (Named, ChildAddress, Need, Schooling, Caring, FormerName):
            model.objects.filter(child=child).delete()


def test_what_was_added_since_stays_and_what_was_changed_since_is_told(head, both):
    kept, gone = both
    done = merged(kept, gone, head)
    added = DiagnosisFactory(child=kept, what="Since the merge")
    Diagnosis.objects.get(pk=gone_pk(done, "people.Diagnosis")).delete()
    Child.objects.filter(pk=kept.pk).update(uln=None)
    ChildFactory(uln="1000000043")  # somebody else has the number by now
    allocation = kept.allocations.get()
    allocation.starts_on = datetime.date(2019, 1, 1)
    allocation.save()
    FormerName.objects.filter(child=kept, first_names="Robyn").update(last_name="Changed")
    told = unmerge(done.pk, by=head, at=AT).told
    assert sorted(told) == [
        "Allocation, starts on: changed since, so it stays as it is",
        "Child, uln: changed since, so it stays as it is",
        "Child, uln: what it said before is taken by something else since",
        "Diagnosis: removed since",
        "Former name Robyn Changed: changed since, so it stays with the record that stayed",
    ]
    gone = Child.objects.get(pk=gone.pk)
    assert gone.uln is None
    added.refresh_from_db()
    assert added.child_id == kept.pk
    assert gone.allocations.get().starts_on == LONG_AGO


def gone_pk(done, label):
    return next(each["pk"] for each in done.changes if each["model"] == label)


def test_a_place_that_was_taken_since_is_told(head):
    kept, gone = two()
    SchoolingFactory(child=kept, starts_on=LONG_AGO)
    SchoolingFactory(child=gone, starts_on=LATER)
    user = UserFactory()
    for child in (kept, gone):
        Named.objects.create(child=child, user=user, because="Works here")
    done = merged(kept, gone, head)
    Schooling.objects.filter(child=kept).exclude(ends_on=None).count()
    newer = kept.schoolings.get(ends_on=None)
    newer.ends_on = ON
    newer.save()
    SchoolingFactory(child=kept, starts_on=ON + A_DAY)
    removed = next(each for each in done.changes if each["model"] == "people.Named")
    Named.objects.create(id=removed["pk"], child=kept, user=UserFactory(), because="Taken")
    told = unmerge(done.pk, by=head, at=AT).told
    assert [words.partition(":")[0].partition(" ")[0] for words in sorted(told)] == [
        "Named",
        "Schooling,",
    ]
    assert any("is taken by something else since" in words for words in told)
    assert any("something has its place since" in words for words in told)


def test_needs_that_were_put_in_another_order_since_still_have_one_rank_each(head):
    kept, gone = two()
    Need.objects.create(child=kept, code="SLCN", rank=1)
    Need.objects.create(child=gone, code="HI", rank=1)
    Need.objects.create(child=gone, code="ASD", rank=2)
    done = merged(kept, gone, head)
    hi, asd = Need.objects.get(code="HI"), Need.objects.get(code="ASD")
    assert (hi.rank, asd.rank) == (2, 3)
    Need.objects.filter(pk=hi.pk).update(rank=4)
    Need.objects.filter(pk=asd.pk).update(rank=2)
    Need.objects.filter(pk=hi.pk).update(rank=3)
    told = unmerge(done.pk, by=head, at=AT).told
    assert told == [
        "Need, rank: changed since, so it stays as it is",
    ]
    assert sorted(gone.needs.values_list("rank", flat=True)) == [2, 3]
    with pytest.raises(RecordRefused, match="undone already"):
        unmerge(done.pk, by=head, at=AT)


def test_what_a_court_says_is_kept_in_its_stricter_form(head):
    kept, gone = two()
    carer = CarerFactory()
    CaringFactory(child=kept, carer=carer, young_person_agrees=True)
    CaringFactory(
        child=gone, carer=carer, told="nothing", court_limit="An order", young_person_agrees=False
    )
    over = CaringFactory(child=gone, carer=carer, ends_on=LONG_AGO)
    merged(kept, gone, head)
    link = kept.carings.get(ends_on=None)
    assert (link.told, link.court_limit, link.young_person_agrees) == ("nothing", "An order", False)
    over.refresh_from_db()
    assert over.child_id == kept.pk  # one that is over is no conflict


@pytest.mark.parametrize(("ours", "theirs", "after"), [(True, True, True), (True, None, None)])
def test_whom_a_young_person_agrees_to_is_never_more_than_both_say(head, ours, theirs, after):
    kept, gone = two()
    carer = CarerFactory()
    CaringFactory(child=kept, carer=carer, young_person_agrees=ours)
    CaringFactory(child=gone, carer=carer, young_person_agrees=theirs)
    merged(kept, gone, head)
    assert kept.carings.get().young_person_agrees == after


def test_the_same_setting_is_kept_once_with_the_newer_figures(head):
    kept, gone = two()
    school = EstablishmentFactory()
    SchoolingFactory(child=kept, establishment=school, starts_on=LATER)
    SchoolingFactory(
        child=gone,
        establishment=school,
        starts_on=LONG_AGO,
        attendance=81,
        attendance_as_of=LATER,
        hours_a_week=12,
        reduced_until=ON,
        note="Mornings",
    )
    second = SchoolingFactory(child=gone, kind="second")
    done = merged(kept, gone, head)
    main = kept.schoolings.get(kind="main")
    assert (main.starts_on, main.attendance, main.hours_a_week) == (LONG_AGO, 81, 12)
    assert main.note == "Mornings"
    second.refresh_from_db()
    assert second.child_id == kept.pk
    unmerge(done.pk, by=head, at=AT)
    main.refresh_from_db()
    assert (main.starts_on, main.attendance, main.note) == (LATER, None, "")


def test_a_full_record_takes_nothing_of_the_same_setting(head):
    kept, gone = two()
    school = EstablishmentFactory()
    full = {"hours_a_week": 10, "reduced_until": ON, "year_taught": 3, "suspended_days": 1}
    SchoolingFactory(child=kept, establishment=school, note="Ours", **full)
    SchoolingFactory(child=gone, establishment=school, note="Theirs")
    merged(kept, gone, head)
    assert kept.schoolings.get().note == "Ours"


def test_an_address_that_began_later_becomes_the_present_one(head):
    kept, gone = two()
    ours = ChildAddress.objects.create(child=kept, street="Old Road", lived_from=LONG_AGO)
    ChildAddress.objects.create(child=gone, street="New Road", lived_from=LATER)
    ChildAddress.objects.create(child=gone, street="Newest Road", lived_from=LATER + A_DAY)
    _seen, notes = outlook(kept, gone, on=ON)
    assert any("where the child lives" in note for note in notes)
    done = merged(kept, gone, head)
    assert list(kept.addresses.order_by("lived_from").values_list("lived_to", flat=True)) == [
        LATER - A_DAY,
        LATER,
        None,
    ]
    assert unmerge(done.pk, by=head, at=AT).told == []
    ours.refresh_from_db()
    assert ours.lived_to is None


def test_a_restricted_record_needs_the_right_to_see_both_and_stays_restricted(head):
    kept, gone = two(is_restricted=True, restricted_because="A colleague’s child")
    with pytest.raises(Child.DoesNotExist):
        merged(kept, gone, head)
    Named.objects.create(child=gone, user=head, because="Head of service")
    caseworker = AllocationFactory(child=kept).user
    teacher = TaskFactory(child=kept).asked_of
    _, notes = outlook(kept, gone, on=ON)
    assert any("restricted" in note for note in notes)
    done = merged(kept, gone, head)

    def sees(user):
        return Child.objects.visible_to(user, on=ON).filter(pk=kept.pk).exists()

    assert Child.objects.get(pk=kept.pk).restricted_because == "A colleague’s child"
    assert [sees(user) for user in (head, caseworker, teacher)] == [True, True, False]
    unmerge(done.pk, by=head, at=AT)
    assert sees(teacher)
    assert Child.objects.get(pk=gone.pk).is_restricted


def test_accounts_photos_and_missing_numbers(head):
    kept, gone = two(user=UserFactory(role="young_person"))
    kept.upn, kept.upn_missing = None, "UN1"
    kept.save()
    gone.upn, gone.photo_agreed_by = "B801200005001", "Their mother"
    gone.photo = with_a_picture(gone).document
    gone.save()
    done = merged(kept, gone, head)
    kept = Child.objects.get(pk=kept.pk)
    assert (kept.upn, kept.upn_missing, kept.user_id) == ("B801200005001", "", gone.user_id)
    assert (kept.photo_id, kept.photo_agreed_by) == (gone.photo_id, "Their mother")
    assert unmerge(done.pk, by=head, at=AT).told == []
    again = Child.objects.get(pk=gone.pk)
    assert (again.upn, again.user_id, again.photo_id) == (gone.upn, gone.user_id, gone.photo_id)
    kept = Child.objects.get(pk=kept.pk)
    kept.user = UserFactory(role="young_person")
    kept.save()
    with pytest.raises(RecordRefused, match="Both records have an account"):
        merged(kept, again, head)


def test_a_upn_of_the_record_that_stays_wins_over_a_reason_for_none(head):
    kept, gone = two(upn_missing="UN1")
    assert "upn" not in {fact.code for fact in plans.differing(kept, gone)}
    merged(kept, gone, head)
    kept.refresh_from_db()
    assert (kept.upn, kept.upn_missing) == ("B801200005001", "")


def test_who_may_not_merge_is_refused_and_nothing_is_left(head):
    kept, gone = two()
    teacher = UserFactory(role="teacher")
    for child in (kept, gone):
        AllocationFactory(child=child, user=teacher)
    before = rows_of(kept, gone)
    with pytest.raises(PermissionDenied):
        merged(kept, gone, teacher)
    with pytest.raises(Child.DoesNotExist):
        merged(kept, gone, UserFactory(role="caseworker"))
    with pytest.raises(RecordRefused, match="Select which is right: Legal name") as refusal:
        merge(kept.pk, gone.pk, {}, seen=outlook(kept, gone, on=ON)[0], by=head, at=AT)
    assert refusal.value.field == "name"
    with pytest.raises(RecordRefused, match="was changed since you opened"):
        merge(kept.pk, gone.pk, {"name": True}, seen="other", by=head, at=AT)
    assert rows_of(kept, gone) == before
    done = merged(kept, gone, head)
    with pytest.raises(PermissionDenied):
        unmerge(done.pk, by=teacher, at=AT)
    with pytest.raises(Merge.DoesNotExist):
        unmerge(done.pk, by=UserFactory(role="caseworker"), at=AT)
    assert Merge.objects.get().undone_at is None


def test_merged_on_and_taken_apart_in_the_other_order(head):
    first, second = two()
    third = ChildFactory()
    say_not_same(second.pk, third.pk, because="", by=head, at=AT)
    fourth = ChildFactory()
    for other in (first, second):
        say_not_same(other.pk, fourth.pk, because="", by=head, at=AT)
    one = merged(first, second, head)
    assert {frozenset(pair) for pair in NotSame.objects.values_list("first_id", "second_id")} >= {
        frozenset([first.pk, third.pk]),
        frozenset([first.pk, fourth.pk]),
    }
    first.refresh_from_db()
    NotSame.objects.filter(first__in=[first, third], second__in=[first, third]).delete()
    other = merged(third, first, head)
    assert Child.all_records.get(pk=second.pk).merged_into_id == third.pk
    assert [each.child for each in find_children(second.reference, user=head, on=ON)] == [third]
    with pytest.raises(RecordRefused, match="merged into another one since"):
        unmerge(one.pk, by=head, at=AT)
    unmerge(other.pk, by=head, at=AT)
    unmerge(one.pk, by=head, at=AT)
    assert Child.objects.filter(pk__in=[first.pk, second.pk, third.pk]).count() == 3


def test_the_old_numbers_and_names_find_the_record_that_stays(head):
    kept, gone = two()
    gone.nhs_number = "9990000026"
    gone.save()
    merged(kept, gone, head, nhs_number=True)
    for text in (gone.reference, gone.reference.lower(), "9990000018", "Robyn"):
        found = find_children(text, user=head, on=ON)
        assert [each.child.pk for each in found] == [kept.pk]
    (by_reference,) = find_children(gone.reference, user=head, on=ON)
    assert by_reference.why == "a number of a record that was merged into this one"
    duty = UserFactory(role="duty_officer")
    opened = access.open_in_emergency(
        gone.reference, reason="A child is missing from home", site="https://x", by=duty, at=AT
    )
    assert opened.child_id == kept.pk


def test_the_history_tells_it_and_shows_each_day_as_it_was(head, both):
    kept, gone = both
    done = merged(kept, gone, head)
    titles = [change.title for change in changes_of(kept, may_see_protected=True)]
    assert "Address (B801) moved" not in titles
    assert any("moved between two records of the child" in title for title in titles)
    now = datetime.datetime.now(tz=datetime.UTC)  # noqa: TID251 -- the triggers' clock
    assert len(as_it_stood(kept, now)["people.Diagnosis"]) == 2
    assert as_it_stood(gone, now)["people.Diagnosis"] == []
    unmerge(done.pk, by=head, at=AT)
    now = datetime.datetime.now(tz=datetime.UTC)  # noqa: TID251 -- the triggers' clock
    assert len(as_it_stood(kept, now)["people.Diagnosis"]) == 1
    assert len(as_it_stood(gone, now)["people.Diagnosis"]) == 1


def test_a_plan_counts_what_moves(both):
    plan = make_plan(*both, {"name": False}, on=ON)
    assert ("diagnoses", 1) in plans.counted(plan)
    assert ("own words", 2) in plans.counted(plan)


# The pages.


def compare(first, second):
    return reverse("people:compare", kwargs={"pk": first.pk, "other": second.pk})


def test_the_page_shows_both_and_merges_as_chosen(client, head, both):
    kept, gone = both
    ChildAddress.objects.filter(child=gone).update(is_protected=True, protected_because="A refuge")
    client.force_login(head)
    page = client.get(compare(gone, kept))
    text = page.content.decode()
    for words in ("Robyn Example", "2020 Road", "Which record stays?", "ULN"):
        assert words in text
    looks = Event.objects.filter(action="people.looked").values_list("subject_id", flat=True)
    assert sorted(looks) == sorted([str(kept.pk), str(gone.pk)])
    seen = page.context["form"]["seen"].value() if page.context else outlook(kept, gone, on=ON)[0]
    wrong = client.post(compare(gone, kept), {"seen": seen, "stays": "second"})
    assert "Select which is right: Legal name" in wrong.content.decode()
    stale = client.post(compare(gone, kept), {"seen": "x", "stays": "second", "name": "first"})
    assert "was changed since you opened this page" in stale.content.decode()
    assert not Merge.objects.exists()
    answer = client.post(compare(gone, kept), {"seen": seen, "stays": "second", "name": "first"})
    assert answer.url == reverse("people:child", kwargs={"pk": kept.pk})
    kept.refresh_from_db()
    assert kept.first_names == "Robyn"


def test_addresses_of_the_old_record_lead_to_the_one_that_stays(client, head, both):
    kept, gone = both
    done = merged(kept, gone, head)
    client.force_login(head)
    for name in ("child", "child-people", "child-history", "edit-child"):
        answer = client.get(reverse(f"people:{name}", kwargs={"pk": gone.pk}))
        assert answer.url == reverse(f"people:{name}", kwargs={"pk": kept.pk})
    answer = client.post(
        reverse("people:add-diagnosis", kwargs={"pk": gone.pk}), {"what": "Nothing"}, follow=True
    )
    assert "What you sent was not saved" in answer.content.decode()
    assert client.get(compare(kept, gone)).url == reverse("people:child", kwargs={"pk": kept.pk})
    client.force_login(UserFactory(role="caseworker"))
    assert client.get(reverse("people:child", kwargs={"pk": gone.pk})).status_code == 404
    assert client.get(compare(kept, gone)).status_code == 404
    client.force_login(head)
    looks = client.get(reverse("people:child-looks", kwargs={"pk": kept.pk})).content.decode()
    assert "merged another record of the child into this one" in looks
    assert "merged the record into another one of the child" in looks
    history = reverse("people:child-history", kwargs={"pk": kept.pk})
    assert "Make two records again" in client.get(history).content.decode()
    kept.diagnoses.all().delete()
    answer = client.post(reverse("people:unmerge", kwargs={"pk": done.pk}), follow=True)
    text = answer.content.decode()
    assert "There are two records again." in text
    assert "Not put back: Diagnosis: removed since." in text
    assert "made two records of it again" in client.get(history).content.decode()
    again = client.post(reverse("people:unmerge", kwargs={"pk": done.pk}))
    assert "This was undone already" in again.content.decode()
    assert client.get(reverse("people:child", kwargs={"pk": gone.pk})).status_code == 200


def test_one_record_is_not_compared_with_itself(client, head):
    child = ChildFactory()
    client.force_login(head)
    assert client.get(compare(child, child)).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_comparing_takes_the_same_queries_however_much_there_is(
    client, head, both, number, django_assert_num_queries
):
    for child in both:
        for _ in range(number):
            DiagnosisFactory(child=child)
            TaskFactory(child=child)
            Allocation.objects.create(
                child=child, user=UserFactory(), role="Teacher", starts_on=LATER
            )
            TeamWork.objects.create(
                child=child, team=TeamFactory(), what="hearing", starts_on=LATER
            )
            ChildContact.objects.create(child=child, contact=ContactFactory(), starts_on=LATER)
    client.force_login(head)
    client.get(reverse("people:home"))
    with django_assert_num_queries(98):
        client.get(compare(*both))


def test_a_merge_factory_makes_what_can_be_taken_apart(head):
    done = MergeFactory()
    assert unmerge(done.pk, by=head, at=AT).told == []


def test_ranks_are_given_again_where_two_needs_have_one(head):
    kept, gone = two()
    ours = Need.objects.create(child=kept, code="SLCN", rank=1)
    hi = Need.objects.create(child=gone, code="HI", rank=1)
    asd = Need.objects.create(child=gone, code="ASD", rank=2)
    done = merged(kept, gone, head)
    Need.objects.filter(pk=ours.pk).update(rank=3)
    Need.objects.filter(pk=asd.pk).update(rank=1)
    FormerName.objects.filter(child=kept).delete()  # what the merge added is gone already
    told = unmerge(done.pk, by=head, at=AT).told
    assert told == ["Need, rank: changed since, so it stays as it is"]
    ranks = [Need.objects.get(pk=row.pk).rank for row in (hi, asd)]
    assert ranks == [1, 2]


def test_undoing_an_import_leaves_alone_a_record_that_was_merged():
    kept, gone = two()
    before, after = ({"people.Child": {str(gone.pk): {"sex": sex}}} for sex in ("", "F"))
    row = RowFactory(child=kept, before=before, after=after)
    assert _facts_to_put_back(row, {}) == ({}, ["the record was merged into another"])
