"""Retention, holds, proposals, and what a disposal takes away, to the last table and file."""

import datetime
import io
import uuid

import pypdf
import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from tests.factories.imports import RowFactory
from tests.factories.people import (
    AllocationFactory,
    CaringFactory,
    ChildContactFactory,
    ChildFactory,
    DiagnosisFactory,
    EmergencyFactory,
    OwnWordsFactory,
    SchoolingFactory,
    TaskFactory,
    UserFactory,
    with_a_picture,
)
from tests.factories.records import AT, AccessRequestFactory, DisposalFactory, HoldFactory
from wayforward.arrangements.loading import load_profile
from wayforward.audit.models import Event
from wayforward.people.actions.merging import merge, outlook
from wayforward.people.actions.opening import RecordRefused
from wayforward.people.models import Carer, Child, FormerName, NameWord, User
from wayforward.records.actions import dispose as disposing
from wayforward.records.actions import keeping as actions
from wayforward.records.actions import requests
from wayforward.records.actions.inspections import make_inspection_file
from wayforward.records.keeping import due_on
from wayforward.records.models import Certificate, Disposal, Hold, InspectionFile

pytestmark = pytest.mark.django_db
ON = datetime.date(2026, 11, 24)
RULES = load_profile("milton_keynes").retention
OLD = datetime.date(1995, 11, 24)  # 31 years ago to the day
NAME, SURNAME = "Xanthippe", "Quillfeather"


@pytest.fixture
def officer():
    return UserFactory(role="records_officer")


@pytest.fixture
def head():
    return UserFactory(role="head_of_service")


@pytest.fixture
def as_owner():
    """Return how to be the owner of the tables, as the command is, until the test ends."""

    def become():
        with connection.cursor() as cursor:
            cursor.execute("set local role none")

    return become


def due(children=None):
    return due_on(ON, RULES, Child.objects.all() if children is None else children)


def propose(found, by):
    return actions.propose_disposal(
        found.child.pk,
        category=found.category,
        thing_key=found.thing_key,
        rules=RULES,
        by=by,
        on=ON,
        at=AT,
    )


def approve(proposal, by):
    actions.approve_disposal(proposal.pk, rules=RULES, by=by, on=ON, at=AT)


def test_a_record_is_due_on_the_day_and_not_before():
    ChildFactory(born_on=OLD + datetime.timedelta(days=1))
    old = ChildFactory(born_on=OLD)
    (found,) = due()
    assert (found.child, found.category, found.may_go.on) == (old, "record", ON)
    assert "31 years from birth" in found.may_go.why


def test_what_is_worked_with_looked_after_or_worked_with_lately_is_not_due():
    AllocationFactory(child=ChildFactory(born_on=OLD))
    ChildFactory(born_on=OLD, care="previously_looked_after")
    was = ChildFactory(born_on=OLD, care="looked_after")
    was.care = ""
    was.save()  # the history still tells
    lately = ChildFactory(born_on=OLD)
    SchoolingFactory(child=lately, ends_on=datetime.date(2021, 1, 1))
    AccessRequestFactory(child=ChildFactory(born_on=OLD))
    assert due() == []
    assert [
        each.category
        for each in due_on(datetime.date(2071, 1, 1), RULES, Child.objects.filter(pk=was.pk))
    ] == ["record_looked_after"]


def test_pictures_go_sooner_than_the_record():
    child = ChildFactory(born_on=datetime.date(2000, 1, 1))
    OwnWordsFactory(child=child)
    assert due() == []
    with_a_picture(child)
    (found,) = due()
    assert found.category == "pictures"


def test_nothing_held_is_ever_listed(officer, head):
    child = ChildFactory(born_on=OLD)
    (found,) = due()
    hold = actions.place_hold(
        reference=child.reference, born_on=OLD, because="An inquiry", by=officer, on=ON, at=AT
    )
    assert due() == []
    with pytest.raises(RecordRefused, match="It may not go now"):
        propose(found, officer)
    with pytest.raises(RecordRefused, match="held already"):
        actions.place_hold(
            reference=child.reference, born_on=OLD, because="Twice", by=head, on=ON, at=AT
        )
    with pytest.raises(RecordRefused, match="No record"):
        actions.place_hold(
            reference="ZZZZ9999", born_on=OLD, because="Whose?", by=head, on=ON, at=AT
        )
    actions.lift_hold(hold.pk, because="It is over", by=head, on=ON, at=AT)
    assert len(due()) == 1
    with pytest.raises(Hold.DoesNotExist):
        actions.lift_hold(hold.pk, because="Again", by=head, on=ON, at=AT)
    done = Event.objects.filter(subject_id=str(child.pk)).order_by("pk")
    assert list(done.values_list("action", flat=True)) == [
        "records.placed_hold",
        "records.lifted_hold",
    ]


