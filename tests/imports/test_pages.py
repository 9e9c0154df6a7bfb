"""Pages of imports: who gets them, what each shows, what is written down of looking."""

import csv
import io
import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from tests.factories.establishments import EstablishmentFactory
from tests.factories.imports import ImportFactory, RowFactory
from tests.factories.people import ChildFactory, UserFactory
from tests.imports.files import AT, HEADINGS, HOME, ON, csv_of, roll, send, undo, upload, upn, write
from wayforward.audit.models import Event
from wayforward.imports.actions import decide, forget
from wayforward.imports.actions import send as sending
from wayforward.imports.actions import undo as undoing
from wayforward.imports.actions import write as writing
from wayforward.imports.actions.opening import ImportRefused
from wayforward.imports.models import Import, Row
from wayforward.imports.permissions import can_import_children
from wayforward.imports.tasks import forget_each_night, undo_import, write_import
from wayforward.people.actions.opening import RecordRefused
from wayforward.people.models import Child
from wayforward.people.roles import ROLES

pytestmark = pytest.mark.django_db
MAY = {"data_officer", "head_of_service"}
BORN = "04/03/2017"


@pytest.mark.parametrize("role", ROLES)
def test_data_officers_and_the_head_of_service_import(role):
    assert can_import_children(UserFactory(role=role), None) is (role in MAY)
    assert can_import_children(UserFactory(role=role, is_active=False), None) is False


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_the_pages_that_it_may(client, role):
    client.force_login(UserFactory(role=role))
    row = RowFactory()
    for name, kwargs in (
        *(("import-list", {}), ("send-file", {}), ("import", {"pk": row.of_id})),
        *(("rows-csv", {"pk": row.of_id}), ("decide-row", {"pk": row.pk})),
    ):
        answer = client.get(reverse(f"imports:{name}", kwargs=kwargs))
        assert answer.status_code == (200 if role in MAY else 403)
        if role in MAY:
            assert "no-store" in answer["Cache-Control"]


CHANGES = {
    "send": lambda kept, by: sending.send_file(
        upload(roll(1), "a.csv"), home=HOME, by=by, on=ON, at=AT
    ),
    "decide": lambda kept, by: decide.decide_row(kept.rows.get().pk, Row.LEAVE_OUT, by=by, on=ON),
    "look again": lambda kept, by: decide.look_again(kept.pk, by=by, on=ON),
    "discard": lambda kept, by: decide.discard_import(kept.pk, by=by, at=AT),
    "begin writing": lambda kept, by: writing.begin_writing(kept.pk, by=by, at=AT),
    "write": lambda kept, by: writing.write_import(kept.pk, by=by, on=ON, at=AT),
    "begin undoing": lambda kept, by: undoing.begin_undoing(kept.pk, by=by, at=AT),
    "undo": lambda kept, by: undoing.undo_import(kept.pk, by=by, at=AT),
}


@pytest.mark.parametrize("what", CHANGES)
def test_nobody_else_changes_an_import_and_nothing_is_left_of_trying(what):
    kept = RowFactory().of
    before = Event.objects.count()
    with pytest.raises(PermissionDenied):
        CHANGES[what](kept, UserFactory(role="caseworker"))
    kept.refresh_from_db()
    assert (kept.state, Import.objects.count(), Event.objects.count()) == ("ready", 1, before)


@pytest.fixture
def officer(client):
    user = UserFactory(role="data_officer")
    client.force_login(user)
    return user


def page(name, kept, **query):
    return reverse(f"imports:{name}", kwargs={"pk": kept.pk})


