"""What somebody who owns the tables changes is found, and where."""

import datetime
import hashlib
import json
import uuid

import pytest
from django.core.management import call_command
from django.db import connection

from tests.audit.conftest import NOON
from wayforward.audit.actions import seal
from wayforward.audit.chain import FORM, START, Columns, columns_of, hash_of
from wayforward.audit.models import Event, Seal
from wayforward.audit.verifying import verify

TEN_MINUTES = datetime.timedelta(minutes=10)


def problems(head_file, **more):
    return verify(head_file, now=NOON, unsealed_after=TEN_MINUTES, **more).problems


def test_an_untouched_chain_is_whole(five, head_file):
    verdict = verify(head_file, now=NOON, unsealed_after=TEN_MINUTES)
    assert (verdict.is_whole, verdict.events, verdict.position) == (True, 5, 5)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("facts", '{"stage": "forged"}'),
        ("actor", "somebody else"),
        ("action", "tests.did_nothing"),
        ("subject_type", "people.User"),
        ("subject_id", "17"),
        ("happened_at", "2030-01-01T00:00:00Z"),
        ("written_in", 1),
    ],
)
def test_an_altered_event_is_found(five, head_file, tamper, column, value):
    assert tamper(f"update audit_event set {column} = %s where id = %s", value, five[1].pk) == 1
    assert problems(head_file) == [
        f"position 2: event {five[1].pk} or its seal was altered",
    ]


@pytest.mark.parametrize("index", range(5))
def test_a_removed_event_is_found(five, head_file, tamper, index):
    assert tamper("delete from audit_event where id = %s", five[index].pk) == 1
    assert problems(head_file) == [
        f"position {index + 1}: event {five[index].pk} was removed",
    ]


def test_an_event_removed_with_its_seal_is_found(five, head_file, tamper):
    tamper("delete from audit_event where id = %s", five[1].pk)
    tamper("delete from audit_seal where position = 2")
    assert problems(head_file) == ["position 2: was removed from the chain"]


def test_several_removed_seals_are_one_problem(five, head_file, tamper):
    tamper("delete from audit_seal where position in (2, 3)")
    assert problems(head_file)[0] == "position 2 to 3: was removed from the chain"


def test_the_newest_event_removed_with_its_seal_is_found(five, head_file, tamper):
    tamper("delete from audit_event where id = %s", five[4].pk)
    tamper("delete from audit_seal where position = 5")
    assert problems(head_file) == [
        (
            "position 5: was removed: the head exported on 02 March 2026 12:01 says so, and the "
            "chain ends at 4"
        )
    ]


def test_the_whole_chain_removed_is_found(five, head_file, tamper):
    tamper("delete from audit_event")
    tamper("delete from audit_seal")
    assert [line.split(":")[0] for line in problems(head_file)] == ["position 3", "position 5"]


def test_a_newest_event_replaced_by_a_later_one_is_found(five, head_file, tamper):
    tamper("delete from audit_event where id = %s", five[4].pk)
    tamper("delete from audit_seal where position = 5")
    Event.objects.create(action="tests.did_something_harmless")
    seal(at=NOON + datetime.timedelta(minutes=2))
    assert problems(head_file) == [
        "position 5: is not the one whose head was exported on 02 March 2026 12:01"
    ]


def test_a_chain_that_the_sealer_found_shorter_is_found(five, head_file, tamper):
    tamper("delete from audit_event where id = any(%s)", [event.pk for event in five[2:]])
    tamper("delete from audit_seal where position > 2")
    seal(at=NOON + datetime.timedelta(minutes=2))  # exports a head that goes backwards
    assert problems(head_file) == [
        (
            "position 3: was removed: the head exported on 02 March 2026 12:00 says so, and the "
            "chain ends at 2"
        ),
        (
            "position 5: was removed: the head exported on 02 March 2026 12:01 says so, and the "
            "chain ends at 2"
        ),
        (
            "position 5: was removed, or the database put back to an earlier day: "
            f"line 3 of {head_file} goes back to position 2"
        ),
    ]


