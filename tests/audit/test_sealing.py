"""Sealing: in order, once each, whoever writes and however many seal at the same time."""

import asyncio
import datetime
import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from procrastinate.contrib.django import procrastinate_app
from procrastinate.periodic import PeriodicDeferrer

from tests.audit.conftest import NOON
from wayforward.audit import actions
from wayforward.audit.actions import seal
from wayforward.audit.chain import FORM, START
from wayforward.audit.models import Event, Seal
from wayforward.audit.recording import record
from wayforward.audit.verifying import verify
from wayforward.people.models import User

SOON = 20  # seconds after which a test stops waiting


def is_whole(head_file):
    now = datetime.datetime(2100, 1, 1, tzinfo=datetime.UTC)  # so that nothing is too young
    return verify(head_file, now=now, unsealed_after=datetime.timedelta()).problems == []


def in_thread(function, *arguments):
    """Run `function` with a database connection of its own and close that."""
    try:
        return function(*arguments)
    finally:
        connection.close()


def test_events_are_recorded_with_ids_and_facts(staff):
    record("people.changed_role", subject=staff, by=staff, role="administrator")
    event = Event.objects.get()
    assert str(event) == f"people.changed_role people.User {staff.pk}"
    assert (event.actor, event.facts) == (str(staff.pk), {"role": "administrator"})
    record("tests.did", by=None)
    assert Event.objects.filter(actor="", subject_type="", subject_id="", facts={}).count() == 1


def test_a_chain_runs_from_one_and_each_seal_follows_the_last(five, head_file):
    seals = list(Seal.objects.order_by("position"))
    assert [row.position for row in seals] == [1, 2, 3, 4, 5]
    assert [row.event_id for row in seals] == [event.pk for event in five]
    assert [bytes(row.previous) for row in seals] == [
        START,
        *(bytes(row.hash) for row in seals[:-1]),
    ]
    assert {row.form for row in seals} == {FORM}
    assert str(seals[0]) == f"1: {five[0].pk}"
    assert is_whole(head_file)


def test_sealing_twice_is_sealing_once(five, head_file):
    before = list(Seal.objects.order_by("position").values())
    lines = head_file.read_text()
    assert seal(at=NOON) == 0
    assert seal(at=NOON, everything=True) == 0
    assert list(Seal.objects.order_by("position").values()) == before
    assert head_file.read_text() == lines


def test_nothing_to_seal_exports_nothing(db, head_file):
    assert seal(at=NOON) == 0
    assert head_file.read_text() == ""


def test_the_head_is_exported_after_each_sealing(five, head_file):
    lines = [json.loads(line) for line in head_file.read_text().splitlines()]
    assert [(line["at"], line["position"]) for line in lines] == [
        ("2026-03-02T12:00:00+00:00", 3),
        ("2026-03-02T12:01:00+00:00", 5),
    ]
    assert lines[1]["hash"] == bytes(Seal.objects.get(position=5).hash).hex()


def test_a_head_that_could_not_be_exported_is_exported_next_time(five, head_file):
    whole = head_file.read_text()
    head_file.write_text(whole.splitlines()[0] + '\n{"at": "2026')  # a crash in mid-line
    seal(at=NOON + datetime.timedelta(minutes=1))
    assert head_file.read_text() == whole


def test_many_events_are_sealed_in_batches(db, head_file, monkeypatch):
    monkeypatch.setattr(actions, "BATCH", 2)
    Event.objects.bulk_create(Event(action=f"tests.did_{number}") for number in range(5))
    assert seal(at=NOON, everything=True) == 5
    positions = Seal.objects.order_by("position").values_list("position", flat=True)
    assert list(positions) == [1, 2, 3, 4, 5]
    assert is_whole(head_file)


def test_events_of_a_server_with_lower_transaction_numbers_are_sealed(five, head_file):
    """After a restore into another server the newest horizon may lie in its future."""
    newest = Seal.objects.get(position=5)
    with connection.cursor() as cursor:
        cursor.execute("set role none")
        cursor.execute("update audit_seal set horizon = horizon + 1000000 where position = 5")
        cursor.execute("reset role")
    Event.objects.create(action="tests.did_6")
    assert seal(at=NOON) == 1
    assert Seal.objects.get(position=6).horizon <= newest.horizon + 1000


def test_an_event_before_the_horizon_is_sealed_when_everything_is_looked_at(five, head_file):
    Event.objects.create(action="tests.forged", written_in=1)
    assert seal(at=NOON) == 0
    assert seal(at=NOON, everything=True) == 1


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_change_leaves_no_event(head_file):
    @transaction.atomic
    def change():
        user = User.objects.create_user("a@example.org", full_name="A")
        record("people.opened_account", subject=user, by=None)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change()
    assert (Event.objects.count(), User.objects.count()) == (0, 0)
    assert seal(at=NOON) == 0