def test_somebody_else_decides(officer, head):
    ChildFactory(born_on=OLD)
    (found,) = due()
    proposal = propose(found, officer)
    assert due() == []
    with pytest.raises(RecordRefused, match="proposed already"):
        propose(found, head)
    with pytest.raises(PermissionDenied):
        approve(proposal, officer)
    with pytest.raises(PermissionDenied):
        approve(proposal, UserFactory(role="caseworker"))
    approve(proposal, head)
    with pytest.raises(RecordRefused, match="has decided"):
        approve(proposal, head)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by) == ("approved", head)


def test_what_is_kept_longer_comes_up_again_after_its_day(officer, head):
    ChildFactory(born_on=OLD)
    (found,) = due()
    proposal = propose(found, officer)
    with pytest.raises(RecordRefused, match="future"):
        actions.keep_longer(proposal.pk, until=ON, because="x", by=head, on=ON, at=AT)
    until = datetime.date(2027, 5, 1)
    actions.keep_longer(proposal.pk, until=until, because="A claim", by=head, on=ON, at=AT)
    assert due() == []
    with pytest.raises(RecordRefused, match="keep it longer"):
        propose(found, head)
    assert len(due_on(until, RULES, Child.objects.all())) == 1


def test_a_proposal_is_not_approved_once_it_is_held_or_gone(officer, head):
    child = ChildFactory(born_on=OLD)
    (found,) = due()
    proposal = propose(found, officer)
    HoldFactory(child=child)
    with pytest.raises(RecordRefused, match="It may not go now"):
        approve(proposal, head)
    with pytest.raises(RecordRefused, match="or it is gone"):
        approve(DisposalFactory(child_key=uuid.uuid4(), thing_key=uuid.uuid4()), head)


def test_wrong_categories_are_not_proposed(officer):
    child = ChildFactory(born_on=OLD)
    for category, thing in (("record_looked_after", child.pk), ("request", uuid.uuid4())):
        with pytest.raises(RecordRefused):
            actions.propose_disposal(
                child.pk, category=category, thing_key=thing, rules=RULES, by=officer, on=ON, at=AT
            )
    with pytest.raises(PermissionDenied):
        actions.propose_disposal(
            child.pk,
            category="record",
            thing_key=child.pk,
            rules=RULES,
            by=UserFactory(role="senco"),
            on=ON,
            at=AT,
        )


def a_photo():
    """Return a document that is nobody else's."""
    said = with_a_picture(ChildFactory())
    document = said.document
    said.delete()
    return document


