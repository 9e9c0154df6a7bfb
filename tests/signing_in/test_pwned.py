"""Passwords known from thefts: a small made-up file in the Have I Been Pwned format."""

import hashlib

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.people import PASSWORD
from tests.signing_in.helpers import sign_in
from wayforward.signing_in.pwned import PwnedPasswordValidator, times_found


def write(path, stolen: dict[str, int], end: str = "\n") -> None:
    lines = sorted(
        f"{hashlib.sha1(password.encode()).hexdigest().upper()}:{count}"
        for password, count in stolen.items()
    )
    path.write_bytes("".join(line + end for line in lines).encode())


@given(
    stolen=st.dictionaries(st.text(max_size=6), st.integers(1, 10**9), max_size=40),
    others=st.sets(st.text(max_size=6), max_size=20),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_each_stolen_password_is_found_and_no_other(tmp_path_factory, stolen, others, end):
    path = tmp_path_factory.getbasetemp() / "pwned.txt"
    write(path, stolen, end)
    assert {password: times_found(password, path) for password in stolen} == stolen
    assert [times_found(password, path) for password in others - set(stolen)] == [0] * len(
        others - set(stolen)
    )


def test_the_last_line_may_have_no_end(tmp_path):
    path = tmp_path / "pwned.txt"
    write(path, {f"word {number}": number + 1 for number in range(100)})
    path.write_bytes(path.read_bytes().rstrip())
    assert [times_found(f"word {number}", path) for number in range(100)] == list(range(1, 101))


def test_few_lines_of_a_long_file_are_read(tmp_path, monkeypatch):
    from wayforward.signing_in import pwned  # noqa: PLC0415 -- to count its reads

    path = tmp_path / "pwned.txt"
    write(path, {f"word {number}": 1 for number in range(50_000)})
    reads = []
    real = pwned.line_from
    monkeypatch.setattr(pwned, "line_from", lambda *a: reads.append(1) or real(*a))
    assert times_found("word 49999", path) == 1
    assert times_found("never stolen", path) == 0
    assert len(reads) < 2 * 24


@pytest.mark.django_db
def test_a_stolen_password_is_refused_as_a_new_one(client, parent, settings, tmp_path):
    path = tmp_path / "pwned.txt"
    write(path, {"a stolen invented one": 3})
    sign_in(client, parent)
    change = {"oldpassword": PASSWORD, "password1": "a stolen invented one"}
    settings.PWNED_PASSWORDS_FILE = str(path)
    page = client.post("/password/change", change).content.decode()
    assert "Thieves know this password" in page
    settings.PWNED_PASSWORDS_FILE = ""
    assert client.post("/password/change", change).status_code == 302


def test_a_file_that_is_not_there_is_no_silent_yes(settings):
    settings.PWNED_PASSWORDS_FILE = "/nowhere/pwned.txt"
    with pytest.raises(ImproperlyConfigured):
        PwnedPasswordValidator().validate("anything at all")
    assert "refused" in PwnedPasswordValidator().get_help_text()
