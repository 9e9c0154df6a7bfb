"""./wayforward and its words."""

import subprocess

import pytest

import bootstrap
from tests.config.processes import wayforward
from wayforward.config import launcher
from wayforward.config.environment import ROOT


def test_alone_it_lists_its_words():
    ended = wayforward()
    listed = [line.split()[0] for line in ended.stdout.splitlines() if line.startswith("  ")]
    assert (ended.returncode, listed) == (0, list(bootstrap.WORDS))
    assert all(len(line) <= 100 for line in ended.stdout.splitlines())


def test_an_unknown_word_is_told():
    ended = wayforward("fly")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("./wayforward has no word 'fly'.")
    assert "  run " in ended.stderr


def test_every_word_can_be_said():
    assert list(launcher.WORDS) == list(bootstrap.WORDS)


def test_words_are_understood_from_any_folder(tmp_path):
    ended = subprocess.run(
        [str(ROOT / "wayforward"), "help"], cwd=tmp_path, capture_output=True, check=False
    )
    assert ended.returncode == 0


def test_modules_run_from_any_folder(tmp_path):
    told = subprocess.run(
        [str(ROOT / ".venv" / "bin" / "python"), "-m", "wayforward.config.pins"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (told.returncode, told.stderr) == (0, "")


def test_a_management_command_fails_with_its_own_status():
    assert wayforward("manage", "no_such_command").returncode == 1


@pytest.mark.parametrize(
    "module", ["wayforward", "wayforward.config", "wayforward.config.launcher"]
)
def test_a_module_without_a_word_lists_them(tmp_path, module):
    python = [str(ROOT / ".venv" / "bin" / "python"), "-m", module]
    told = subprocess.run(python, cwd=tmp_path, capture_output=True, text=True, check=False)
    listed = [line.split()[0] for line in told.stdout.splitlines() if line.startswith("  ")]
    assert (told.returncode, listed, told.stderr) == (0, list(launcher.WORDS), "")
    unknown = subprocess.run(
        [*python, "fly"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert unknown.stderr.startswith("./wayforward has no word 'fly'.")