def everywhere(words):
    """Return the tables in which any row says the words: every table of the database."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute(
            "select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables"
            " where schemaname not in ('pg_catalog', 'information_schema')"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(
                f"select count(*) from {table} as each where each::text ilike %s", [f"%{words}%"]
            )
            if cursor.fetchone()[0]:
                found.append(table)
    return found


def on_disk(folder, words):
    return [path for path in folder.rglob("*") if path.is_file() and words in path.read_bytes()]


@pytest.fixture
def full(folder, officer):
    """Return an old record with something in every place that a name can be in."""
    child = ChildFactory(
        born_on=OLD,
        first_names=NAME,
        last_name=SURNAME,
        user=UserFactory(role="young_person", full_name=f"{NAME} {SURNAME}"),
    )
    child.known_as = f"{NAME}-Bee"
    child.save()
    carer = CaringFactory(
        child=child,
        carer__last_name=SURNAME,
        carer__user=UserFactory(role="parent", full_name=f"Pat {SURNAME}"),
    ).carer
    carer.phone = "01632 960000"
    carer.save()
    shared = CaringFactory(child=child, relation="aunt", carer__last_name="Other").carer
    CaringFactory(carer=shared)
    FormerName.objects.create(child=child, first_names=NAME, last_name="Before")
    DiagnosisFactory(child=child, what=f"{NAME}’s diagnosis").delete()
    OwnWordsFactory(child=child, words=f"I am {NAME}", said_on=datetime.date(2010, 1, 1))
    said = with_a_picture(child)
    said.said_on, said.shows = datetime.date(2010, 1, 1), f"{NAME} draws"
    said.save()
    child.photo = a_photo()
    child.save()
    ChildContactFactory(child=child)
    EmergencyFactory(child=child, reason=f"{NAME} is missing")
    TaskFactory(child=child, what=f"Ring {NAME}", done_on=datetime.date(2012, 1, 1))
    AllocationFactory(
        child=child,
        note=NAME,
        starts_on=datetime.date(2010, 1, 1),
        ends_on=datetime.date(2012, 1, 1),
    )
    RowFactory(child=child, given={"first_names": NAME}, before={"people.Child": {"x": NAME}})
    RowFactory(candidates=[{"child": str(child.pk), "why": NAME}], given={"first_names": NAME})
    HoldFactory(
        child=child,
        because=f"About {NAME}",
        lifted_at=AT,
        lifted_by=officer,
        lifted_because="Over",
    )
    asked = requests.log_request(
        reference=child.reference,
        born_on=OLD,
        asked_as="subject",
        asked_by=f"{NAME} {SURNAME}",
        identity_shown="Passport",
        received_on=datetime.date(2026, 1, 5),
        by=officer,
        on=ON,
        at=AT,
    )
    for passage in asked.passages.all():
        if passage.marks:
            requests.decide_passage(passage.pk, decision="give", by=officer, on=ON, at=AT)
    requests.send_answer(asked.pk, by=officer, on=ON, at=AT)
    for_an_inspector(child)
    return child


def for_an_inspector(child):
    return make_inspection_file(
        reference=child.reference,
        born_on=child.born_on,
        made_for=f"Inspector of {NAME}",
        because="Tracked child",
        by=UserFactory(role="head_of_service"),
        on=ON,
        at=AT,
    )


def test_nothing_of_the_name_is_left_in_any_table_or_file(
    client, full, folder, officer, head, as_owner, capsys
):
    key, reference = full.pk, full.reference
    assert len(everywhere(NAME)) > 15
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(files) >= 3
    approve(propose(next(each for each in due() if each.child == full), officer), head)
    call_command("dispose_of_records", dry_run=True)
    assert reference in capsys.readouterr().out
    as_owner()
    with django_commits():
        call_command("dispose_of_records")
    said = capsys.readouterr().out
    assert f"Removed: {reference}, record" in said
    for words in (NAME, SURNAME):
        assert everywhere(words) == []
        assert on_disk(folder, words.encode()) == []
    assert not NameWord.objects.filter(word__icontains=NAME).exists()
    left = set(everywhere(str(key)))
    assert left <= {
        "public.audit_event",
        "public.records_disposal",
        "public.pghistory_context",
    }
    remaining = [path for path in folder.rglob("*") if path.is_file()]
    assert len(remaining) <= len(files) - 4
    assert Carer.objects.filter(last_name="Other").exists()  # another child's too
    assert User.objects.filter(pk=officer.pk).exists()
    disposal = Disposal.objects.get()
    assert (disposal.state, disposal.born_in, disposal.counts["files"]) == ("done", 1995, 4)
    assert disposal.counts["versions of rows"] > 15
    assert disposal.counts["records of a child"] == 1
    assert not {"childs", "carings", "own wordss"} & set(disposal.counts)
    known = {model._meta.label for model in apps.get_models()}
    assert set(disposing.CALLED) <= known
    assert Event.objects.get(action="records.disposed").subject_id == str(key)
    client.force_login(head)
    made = b"".join(client.get(reverse("records:certificate", args=[disposal.certificate_id])))
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages)
    text = "".join(text.replace("\u200b", "").split())
    for words in (reference, "1995", "31yearsfrombirth", "versionsofrows", "Certificateofdisposal"):
        assert words in text
    assert NAME not in text


class django_commits:
    """Run what waits for the commit, as the command's own transaction would."""

    def __enter__(self):
        self.start = len(connection.run_on_commit)

    def __exit__(self, *raised):
        waiting, connection.run_on_commit = (
            connection.run_on_commit[self.start :],
            connection.run_on_commit[: self.start],
        )
        for _, function, _ in waiting:
            function()


def test_the_ordinary_role_cannot_take_anything_out_of_a_history(officer, head):
    child = ChildFactory(born_on=OLD)
    approve(propose(due()[0], officer), head)
    with pytest.raises(disposing.NotTheOwner):
        disposing.dispose(rules=RULES, on=ON, at=AT)
    assert Child.objects.filter(pk=child.pk).exists()
    with pytest.raises(CommandError, match="as the owner"):
        call_command("dispose_of_records")
    assert Disposal.objects.get().state == "approved"


