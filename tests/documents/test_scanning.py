"""The virus scanner: its protocol over a real socket, and what becomes of a version."""

import datetime
import io
import socket
import tempfile

import pytest
from procrastinate.jobs import Job

from tests.documents.clamd import EICAR, listening
from tests.documents.conftest import AT
from tests.documents.uploads import pdf, store
from wayforward.audit.models import Event
from wayforward.documents import tasks
from wayforward.documents.actions import scan as scan_module
from wayforward.documents.actions import scan_version, scan_what_waits
from wayforward.documents.clamav import ScannerUnavailable, scan
from wayforward.documents.models import Version
from wayforward.documents.storage import storage

LATER = AT + datetime.timedelta(hours=2)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def test_bytes_reach_the_scanner_whole():
    sent = bytes(range(256)) * 1_000  # several pieces, the last one short
    with listening() as (address, scanner):
        assert scan(io.BytesIO(sent), address=address).is_clean
    assert scanner.received == [sent]


def test_what_is_found_is_named():
    with listening() as (address, _):
        verdict = scan(io.BytesIO(b"a" * 70_000 + EICAR), address=address)
    assert (verdict.is_clean, verdict.found) == (False, "Eicar-Test-Signature")


def test_a_unix_socket_will_do():
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:  # a short path: 107 bytes at most
        path = f"{folder}/clamd.sock"
        with listening(path=path) as (address, _):
            assert scan(io.BytesIO(b"hello"), address=address).is_clean
        with pytest.raises(ScannerUnavailable):
            scan(io.BytesIO(b"hello"), address=path)


def test_an_address_without_a_port_is_that_of_clamav(monkeypatch):
    asked = []

    def refuse(address, timeout):
        asked.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", refuse)
    for address in ("scanner.example.org", "[::1]:3311"):
        with pytest.raises(ScannerUnavailable):
            scan(io.BytesIO(b"hello"), address=address)
    assert asked == [("scanner.example.org", 3310), ("::1", 3311)]


@pytest.mark.parametrize(
    ("says", "told"),
    [
        (b"INSTREAM size limit exceeded. ERROR\0", "size limit exceeded"),
        (b"", "no answer"),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "no verdict"),
        (b"x" * 9_000, "no verdict"),
    ],
)
def test_anything_but_a_verdict_is_none(says, told):
    with listening(says=says) as (address, _), pytest.raises(ScannerUnavailable, match=told):
        scan(io.BytesIO(b"hello"), address=address)


def test_a_scanner_that_hangs_up_in_the_middle_gives_no_verdict():
    with listening(limit=10) as (address, _), pytest.raises(ScannerUnavailable):
        scan(io.BytesIO(b"a" * 5_000_000), address=address, timeout=5)


def test_a_scanner_that_says_nothing_is_not_waited_for_without_end():
    with listening(says=None) as (address, _), pytest.raises(ScannerUnavailable, match="timed out"):
        scan(io.BytesIO(b"hello"), address=address, timeout=0.2)


@pytest.mark.django_db(transaction=True)
class TestAVersion:
    def test_is_clean_once_scanned_and_has_a_preview_made(self, settings, queued):
        with listening() as (address, scanner):
            settings.CLAMAV_ADDRESS = address
            version = store(pdf())
            assert version.state == "quarantined"
            scan_version(version.pk, at=LATER)
        version.refresh_from_db()
        assert (version.state, version.why, version.settled_at) == ("clean", "", LATER)
        assert scanner.received == [pdf()]
        assert queued() == ["documents.scan_version", "documents.make_preview"]
        event = Event.objects.get(action="documents.scanned_version")
        assert (event.actor, event.facts) == ("", {"state": "clean", "found": ""})

    def test_is_refused_if_infected_and_its_bytes_go(self, settings, kept, queued):
        with listening() as (address, _):
            settings.CLAMAV_ADDRESS = address
            version = store(EICAR, "a.txt")
            scan_version(version.pk, at=LATER)
        version.refresh_from_db()
        assert (version.state, version.settled_at) == ("refused", LATER)
        assert version.why == "the virus scanner found Eicar-Test-Signature"
        assert kept() == []
        event = Event.objects.get(action="documents.scanned_version")
        assert event.facts == {"state": "refused", "found": "Eicar-Test-Signature"}
        assert queued() == ["documents.scan_version"]

    def test_stays_held_while_the_scanner_is_away_and_its_job_is_tried_again(
        self, settings, kept, jobs, run_jobs
    ):
        settings.CLAMAV_ADDRESS = f"127.0.0.1:{free_port()}"
        version = store(pdf())
        with pytest.raises(ScannerUnavailable) as away:
            run_jobs()
        version.refresh_from_db()
        assert version.state == "quarantined"
        assert len(kept()) == 1
        (row,) = jobs.jobs.values()
        job = Job.from_row(row)
        again = tasks.scan_version.get_retry_exception(away.value, job)
        assert again is not None
        assert tasks.scan_version.get_retry_exception(KeyError(), job) is None
        assert tasks.scan_version.get_retry_exception(away.value, job.evolve(attempts=20)) is None

    def test_is_scanned_by_its_job(self, settings, run_jobs):
        with listening() as (address, _):
            settings.CLAMAV_ADDRESS = address
            version = store(pdf())
            run_jobs()
            run_jobs()  # the preview's, which the first asked for
        version.refresh_from_db()
        assert version.state == "clean"
        assert version.preview.width > 0

    def test_that_is_settled_is_not_scanned_again(self, settings, staff):
        version = store(b"hello")
        Version.objects.filter(pk=version.pk).update(state="clean", settled_at=AT)
        settings.CLAMAV_ADDRESS = "127.0.0.1:1"  # nobody is there to be asked
        scan_version(version.pk, at=LATER)
        scan_version(version.document_id, at=LATER)  # no such version
        assert not Event.objects.filter(action="documents.scanned_version").exists()

    def test_that_another_job_settled_meanwhile_is_left_alone(self, settings, monkeypatch):
        version = store(b"hello")

        def meanwhile(content, *, address):
            Version.objects.filter(pk=version.pk).update(state="clean", settled_at=AT)
            return scan_module.Verdict(found="Invented")

        monkeypatch.setattr(scan_module, "scan", meanwhile)
        scan_version(version.pk, at=LATER)
        version.refresh_from_db()
        assert (version.state, version.settled_at) == ("clean", AT)
        assert storage().exists(version.storage_name)

    def test_held_for_over_an_hour_is_asked_about_again_once(self, settings, queued):
        store(pdf())
        assert scan_what_waits(at=LATER) == 0  # nobody to ask
        settings.CLAMAV_ADDRESS = "127.0.0.1:1"
        assert scan_what_waits(at=AT + datetime.timedelta(minutes=59)) == 0
        assert scan_what_waits(at=LATER) == 1
        tasks.scan_each_hour(timestamp=int(LATER.timestamp()))
        assert queued() == ["documents.scan_version"]