def test_a_chain_made_anew_from_an_altered_event_on_is_found(five, head_file, tamper):
    """Who knows how the hash is made can mend the chain, but not the heads kept elsewhere."""
    tamper("update audit_event set facts = '{\"forged\": true}' where id = %s", five[1].pk)
    previous = bytes(Seal.objects.get(position=1).hash)
    for old in Seal.objects.filter(position__gt=1).order_by("position"):
        event = columns_of(Event.objects.filter(pk=old.event_id))[0]
        made = hash_of(
            event, form=FORM, position=old.position, horizon=old.horizon, previous=previous
        )
        tamper(
            "update audit_seal set previous = %s, hash = %s where position = %s",
            previous,
            made,
            old.position,
        )
        previous = made
    assert problems(head_file) == [
        "position 3: is not the one whose head was exported on 02 March 2026 12:00",
        "position 5: is not the one whose head was exported on 02 March 2026 12:01",
    ]


def test_swapped_events_are_found(five, head_file, tamper):
    first, second = five[1].pk, five[2].pk
    tamper(
        "update audit_event set action = case when id = %s then %s else %s end "
        "where id in (%s, %s)",
        first,
        five[2].action,
        five[1].action,
        first,
        second,
    )
    assert problems(head_file) == [
        f"position 2: event {first} or its seal was altered",
        f"position 3: event {second} or its seal was altered",
    ]


def test_swapped_seals_are_found(five, head_file, tamper):
    tamper("update audit_seal set position = 99 where position = 2")
    tamper("update audit_seal set position = 2 where position = 3")
    tamper("update audit_seal set position = 3 where position = 99")
    told = problems(head_file)
    for position in (2, 3, 4):
        assert any(line.startswith(f"position {position}: does not follow") for line in told)


@pytest.mark.parametrize("column", ["horizon", "form"])
def test_every_column_of_a_seal_is_held(five, head_file, tamper, column):
    tamper(f"update audit_seal set {column} = {column} + 1 where position = 3")
    assert problems(head_file) == [
        f"position 3: event {five[2].pk} or its seal was altered",
    ]


def test_a_forged_event_is_found_while_it_has_no_seal(five, head_file, tamper):
    tamper(
        "insert into audit_event (id, action, actor, subject_type, subject_id, facts, happened_at)"
        " values (gen_random_uuid(), 'tests.forged', '', '', '', '{}', '2026-03-01T09:00Z')"
    )
    forged = Event.objects.get(action="tests.forged")
    assert problems(head_file) == [f"event {forged.pk} of 01 March 2026 09:00 UTC: not sealed"]


def test_an_event_with_an_old_date_is_found_after_it_was_sealed(five, head_file):
    forged = Event.objects.create(
        action="tests.forged", happened_at=NOON - datetime.timedelta(days=30)
    )
    seal(at=NOON + datetime.timedelta(minutes=2))
    assert problems(head_file) == [
        (
            f"position 6: event {forged.pk} is dated 31 January 2026 12:00 UTC, but was put in after "
            "02 March 2026 12:01"
        )
    ]


def test_a_forged_event_with_a_forged_seal_is_found(five, head_file):
    """Adding rows is what the application's role may do; it cannot make them fit."""
    forged = Event.objects.create(action="tests.forged")
    Seal.objects.create(
        position=6, event_id=forged.pk, form=FORM, horizon=1, previous=b"x" * 32, hash=b"y" * 32
    )
    assert [line.split(":")[0] for line in problems(head_file)] == ["position 6", "position 6"]


def test_young_events_may_wait_for_their_seal(five, head_file):
    Event.objects.create(action="tests.did_6", happened_at=NOON - datetime.timedelta(minutes=9))
    assert problems(head_file) == []


def test_a_missing_head_file_is_a_problem_only_when_something_was_sealed(db, head_file):
    assert problems(head_file) == []
    Event.objects.create(action="tests.did_1")
    seal(at=NOON)
    head_file.unlink()
    assert problems(head_file) == [
        f"{head_file}: there is no exported head to compare the chain with"
    ]


