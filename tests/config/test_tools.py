"""The tools behind the words: a browser for the tests, the coverage gate, assets, benchmarks."""

import json
import os
import subprocess

import pytest

from wayforward.config import assets, benching, launcher, serving, testing
from wayforward.config.assets import AssetsFailed
from wayforward.config.embedded_postgres import DatabaseUnavailable
from wayforward.config.testing import BrowserMissing


@pytest.fixture
def no_browser(monkeypatch):
    """Let this machine have no browser, and its user no right to install one."""
    monkeypatch.delenv("WAYFORWARD_BROWSER", raising=False)
    monkeypatch.setattr(testing.shutil, "which", lambda name: None)
    monkeypatch.setattr(testing, "MAC_BROWSERS", ())
    monkeypatch.setattr(testing.os, "geteuid", lambda: 1000)


def test_a_missing_browser_is_told_and_never_skipped(no_browser):
    with pytest.raises(BrowserMissing, match="sudo apt-get install chromium libatomic1"):
        testing.ensure_browser()


def test_a_browser_that_is_named_must_be_there(monkeypatch):
    monkeypatch.setenv("WAYFORWARD_BROWSER", "/no/such/browser")
    with pytest.raises(BrowserMissing, match="names '/no/such/browser'"):
        testing.find_browser()


def test_a_browser_that_is_named_is_used(monkeypatch, tmp_path):
    browser = tmp_path / "browser"
    browser.touch(mode=0o755)
    monkeypatch.setenv("WAYFORWARD_BROWSER", str(browser))
    assert testing.find_browser() == str(browser)


@pytest.fixture
def commands(monkeypatch):
    """Return the commands that testing would run, with their environments; run none of them."""
    asked = []

    def take(command, **more):
        asked.append((command, more.get("env")))
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(testing.subprocess, "run", take)
    monkeypatch.setattr(testing, "coverage_gate", lambda: 7)
    return asked


@pytest.mark.parametrize(
    ("arguments", "is_measured"),
    [([], True), (["-x"], True), (["tests/audit"], False), (["--no-coverage-gate"], False)],
)
def test_coverage_is_measured_when_everything_is_run(commands, arguments, is_measured):
    status = testing.run(arguments, browser="/a/browser", measure_coverage=True)
    command, environment = commands[0]
    assert ("--cov" in command, status) == (is_measured, 7 if is_measured else 0)
    assert environment["WAYFORWARD_BROWSER"] == "/a/browser"
    assert "--no-coverage-gate" not in command


def test_the_law_is_tested_without_django(commands):
    assert testing.run_law(["-x"]) == 0
    assert commands[0][0][1:] == ["-m", "pytest", "-p", "no:django", "tests/statute", "-x"]


@pytest.mark.parametrize(
    ("name", "is_gated"),
    [
        ("src/wayforward/audit/actions.py", True),
        ("src/wayforward/local_offer/actions/load.py", True),
        ("src/wayforward/local_offer/permissions.py", True),
        ("src/wayforward/statute/due.py", True),
        ("src/wayforward/local_offer/views/search.py", False),
    ],
)
def test_a_gap_where_none_may_be_fails(tmp_path, monkeypatch, capsys, name, is_gated):
    monkeypatch.setattr(testing, "COVERAGE", tmp_path / "coverage")
    measured = {"files": {name: {"missing_lines": [12], "missing_branches": [[3, 4]]}}}
    (tmp_path / "coverage.json").write_text(json.dumps(measured), encoding="utf-8")
    assert testing.coverage_gate() == int(is_gated)
    told = f"not fully tested: {name}: [12, [3, 4]]\n" if is_gated else ""
    assert capsys.readouterr().err == told


@pytest.mark.parametrize(
    "refusal",
    [
        AssetsFailed("no node"),
        DatabaseUnavailable("no server"),
        serving.CannotServe("no port"),
        BrowserMissing("no browser"),
    ],
)
def test_a_refusal_is_one_message(monkeypatch, capsys, refusal):
    def refuse(arguments):
        raise refusal

    monkeypatch.setitem(launcher.WORDS, "run", refuse)
    assert launcher.main(["run"]) == 1
    assert capsys.readouterr().err == f"\n{refusal}\n"


def test_ctrl_c_has_its_own_status(monkeypatch):
    def interrupt(arguments):
        raise KeyboardInterrupt

    monkeypatch.setitem(launcher.WORDS, "check", interrupt)
    assert launcher.main(["check"]) == 130


def test_a_clone_keeps_its_secret(monkeypatch, tmp_path):
    monkeypatch.setattr(launcher, "ROOT", tmp_path)
    secret = launcher.this_clones_secret()
    assert len(secret) >= 50
    assert launcher.this_clones_secret() == secret
    assert (tmp_path / "var" / "secret-key").stat().st_mode & 0o077 == 0


def test_a_tool_that_fails_is_told_with_its_output():
    with pytest.raises(AssetsFailed, match=r"Trying failed:\nwhat went wrong"):
        assets.run(["sh", "-c", "echo what went wrong >&2; exit 3"], doing="Trying")


def test_assets_are_made_again_only_when_their_sources_change(monkeypatch, tmp_path):
    assert assets.fingerprint() == assets.fingerprint() == assets.STAMP.read_text()
    monkeypatch.setattr(assets, "find_node", lambda: pytest.fail("made again"))
    assets.ensure()
    monkeypatch.setattr(assets, "STAMP", tmp_path / "stamp")
    with pytest.raises(pytest.fail.Exception, match="made again"):
        assets.ensure()


def test_every_asset_is_gathered_with_its_hash():
    gathered = json.loads((assets.GATHERED / "staticfiles.json").read_text())["paths"]
    wanted = {"wayforward.css", *assets.COPIED.values()}
    assert wanted - gathered.keys() == set()
    assert all(path != name for name, path in gathered.items())


def test_benchmarks_are_listed(capsys):
    assert "local-offer" in benching.names()
    assert benching.run([]) == benching.run(["no-such"]) == 2
    assert "Benchmarks: " in capsys.readouterr().err
    assert callable(benching.load("local-offer").main)


def test_the_environment_is_the_tests_own():
    assert os.environ["DATABASE_POOLED"] == "false"
    assert os.environ["AS_OWNER"] == "true"