def text_of(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_file_is_sent_looked_at_written_and_undone(client, officer):
    file = upload(csv_of([HEADINGS, [upn(1), "Example", "Zoë", BORN]]), "pupils.csv")
    answer = client.post(reverse("imports:send-file"), {"file": file})
    kept = Import.objects.get()
    assert answer.url == page("import", kept)
    html = text_of(client.get(answer.url))
    assert "Zoë Example" in html
    assert "Write 1 row" in html
    assert not Child.objects.exists()
    html = text_of(client.post(page("write", kept), follow=True))
    assert "It is written" in html
    child = Child.objects.get()
    html = text_of(client.post(page("undo", kept), follow=True))
    assert "The import is undone" in html
    assert not Child.objects.exists()
    assert "Undone" in text_of(client.get(reverse("imports:import-list")))
    done = Event.objects.filter(subject_id__in=[str(kept.pk), str(child.pk)], actor=officer.pk)
    assert list(
        done.exclude(action="imports.looked").order_by("pk").values_list("action", flat=True)
    ) == [
        "imports.sent_file",
        "imports.began_writing",
        "people.added_child",
        "imports.wrote",
        "people.looked",
        "imports.began_undoing",
        "imports.removed_child",
        "imports.undid",
    ]


def test_a_file_that_is_refused_says_why_and_keeps_what_was_typed(client, officer):
    file = upload(b"%PDF-1.7", "a.pdf")
    html = text_of(client.post(reverse("imports:send-file"), {"file": file, "school": "Green"}))
    assert "This is a PDF" in html
    assert 'value="Green"' in html
    assert "Choose a file" in text_of(client.post(reverse("imports:send-file"), {}))
    assert not Import.objects.exists()


def test_every_look_at_a_record_by_way_of_an_import_is_written_down(client, officer):
    known = ChildFactory(first_names="Zoë", last_name="Example", sex="M")
    near = ChildFactory(first_names="Adam", last_name="Other")
    rows = [[*HEADINGS, "Sex"], ["", "Example", "Zoë", BORN, "F"], ["", "Othre", "Adam", BORN, ""]]
    kept = send(csv_of(rows), "a.csv")
    html = text_of(client.get(page("import", kept)))
    for words in ("Male", "Female", "Adam Other, born 4 March 2017", near.reference):
        assert words in html
    looks = Event.objects.filter(action="people.looked", actor=str(officer.pk))
    assert set(looks.values_list("subject_id", flat=True)) == {str(known.pk), str(near.pk)}
    assert looks.first().facts == {"page": "imports:import", "because": ["an import"]}
    row = kept.rows.get(number=3)
    assert "Adam Other" in text_of(client.get(reverse("imports:decide-row", args=[row.pk])))
    assert looks.filter(subject_id=str(near.pk)).count() == 2
    head = UserFactory(role="head_of_service")
    client.force_login(head)
    html = text_of(client.get(reverse("people:child-looks", args=[near.pk])))
    assert "looked at what an import would change" in html
    assert "an import" in html


def test_only_whoever_may_open_the_record_is_led_to_it(client, officer):
    known = ChildFactory(first_names="Zoë", last_name="Example")
    kept = send(csv_of([HEADINGS, ["", "Example", "Zoë", BORN]]), "a.csv")
    path = reverse("people:child", args=[known.pk])
    assert path not in text_of(client.get(page("import", kept)))
    assert client.get(path).status_code == 404
    client.force_login(UserFactory(role="head_of_service"))
    assert path in text_of(client.get(page("import", kept)))


def test_a_record_that_is_restricted_since_is_not_shown_any_more(client, officer):
    known = ChildFactory(first_names="Zoë", last_name="Example", language="Oldtongue")
    rows = [[*HEADINGS, "Language"], ["", "Example", "Zoë", BORN, "Polish"]]
    kept = send(csv_of(rows), "a.csv")
    assert "Oldtongue" in text_of(client.get(page("import", kept)))
    Child.objects.filter(pk=known.pk).update(is_restricted=True, restricted_because="Staff")
    looks = Event.objects.filter(action="people.looked").count()
    html = text_of(client.get(page("import", kept)))
    assert "Oldtongue" not in html
    assert Event.objects.filter(action="people.looked").count() == looks
    html = text_of(client.get(reverse("imports:decide-row", args=[kept.rows.get().pk])))
    assert "The same child" not in html


def test_a_doubtful_row_is_decided_on_its_page(client, officer):
    child = ChildFactory(first_names="Adam", last_name="Other")
    kept = send(csv_of([HEADINGS, ["", "Othre", "Adam", BORN]]), "a.csv")
    row = kept.rows.get()
    path = reverse("imports:decide-row", args=[row.pk])
    assert "Select who this is" in text_of(client.post(path, {}))
    other = ChildFactory()
    assert "Select one of" in text_of(client.post(path, {"decision": str(other.pk)}))
    assert client.post(path, {"decision": str(child.pk)}).url == page("import", kept)
    row.refresh_from_db()
    assert (row.verdict, row.child, row.decided_by) == ("changes", child, officer)
    assert "checked" in text_of(client.get(path))
    client.post(page("write", kept))
    assert "is written" in text_of(client.post(path, {"decision": "another"}))


def test_the_list_is_filtered_and_exported_without_formulas(client, officer):
    rows = [HEADINGS, ["", "Example", "Zoë", BORN], ["", "Other", "Al", "31/02/2017"]]
    kept = send(csv_of(rows), "a.csv")
    Row.objects.filter(number=3).update(given={"last_name": "=1+1"})
    html = text_of(client.get(page("import", kept), {"verdict": "refused"}))
    assert "Refused (1)" in html
    assert "Zoë Example" not in html
    answer = client.get(page("rows-csv", kept), {"verdict": "refused"})
    assert "no-store" in answer["Cache-Control"]
    (_, line) = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert line[:3] == ["3", "'=1+1", "Refused"]
    assert Event.objects.get(action="imports.exported_rows").actor == str(officer.pk)
    assert (
        len(list(csv.reader(io.StringIO(client.get(page("rows-csv", kept)).content.decode())))) == 3
    )
    assert "Example" in text_of(client.get(page("import", kept), {"verdict": "nonsense"}))


def test_a_page_of_rows_takes_the_same_queries(client, officer, django_assert_num_queries):
    for size in (1, 3, 30):
        rows = [HEADINGS]
        for number in range(size):
            ChildFactory(first_names=f"Al{size}", last_name=f"Other{number}")
            rows.append(["", f"Other{number}", f"Al{size}", BORN])
        kept = send(csv_of(rows), "a.csv")
        with django_assert_num_queries(9):
            client.get(page("import", kept))


def test_the_list_of_imports_takes_the_same_queries(client, officer, django_assert_num_queries):
    for size in (1, 3):
        ImportFactory.create_batch(size)
        with django_assert_num_queries(4):
            client.get(reverse("imports:import-list"))


def test_what_is_not_there_is_404(client, officer):
    for name in ("import", "rows-csv", "decide-row"):
        assert client.get(reverse(f"imports:{name}", args=[uuid.uuid4()])).status_code == 404
    assert client.post(reverse("imports:write", args=[uuid.uuid4()])).status_code == 404


def test_buttons_say_when_it_is_too_late(client, officer):
    kept = send(csv_of([HEADINGS, ["", "Example", "Zoë", BORN]]), "a.csv")
    assert "looked at and not written" in text_of(client.post(page("undo", kept), follow=True))
    client.post(page("look-again", kept))
    html = text_of(client.post(page("discard", kept), follow=True))
    assert "Nothing of it is kept" in html
    for name in ("write", "discard", "look-again"):
        assert "is thrown away" in text_of(client.post(page(name, kept), follow=True))
    assert kept.rows.count() == 0


def test_a_large_import_is_a_jobs_work(client, officer, jobs):
    kept = send(roll(writing.AT_ONCE + 1), "a.csv", by=officer)
    html = text_of(client.post(page("write", kept), follow=True))
    assert "Being written" in html
    client.post(page("write", kept))  # asked twice: it waits in the queue once
    (job,) = jobs.jobs.values()
    assert (job["task_name"], job["args"]["import_id"]) == ("imports.write", str(kept.pk))
    assert not Child.objects.exists()
    write_import(**job["args"])
    write_import(**job["args"])  # run twice, it is written once
    assert Child.objects.count() == writing.AT_ONCE + 1
    html = text_of(client.post(page("undo", kept), follow=True))
    assert "Being undone" in html
    undo_import(
        **next(job for job in jobs.jobs.values() if job["task_name"] == "imports.undo")["args"]
    )
    assert not Child.objects.exists()
    undone = Event.objects.filter(action="imports.undid")
    assert undone.count() == 1
    undo_import(str(kept.pk), str(officer.pk))  # run twice, it is undone once
    assert undone.count() == 1
    assert "Undone" in text_of(client.get(page("import", kept)))


def test_what_could_not_be_written_says_why(client, officer, monkeypatch):
    kept = send(csv_of([HEADINGS, ["", "Example", "Zoë", BORN]]), "a.csv")

    def refuse(*args, **more):
        raise RecordRefused("No")

    monkeypatch.setattr(writing, "put_child", refuse)
    html = text_of(client.post(page("write", kept), follow=True))
    assert "Nothing was written: No" in html
    kept.refresh_from_db()
    assert kept.state == "ready"
    assert not Child.objects.exists()


def test_rows_are_forgotten_in_time(client, officer):
    written = write(send(roll(2), "a.csv"))
    never = send(csv_of([HEADINGS, ["", "Example", "Zoë", BORN]]), "a.csv")
    busy = ImportFactory(state="applying")
    assert forget.forget_imports(at=AT) == 0
    forget_each_night(timestamp=int(AT.timestamp()) + 91 * 86_400)
    for kept in (written, never, busy):
        kept.refresh_from_db()
    assert (written.state, never.state, busy.forgotten_at) == ("applied", "discarded", None)
    assert [row.given for row in written.rows.all()] == [{}, {}]
    assert {row.outcome for row in written.rows.all()} == {"added"}
    assert never.rows.count() == 0
    assert "is forgotten" in text_of(client.get(page("import", written)))
    with pytest.raises(ImportRefused, match="too old to undo"):
        undo(written)


def test_a_record_that_went_since_is_not_undone():
    kept = write(send(roll(1), "a.csv"))
    Child.objects.all().delete()
    undo(kept)
    assert kept.rows.get().told == "The record is not there any more"


def test_the_result_of_an_undo_says_what_stays(client, officer):
    kept = write(send(roll(1), "a.csv"))
    EstablishmentFactory()
    child = Child.objects.get()
    child.needs.all().delete()
    undo(kept)
    html = text_of(client.get(page("import", kept)))
    assert "1 row could not be undone" in html
    assert "Left: the record was changed since" in html