@pytest.mark.django_db(transaction=True)
def test_a_slow_writer_holds_up_nobody_and_is_sealed_when_it_commits(head_file):
    written, may_commit = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic():
            Event.objects.create(action="tests.slow")
            written.set()
            assert may_commit.wait(SOON)

    with ThreadPoolExecutor(1) as pool:
        slow_one = pool.submit(in_thread, slow)
        assert written.wait(SOON)
        Event.objects.create(action="tests.quick_1")  # written after it, committed before it
        assert seal(at=NOON) == 1
        Event.objects.create(action="tests.quick_2")
        assert seal(at=NOON + datetime.timedelta(minutes=1)) == 1
        may_commit.set()
        slow_one.result(SOON)
    assert seal(at=NOON + datetime.timedelta(minutes=2)) == 1
    order = [Event.objects.get(pk=row.event_id).action for row in Seal.objects.order_by("position")]
    assert order == ["tests.quick_1", "tests.quick_2", "tests.slow"]
    assert is_whole(head_file)


@pytest.mark.django_db(transaction=True)
def test_many_writers_and_sealers_at_once(head_file):
    """Six writers each commit 20 events while two sealers run; a seventh never lets go."""
    writers, each, holding = 6, 20, threading.Event()
    slowest: list[float] = []

    def hold():
        with transaction.atomic():
            Event.objects.create(action="tests.held")
            holding.wait(SOON)

    def write(number):
        for turn in range(each):
            began = time.monotonic()
            with transaction.atomic():
                Event.objects.create(action="tests.wrote", facts={"by": number, "turn": turn})
            slowest.append(time.monotonic() - began)

    def keep_sealing():
        return sum(seal(at=NOON) for _ in range(15))

    with ThreadPoolExecutor(writers + 3) as pool:
        held = pool.submit(in_thread, hold)
        sealers = [pool.submit(in_thread, keep_sealing) for _ in range(2)]
        for done in [pool.submit(in_thread, write, number) for number in range(writers)]:
            done.result(SOON)
        sealed = sum(done.result(SOON) for done in sealers)
        sealed += seal(at=NOON)
        assert not held.done()  # all that while it was writing
        assert sealed == writers * each
        holding.set()
        held.result(SOON)
    assert seal(at=NOON) == 1
    assert Seal.objects.count() == Event.objects.count() == writers * each + 1
    assert max(slowest) < SOON / 4  # nobody waited for the one who held on
    assert is_whole(head_file)


@pytest.mark.django_db(transaction=True)
def test_writers_wait_for_no_lock_of_the_sealer(head_file):
    """A sealer stopped in the middle of its transaction stops no writer."""
    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(hashtext('audit.seal'))")
        Seal.objects.create(
            position=1, event_id="0" * 32, form=1, horizon=1, previous=b"", hash=b""
        )
        pool.submit(in_thread, lambda: Event.objects.create(action="tests.wrote")).result(SOON)
        transaction.set_rollback(True)
    assert Event.objects.count() == 1


def test_the_command_seals_everything(db, capsys, head_file):
    Event.objects.create(action="tests.did")
    call_command("seal_audit")
    assert capsys.readouterr().out == "1 events sealed\n"
    assert is_whole(head_file)


@pytest.mark.real_jobs
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["audit.seal", "audit.seal_everything"])
def test_the_job_runs_in_the_worker(transactional_db, head_file, name):
    """The periodic job is put into the real table and done by the real worker."""
    Event.objects.create(action="tests.did")
    app = procrastinate_app.current_app

    async def one_round(worker_app):
        periodic = app.periodic_registry.periodic_tasks
        due = [task for key, task in periodic.items() if key[0] == name]
        deferrer = PeriodicDeferrer(worker_app.periodic_registry)
        await deferrer.defer_jobs([(due[0], int(NOON.timestamp()))])
        await deferrer.defer_jobs([(due[0], int(NOON.timestamp()))])  # a second worker, same tick
        await worker_app.run_worker_async(
            wait=False, install_signal_handlers=False, listen_notify=False
        )

    async def run():
        with app.replace_connector(app.connector.get_worker_connector()) as worker_app:
            async with worker_app.open_async():
                await one_round(worker_app)

    asyncio.run(asyncio.wait_for(run(), SOON))
    assert is_whole(head_file)
    assert Seal.objects.count() == 1
    with connection.cursor() as cursor:
        cursor.execute("select task_name, status::text from procrastinate_jobs")
        assert cursor.fetchall() == []  # it ended well, so it is forgotten


def test_sealing_runs_each_minute_and_each_night():
    periodic = procrastinate_app.current_app.periodic_registry.periodic_tasks
    assert {key: task.cron for key, task in periodic.items() if key[0].startswith("audit.")} == {
        ("audit.seal", "each-minute"): "* * * * *",
        ("audit.seal_everything", "each-night"): "17 3 * * *",
    }
