"""The checks fail when they should: each is shown something that is wrong."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from wayforward.config import checks, leaks, pins, reference
from wayforward.config.environment import ROOT

TOOLS = Path(sys.executable).parent


def run(*command, cwd=ROOT, **more):
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        **more,
    )


# what it is: (text, what is said of it)
LEAKS = {
    "where a package came from": (
        '{"res' + 'olved": "https://packages.example.org/x.tgz"}',
        "an address that a package came from",
    ),
    "registry": ("--index-url https://packages.example.org/simple", "a registry's address"),
    "machine": ("see /home/someone/wayforward", "a path of one machine"),  # leaks: invented
    "cloud key": ("key = 'AKIAIOSFODNN7EXAMPLE'", "AWS Access Key"),  # leaks: invented
    "private key": ("-----BEGIN RSA PRIVATE KEY-----", "Private Key"),  # leaks: invented
    "password in an address": (
        "postgresql://me:s3cr3tw0rd@db.example.org/send",  # leaks: invented
        "Basic Auth Credentials",
    ),
}


@pytest.mark.parametrize(("text", "what"), LEAKS.values(), ids=LEAKS)
def test_a_leak_is_found_and_where(tmp_path, text, what):
    path = tmp_path / "page.txt"
    path.write_text(f"first line\n{text}\n", encoding="utf-8")
    assert leaks.found_in(path) == [f"{path}:2: {what}"]


@pytest.mark.parametrize(("text", "what"), LEAKS.values(), ids=LEAKS)
def test_a_line_may_say_that_it_is_invented(tmp_path, text, what):
    path = tmp_path / "page.txt"
    path.write_text(f"{text}  # {leaks.ALLOWED}\n", encoding="utf-8")
    assert leaks.found_in(path) == []


def test_a_placeholder_and_a_picture_are_no_leak(tmp_path):
    page, picture = tmp_path / "page.txt", tmp_path / "picture.png"
    page.write_text("postgresql://user:password@host/database\n", encoding="utf-8")
    picture.write_bytes(b"\x89PNG\xff\xfe/home/")
    assert leaks.found_in(page) == leaks.found_in(picture) == []


def test_every_file_that_git_would_take_is_looked_at():
    assert {ROOT / "README.md", ROOT / "pyproject.toml", Path(__file__)} <= set(leaks.tracked())


@pytest.fixture
def copied_pins(tmp_path, monkeypatch):
    """Return a copy of pyproject.toml and the pins that a test may break."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    monkeypatch.setattr(pins, "ROOT", tmp_path)
    return tmp_path


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_pins_are_in_step(copied_pins):
    assert pins.out_of_step() == []


def test_a_requirement_without_a_pin_is_found(copied_pins):
    edit(copied_pins / "pyproject.toml", "dependencies = [", 'dependencies = [\n    "nowhere>=1",')
    assert pins.out_of_step() == [
        "requirements/runtime.txt: nowhere>=1 is pinned to None",
        "requirements/dev.txt: nowhere>=1 is pinned to None",
    ]


def test_a_pin_outside_its_bounds_is_found(copied_pins):
    edit(copied_pins / "pyproject.toml", '"django>=5.2', '"django>=6.2')
    assert any("runtime.txt: django" in line for line in pins.out_of_step())


def test_two_pins_of_one_package_are_found(copied_pins):
    path = copied_pins / "requirements" / "dev.txt"
    version = pins.pinned("runtime")["jinja2"]
    edit(path, f"jinja2=={version}", "jinja2==3.1.99")
    assert pins.out_of_step() == [
        f"requirements/dev.txt: jinja2 is 3.1.99, runtime.txt has {version}"
    ]


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("web/formats.py", "import wayforward.local_offer.models"),
        ("audit/actions.py", "import wayforward.people.models"),
        ("establishments/models.py", "import wayforward.establishments.actions"),
        ("arrangements/rules.py", "import django"),
    ],
)
def test_an_import_that_goes_upwards_is_found(tmp_path, module, line):
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    path = tmp_path / "src" / "wayforward" / module
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    command = [TOOLS / "lint-imports", "--no-logo", "--no-cache", "--config"]
    told = run(
        *command,
        ROOT / "pyproject.toml",
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path / "src")},
    )
    assert (told.returncode, "BROKEN" in told.stdout) == (1, True), told.stdout


@pytest.mark.parametrize(
    ("name", "code", "found"),
    [
        ("audit/actions.py", "from django.utils.timezone import now\n", "TID251"),
        ("audit/actions.py", "import time\n\ntime.time()\n", "TID251"),
        ("audit/views.py", "from django.utils.timezone import now\n\nnow()\n", ""),
        ("people/forms.py", "from django.forms import ModelForm\n", "TID251"),
        ("people/forms.py", "x = 1  # noqa: S101\n", "RUF100"),
    ],
)
def test_clocks_and_model_forms_are_refused(name, code, found):
    name = f"src/wayforward/{name}"
    command = [TOOLS / "ruff", "check", "--no-cache", "--stdin-filename", name, "-"]
    told = run(*command, "--extend-ignore=D100", input=code)
    assert (found in told.stdout, bool(told.returncode)) == (True, bool(found)), told.stdout


def test_an_inline_style_is_refused(tmp_path):
    (tmp_path / "page.jinja").write_text('<p style="color: red">No</p>\n', encoding="utf-8")
    command = next(command for name, command, _ in checks.CHECKS if name == "templates")
    told = run(*command[:-1], tmp_path)
    assert (told.returncode, "H021" in told.stdout) == (1, True), told.stdout


@pytest.fixture
def two_checks(monkeypatch):
    """Put one check that passes and one that fails in place of the real ones."""
    python = sys.executable
    monkeypatch.setattr(
        checks,
        "CHECKS",
        [
            ("this is well", [python, "-c", "print('not shown')"], {}),
            ("this is not", [python, "-c", "print('shown'); raise SystemExit(3)"], {}),
        ],
    )


def test_one_failed_check_fails_them_all(two_checks, capsys):
    assert checks.run([]) == 1
    told = capsys.readouterr().out
    assert ("not shown" in told, "shown" in told) == (False, True)
    assert told.endswith("1 checks passed, 1 failed\n")


def test_checks_are_chosen_by_name(two_checks, capsys):
    assert checks.run(["well"]) == 0
    assert checks.run(["no such check"]) == 1  # nothing was checked, so nothing is well


@pytest.mark.django_db
def test_generated_pages_are_in_step():
    assert reference.out_of_step() == []


@pytest.mark.django_db
def test_a_page_that_is_out_of_step_is_found_and_written_again(tmp_path):
    reference.write(tmp_path)
    assert reference.out_of_step(tmp_path) == []
    (tmp_path / "erd.md").write_text("# Tables\n", encoding="utf-8")
    (tmp_path / "addresses.md").unlink()
    assert [line.split()[0] for line in reference.out_of_step(tmp_path)] == [
        "docs/reference/erd.md",
        "docs/reference/addresses.md",
    ]


@pytest.mark.django_db
def test_generated_pages_hold_what_the_code_has():
    assert "    Seal {\n        biginteger position PK\n        uuid event_id UK" in (
        reference.erd_page()
    )
    assert '    Service }o--|| Organisation : "organisation"' in reference.erd_page()
    assert "| `/healthz` | `healthz` |" in reference.addresses_page()
    assert "| `/sign-out` | `account_logout` |  | Anybody |" in (reference.addresses_page())
