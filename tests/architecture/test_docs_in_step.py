"""The documents name every app, command, word and environment variable that there is."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import bootstrap
from wayforward.config.environment import ROOT

SOURCE = ROOT / "src" / "wayforward"
NOT_OURS = {"PATH"}


def documents() -> str:
    """Return all that is written for people, as one text."""
    pages = [*ROOT.glob("*.md"), *sorted((ROOT / "docs").rglob("*.md"))]
    return "\n".join(page.read_text(encoding="utf-8") for page in pages)


def apps() -> list[str]:
    return sorted(path.parent.name for path in SOURCE.glob("*/__init__.py"))


def commands() -> list[str]:
    found = SOURCE.glob("*/management/commands/*.py")
    return sorted(path.stem for path in found if not path.stem.startswith("_"))


def strings_in(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield inner.value


def variables_read_in(path: Path) -> Iterator[str]:
    """Yield names read by `env.text("NAME")` and the like, `os.environ["NAME"]` or `.get`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            if ast.unparse(node.func.value) in {"env", "os.environ"}:
                yield from strings_in(node.args[0])
        elif isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
            yield from strings_in(node.slice)


def variables() -> list[str]:
    read = {
        name
        for path in [ROOT / "bootstrap.py", *SOURCE.rglob("*.py")]
        for name in variables_read_in(path)
    }
    read |= set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "wayforward").read_text(encoding="utf-8")))
    return sorted(name for name in read - NOT_OURS if name.isupper())


@pytest.mark.parametrize("app", apps())
def test_every_app_is_named(app):
    assert re.search(rf"`(src/)?(wayforward[./])?{app}/?`", documents())


@pytest.mark.parametrize("command", commands())
def test_every_command_is_named(command):
    assert f"./wayforward manage {command}" in documents()


@pytest.mark.parametrize("word", sorted(bootstrap.WORDS))
def test_every_word_is_named(word):
    assert re.search(rf"\./wayforward {word}\b", documents())


@pytest.mark.parametrize("variable", variables())
def test_every_environment_variable_is_named(variable):
    assert re.search(rf"`{variable}`", documents())


def test_every_link_between_pages_leads_somewhere():
    pages = [*ROOT.glob("*.md"), *sorted((ROOT / "docs").rglob("*.md"))]
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
        if "://" not in target and not target.startswith("mailto:")
        if not (page.parent / target).exists()
    ]
    assert broken == []
    assert len(pages) > 20
