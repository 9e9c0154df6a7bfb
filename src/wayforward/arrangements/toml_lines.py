"""On which line of a TOML file does each key stand?

The standard reader tells no line numbers, and a refusal without one is hard to act on. This
module walks a text that the standard reader has already accepted, so it need not judge syntax:
it only follows headers, keys, strings and brackets.
"""

from __future__ import annotations

import re

#: Names of tables and keys from the top, with the index of each entry of an array of tables.
Path = tuple[str | int, ...]

_BLANK = re.compile(r"(?:\s+|#[^\n]*)+")
_HEADER = re.compile(r"(\[\[?)\s*(.+?)\s*\]")
_NAME = r"(?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')"
_KEY = re.compile(rf"({_NAME}(?:\s*\.\s*{_NAME})*)\s*=")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'', re.DOTALL
)


class LineIndex:
    """Where each key of one TOML text stands; lines count from 1."""

    def __init__(self, text: str) -> None:
        """Walk ``text``, which must be valid TOML."""
        self.text = text
        self._at: dict[Path, int] = {(): 1}
        self._entries: dict[Path, int] = {}
        self._walk()

    def line(self, path: Path, value: object = None, *, again: bool = False) -> int:
        """Return the line of ``path``, or of its nearest parent that has one.

        If ``value`` is text that stands quoted at or after that line, return its own line:
        that finds one entry of a long list. With ``again``, the second time that it stands.
        """
        while path not in self._at:
            path = path[:-1]
        line = self._at[path]
        if isinstance(value, str) and path:
            quoted = f'"{value}"', f"'{value}'"
            stands = [
                line + after
                for after, written in enumerate(self.text.split("\n")[line - 1 :])
                for _ in range(sum(written.count(each) for each in quoted))
            ]
            return (stands[1:] if again else stands)[0] if len(stands) > again else line
        return line

    def _walk(self) -> None:
        position = 0
        resolved: Path = ()
        while position < len(self.text):
            if blank := _BLANK.match(self.text, position):
                position = blank.end()
                continue
            line = self.text.count("\n", 0, position) + 1
            if header := _HEADER.match(self.text, position):
                resolved = self._resolve(_names(header[2]), opens_entry=header[1] == "[[")
                if header[1] == "[[":
                    self._at.setdefault(resolved[:-1], line)
                self._at[resolved] = line
                position = header.end() + len(header[1]) - 1
                continue
            key = _KEY.match(self.text, position)
            if key is None:
                raise ValueError(f"line {line} is not TOML")
            path = resolved
            for name in _names(key[1]):
                path = (*path, name)
                self._at.setdefault(path, line)
            position = self._after_value(key.end())

    def _resolve(self, names: list[str], *, opens_entry: bool) -> Path:
        path: Path = ()
        for place, name in enumerate(names, 1):
            path = (*path, name)
            if place == len(names) and opens_entry:
                self._entries[path] = self._entries.get(path, -1) + 1
            if path in self._entries:
                path = (*path, self._entries[path])
        return path

    def _after_value(self, position: int) -> int:
        """Return the position just after the value that starts at ``position``."""
        depth = 0
        while position < len(self.text):
            string = _STRING.match(self.text, position)
            character = self.text[position]
            if string:
                position = string.end()
                continue
            if character == "#":
                position = self.text.find("\n", position)
                if position < 0:
                    return len(self.text)
                continue
            depth += (character in "[{") - (character in "]}")
            position += 1
            if character == "\n" and depth == 0:
                return position
        return position


def _names(dotted: str) -> list[str]:
    return [part.strip("\"'") for part in re.findall(_NAME, dotted)]