def test_a_head_file_that_cannot_be_read_is_a_problem(five, head_file):
    lines = head_file.read_text().splitlines()
    head_file.write_text("\n".join([lines[0], "nonsense", lines[1], ""]))
    assert problems(head_file) == [f"{head_file}: line 2 is not a head of the chain"]


def test_a_line_that_is_being_written_is_left_for_the_next_time(five, head_file):
    head_file.write_text(head_file.read_text() + '{"at": "2026-')
    assert problems(head_file) == []


def test_only_the_first_problems_are_named(five, head_file, tamper):
    tamper("update audit_event set actor = 'nobody'")
    verdict = verify(head_file, now=NOON, unsealed_after=TEN_MINUTES, most=2)
    assert (len(verdict.problems), verdict.more) == (2, 3)


def test_walks_in_batches(five, head_file, tamper, monkeypatch):
    monkeypatch.setattr("wayforward.audit.verifying.BATCH", 2)
    assert problems(head_file) == []
    tamper("update audit_event set actor = 'nobody' where id = %s", five[4].pk)
    assert problems(head_file) == [f"position 5: event {five[4].pk} or its seal was altered"]


def test_the_command_says_that_all_is_well(five, capsys):
    call_command("verify_audit")
    assert capsys.readouterr().out == "5 events, sealed to position 5, chain whole\n"


def told_by_the_command(capsys, **options):
    """Return the lines that verify_audit prints before it exits 1."""
    with pytest.raises(SystemExit) as ended:
        call_command("verify_audit", **options)
    assert ended.value.code == 1
    return capsys.readouterr().out.splitlines()


def test_the_command_says_where_it_is_not(five, tamper, capsys):
    tamper("update audit_event set actor = 'nobody'")
    assert told_by_the_command(capsys) == [
        f"position {place}: event {event.pk} or its seal was altered"
        for place, event in enumerate(five, start=1)
    ]


def test_the_command_counts_the_rest(five, tamper, monkeypatch, capsys):
    monkeypatch.setattr("wayforward.audit.management.commands.verify_audit.MOST", 2)
    tamper("update audit_event set actor = 'nobody'")
    assert told_by_the_command(capsys)[2:] == ["and 3 more"]


def test_the_command_takes_a_copy_of_the_heads(five, tmp_path, head_file, capsys):
    copy = tmp_path / "copy.jsonl"
    lines = head_file.read_text().splitlines(keepends=True)
    copy.write_text(lines[0] + lines[1].replace('"position": 5', '"position": 6'))
    assert told_by_the_command(capsys, head_file=copy)[0].startswith("position 6: was removed")


def test_every_column_of_an_event_is_hashed(db):
    fields = {field.name for field in Event._meta.concrete_fields}
    with connection.cursor() as cursor:
        table = connection.introspection.get_table_description(cursor, "audit_event")
    assert set(Columns._fields) == fields == {column.name for column in table}


def test_the_hash_of_a_form_never_changes():
    """A change here would leave every chain sealed before it unverifiable: make a new form."""
    event = Columns(
        id=uuid.UUID(int=1),
        happened_at=NOON,
        action="tests.did",
        actor="a",
        subject_type="people.User",
        subject_id="b",
        facts=json.dumps({"stage": "told"}),
        written_in=12,
    )
    made = hash_of(event, form=1, position=1, horizon=9, previous=START)
    by_hand = (
        r'{"action":"tests.did","actor":"a","facts":"{\"stage\": \"told\"}","form":1,'
        r'"happened_at":"2026-03-02T12:00:00.000000+00:00","horizon":9,'
        r'"id":"00000000-0000-0000-0000-000000000001","position":1,"subject_id":"b",'
        r'"subject_type":"people.User","written_in":12}'
    )
    assert made == hashlib.sha256(bytes(32) + by_hand.encode()).digest()
    assert made.hex() == "3e4152d339fd03282713cc33b71180dc836e579d3b69fda1d0b747ea53825121"