def test_what_is_held_after_it_was_approved_stays(officer, head, as_owner, capsys):
    child = ChildFactory(born_on=OLD)
    proposal = propose(due()[0], officer)
    approve(proposal, head)
    HoldFactory(child=child)
    gone = DisposalFactory(child_key=uuid.uuid4(), state="approved", decided_by=head, decided_at=AT)
    as_owner()
    call_command("dispose_of_records")
    assert "Nothing that was approved" in capsys.readouterr().out
    assert Child.objects.filter(pk=child.pk).exists()
    assert not Certificate.objects.exists()
    gone.refresh_from_db()
    assert gone.state == "approved"


def test_pictures_and_requests_go_by_themselves(folder, officer, head, as_owner):
    child = ChildFactory(born_on=datetime.date(2000, 1, 1))
    OwnWordsFactory(child=child)
    said = with_a_picture(child)
    child.photo = a_photo()
    child.save()
    asked = AccessRequestFactory(child=child)
    requests.send_answer(asked.pk, by=officer, on=datetime.date(2022, 1, 1), at=AT)
    for_an_inspector(child)
    found = {each.category: each for each in due()}
    assert set(found) == {"pictures", "request"}
    for each in found.values():
        approve(propose(each, officer), head)
    as_owner()
    with django_commits():
        disposing.dispose(rules=RULES, on=ON, at=AT)
    child.refresh_from_db()
    assert child.photo is None
    assert not InspectionFile.objects.exists()  # it held the pictures too
    assert child.own_words.count() == 1
    assert not type(asked).objects.exists()
    assert everywhere(str(said.pk)) == ["public.audit_event"] or everywhere(str(said.pk)) == []
    assert {each.category for each in Disposal.objects.filter(state="done")} == set(found)


def test_an_account_that_others_rows_need_loses_its_name(officer, head, as_owner):
    user = UserFactory(role="parent", full_name=f"Pat {SURNAME}", email="quillfeather@example.org")
    child = ChildFactory(born_on=OLD)
    CaringFactory(child=child, carer__user=user)
    TaskFactory(asked_of=user)
    approve(propose(due()[0], officer), head)
    as_owner()
    disposing.dispose(rules=RULES, on=ON, at=AT)
    user.refresh_from_db()
    assert (user.full_name, user.is_active) == ("account removed", False)
    assert everywhere(SURNAME) == []


def test_a_carer_of_another_child_and_their_account_stay(officer, head, as_owner):
    user = UserFactory(role="parent")
    child = ChildFactory(born_on=OLD, user=user)
    carer = CaringFactory(carer__user=user).carer
    CaringFactory(child=child, carer=carer)
    approve(propose(due()[0], officer), head)
    as_owner()
    disposing.dispose(rules=RULES, on=ON, at=AT)
    assert User.objects.filter(pk=user.pk).exists()
    assert Carer.objects.filter(pk=carer.pk).exists()


def test_a_record_that_was_merged_goes_with_the_one_that_stayed(officer, head, as_owner):
    kept = ChildFactory(born_on=OLD, first_names="Robin", last_name="Example")
    gone = ChildFactory(born_on=OLD, first_names=NAME, last_name=SURNAME)
    HoldFactory(child=kept, lifted_at=AT, lifted_by=head, lifted_because="Over")
    HoldFactory(child=gone, lifted_at=AT, lifted_by=head, lifted_because="Over")
    seen, _ = outlook(kept, gone, on=ON)
    chosen = dict.fromkeys(("first_names", "last_name", "name"), False)
    merge(kept.pk, gone.pk, chosen, seen=seen, by=head, at=AT)
    kept.refresh_from_db()
    assert kept.holds.count() == 2
    (found,) = [each for each in due() if each.category == "record"]
    approve(propose(found, officer), head)
    as_owner()
    assert disposing.dispose(rules=RULES, on=ON, at=AT)
    assert not Child.all_records.filter(pk__in=[kept.pk, gone.pk]).exists()
    for words in (NAME, SURNAME):
        assert everywhere(words) == []


def test_of_two_records_that_are_held_each_keeps_its_hold(head):
    kept, gone = ChildFactory(first_names="Robin"), ChildFactory(first_names="Robin")
    for child in (kept, gone):
        HoldFactory(child=child)
    seen, notes = outlook(kept, gone, on=ON)
    assert "Both records are held: the one that stays is held as it was" in notes
    merge(kept.pk, gone.pk, {}, seen=seen, by=head, at=AT)
    assert [hold.child_id for hold in Hold.objects.order_by("pk")] == [kept.pk, gone.pk]
