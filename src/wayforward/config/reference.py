"""Writes the pages of docs/reference that are made from the code, or checks that they are in step.

python -m wayforward.config.reference [--check]
"""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import django
from django.apps import AppConfig, apps
from django.db.models import Field, Model
from django.urls import URLPattern, URLResolver, get_resolver

from wayforward.arrangements import reference as arrangements
from wayforward.config.environment import ROOT
from wayforward.statute.stages import diagrams

FOLDER = ROOT / "docs" / "reference"
MADE = "Made by `./wayforward docs` from the code. Do not edit it by hand."


def our_apps() -> list[AppConfig]:
    """Return the apps of Wayforward that keep records, as they are installed."""
    return [
        app
        for app in apps.get_app_configs()
        if app.name.startswith("wayforward.") and list(app.get_models())
    ]


def erd_page() -> str:
    """Return the tables and how they hang together: one Mermaid diagram for each app."""
    parts = [
        "# Tables",
        MADE,
        (
            "One diagram for each app. A table of another app is drawn without its columns. `PK` is the"
            " primary key, `FK` a foreign key, `UK` a unique column."
        ),
    ]
    for app in our_apps():
        models = list(app.get_models())
        lines = [line for model in models for line in _entity(model)]
        lines += [line for model in models for line in _relations(model)]
        diagram = "\n".join(["```mermaid", "erDiagram", *lines, "```"])
        parts += [f"## {app.label}", *_summaries(models), diagram]
    return "\n\n".join(parts) + "\n"


def _summaries(models: list[type[Model]]) -> Iterator[str]:
    rows = [f"| `{model.__name__}` | {_first_line(model)} |" for model in models]
    yield "\n".join(["| Table | One row is |", "| --- | --- |", *rows])


def _entity(model: type[Model]) -> Iterator[str]:
    yield f"    {model.__name__} {{"
    for field in model._meta.concrete_fields:
        marks = {"PK": field.primary_key, "FK": field.is_relation, "UK": field.unique}
        shown = [mark for mark, has in marks.items() if has and not (mark == "UK" and marks["PK"])]
        yield f"        {_kind(field)} {field.column} {', '.join(shown)}".rstrip()
    yield "    }"


def _relations(model: type[Model]) -> Iterator[str]:
    for field in model._meta.get_fields():
        if not (field.is_relation and field.concrete and isinstance(field.related_model, type)):
            continue
        left = "}o--o{" if field.many_to_many else "|o--o|" if field.one_to_one else "}o--||"
        if field.many_to_one and getattr(field, "null", False):
            left = "}o--o|"
        yield f'    {model.__name__} {left} {field.related_model.__name__} : "{field.name}"'


def _kind(field: Any) -> str:
    """Return a column's type in a word: "uuid", "char", "char[]"."""
    base: Field[Any, Any] | None = getattr(field, "base_field", None)
    if base is not None:
        return f"{_kind(base)}[]"
    if field.is_relation:
        return _kind(field.target_field)
    return str(type(field).__name__).removesuffix("Field").lower()


def addresses_page() -> str:
    """Return every address of the site, its page and who may open it."""
    rows = [
        f"| `/{route}` | `{name}` | {summary} | {who} |"
        for route, name, summary, who in sorted(_addresses(get_resolver()))
    ]
    return "\n".join(
        [
            "# Addresses",
            "",
            MADE,
            "",
            (
                '"Anybody" needs no account. Everything else asks people to sign in first; what their '
                "role then lets them do is in `permissions.py` of each app, and every address is opened "
                "as every role by `tests/architecture/test_access.py`."
            ),
            "",
            "| Address | Name | What it is | Who |",
            "| --- | --- | --- | --- |",
            *rows,
            "",
        ]
    )


def _addresses(
    resolver: URLResolver, route: str = "", spaces: tuple[str, ...] = ()
) -> Iterator[tuple[str, str, str, str]]:
    for entry in resolver.url_patterns:
        here = route + str(entry.pattern)
        if isinstance(entry, URLPattern):
            view = getattr(entry.callback, "view_class", entry.callback)
            anybody = getattr(entry.callback, "login_required", True) is False
            ours = str(view.__module__).startswith("wayforward.")
            yield (
                here,
                ":".join([*spaces, str(entry.name)]),
                _first_line(view) if ours else "",
                "Anybody" if anybody else "People who sign in",
            )
        else:
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from _addresses(entry, here, inner)


def _first_line(thing: Any) -> str:
    return (thing.__doc__ or "").strip().split("\n")[0].replace("|", "\\|")


PAGES: dict[str, Callable[[], str]] = {
    "arrangements.md": arrangements.reference_page,
    "erd.md": erd_page,
    "addresses.md": addresses_page,
    "stages.md": diagrams.page,
}


def out_of_step(folder: Path = FOLDER) -> list[str]:
    """Return one line for each page in `folder` that is not what the code makes."""
    return [
        f"docs/reference/{name} is not what the code makes: run ./wayforward docs"
        for name, make in PAGES.items()
        if not (folder / name).exists() or (folder / name).read_text(encoding="utf-8") != make()
    ]


def write(folder: Path = FOLDER) -> None:
    """Write every page."""
    for name, make in PAGES.items():
        (folder / name).write_text(make(), encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Write the pages; with --check only compare, and return 1 if one is out of step."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wayforward.config.settings")
    django.setup()
    if arguments != ["--check"]:
        write()
        return 0
    problems = out_of_step()
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
