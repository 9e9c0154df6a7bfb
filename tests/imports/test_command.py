"""./wayforward manage import_children: a dry run keeps nothing, and nobody imports without a name."""

import pytest
from django.core.management import CommandError, call_command

from tests.factories.people import ChildFactory, UserFactory
from tests.imports.files import HEADINGS, csv_of, upn
from wayforward.imports.actions import write
from wayforward.imports.models import Import
from wayforward.people.actions.opening import RecordRefused
from wayforward.people.models import Child

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "pupils.csv"
    rows = [
        [*HEADINGS, "Eye colour", "Sex"],
        [upn(1), "Example", "Zoë", "04/03/2017", "blue", "X"],
        ["A801200005001", "Other", "Al", "04/03/2017", "", ""],
    ]
    path.write_bytes(csv_of(rows))
    return path


@pytest.fixture
def officer():
    return UserFactory(role="data_officer").email


def run(capsys, *words):
    call_command("import_children", *map(str, words))
    return capsys.readouterr().out


def test_a_dry_run_tells_and_keeps_nothing(capsys, file, officer):
    told = run(capsys, file, "--by", officer, "--dry-run")
    assert "Not read: The column “Eye colour”" in told
    assert "Row 3: refused. UPN does not fit its first letter" in told
    assert "Row 2: Sex “X” is neither F nor M. It is left out" in told
    assert "     1 new child" in told
    assert "A dry run" in told
    assert not Child.objects.exists()
    kept = Import.objects.get()
    assert (kept.state, kept.rows.count()) == ("discarded", 0)


def test_it_writes_when_told_to(capsys, file, officer):
    told = run(capsys, file, "--by", officer.upper(), "--apply")
    assert f"/imports/{Import.objects.get().pk}" in told
    assert Child.objects.get().upn == upn(1)
    assert "There is nothing to write" in run(capsys, file, "--by", officer, "--apply")


def test_what_is_wrong_is_said(capsys, file, officer, tmp_path):
    other = UserFactory(role="administrator").email
    for words, message in (
        ((file, "--by", "nobody@example.org", "--dry-run"), "no account"),
        ((file, "--by", other, "--dry-run"), "may not import children"),
        ((tmp_path / "none.csv", "--by", officer, "--dry-run"), "cannot be read"),
        ((tmp_path, "--by", officer, "--dry-run"), "cannot be read"),
    ):
        with pytest.raises(CommandError, match=message):
            run(capsys, *words)
    file.write_bytes(b"%PDF-1.7")
    with pytest.raises(CommandError, match="This is a PDF"):
        run(capsys, file, "--by", officer, "--apply")
    assert not Import.objects.exists()


def test_what_could_not_be_written_is_an_error(capsys, file, officer, monkeypatch):
    def refuse(*args, **more):
        raise RecordRefused("No")

    monkeypatch.setattr(write, "put_child", refuse)
    ChildFactory()
    with pytest.raises(CommandError, match="Nothing was written: No"):
        run(capsys, file, "--by", officer, "--apply")
    assert Child.objects.count() == 1
