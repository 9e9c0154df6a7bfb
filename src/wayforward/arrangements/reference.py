"""Write the reference page of the profile's schema from the dataclasses themselves.

Run as ``python -m wayforward.arrangements.reference PATH`` to write the page to a file. A test
compares the page in the documentation with this one, so the two cannot drift apart.
"""

from __future__ import annotations

import dataclasses
import re
import sys
import types
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Union, get_args, get_origin

from wayforward.arrangements.reading import schema_of
from wayforward.arrangements.rules import Rule
from wayforward.arrangements.schema import Arrangements
from wayforward.arrangements.words import Crisis, Glossary, Vocabulary

_FIELD = re.compile(r":ivar (\w+): (.+?)(?=\n\s*:ivar |\Z)", re.DOTALL)
_NAMES = {str: "text", int: "whole number", bool: "true or false", date: "date"}
_INTRODUCTION = """# Local arrangements: the schema

Generated from `wayforward.arrangements.schema` and `wayforward.arrangements.words`. Do not edit
it by hand: run `python -m wayforward.arrangements.reference docs/reference/arrangements.md`.

A profile is a folder. It holds one or more TOML files, which together have the keys of
`Arrangements` (each key in one file only), and a folder `local_offer` with the content as JSON:
services, organisations, schools, guidance, places and taxonomies. A list of blocks is written
as `[[contacts]]`, a single block as `[authority]`.

A wrong profile is refused with file, line, key and reason. No key can loosen the law; a limit can
be made stricter, and a rule that is not verified can be put right.
"""
_VOCABULARY = """
# Shared words

`vocabulary/synonyms.toml` has the keys of `Vocabulary`, `vocabulary/glossary.toml` those of
`Glossary`, and `vocabulary/crisis.toml` those of `Crisis`. They belong to no authority. Each must be UTF-8 TOML.
"""


def reference_page() -> str:
    """Return the reference page as Markdown, ending with a line break."""
    parts = [_INTRODUCTION, *_sections(Arrangements), _VOCABULARY]
    parts += [*_sections(Vocabulary), *_sections(Glossary), *_sections(Crisis)]
    return "\n".join(parts).rstrip("\n") + "\n"


def described(kind: type) -> dict[str, str]:
    """Return the description of each field, from the docstrings of ``kind`` and its parents."""
    found: dict[str, str] = {}
    for each in reversed(kind.__mro__):
        for name, text in _FIELD.findall(each.__doc__ or ""):
            found[name] = _plain(text)
    return found


def _plain(text: str) -> str:
    """Return the text on one line, with Markdown's single marks for code."""
    return " ".join(text.split()).replace("``", "`")


def _sections(kind: type) -> Iterator[str]:
    told = described(kind)
    summary = (kind.__doc__ or "").split(":ivar")[0]
    rows = [
        f"| `{name}` | {_type_words(hint)} | {'yes' if needed else 'no'} | {told[name]} |"
        for name, (hint, needed) in schema_of(kind).items()
    ]
    table = "\n".join(["| Key | Type | Needed | What it is |", "| --- | --- | --- | --- |", *rows])
    paragraphs = "\n\n".join(_plain(each) for each in summary.split("\n\n")).strip()
    yield f"## {kind.__name__}\n\n{paragraphs}\n\n{table}\n"
    for hint, _ in schema_of(kind).values():
        inner = _block_in(hint)
        if inner:
            yield from _sections(inner)


def _unwrapped(hint: Any) -> tuple[Any, list[Rule]]:
    """Return the type without "or nothing" and rules, and the rules."""
    rules: list[Rule] = []
    while get_origin(hint) in {Annotated, Union, types.UnionType}:
        if get_origin(hint) is Annotated:
            rules += [each for each in get_args(hint)[1:] if isinstance(each, Rule)]
            hint = get_args(hint)[0]
        else:
            hint = next(each for each in get_args(hint) if each is not type(None))
    return hint, rules


def _block_in(hint: Any) -> type | None:
    base, _ = _unwrapped(hint)
    if get_origin(base) is tuple:
        base, _ = _unwrapped(get_args(base)[0])
    return base if isinstance(base, type) and dataclasses.is_dataclass(base) else None


def _type_words(hint: Any) -> str:
    base, rules = _unwrapped(hint)
    if get_origin(base) is tuple:
        words = "list of " + _type_words(get_args(base)[0])
    elif dataclasses.is_dataclass(base):
        name = getattr(base, "__name__", "")
        return f"[{name}](#{name.lower()})"
    else:
        words = _NAMES[base]
    wanted = "; ".join(rule.wanted for rule in rules)
    return f"{words} ({wanted})" if wanted else words


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(reference_page(), encoding="utf-8")
