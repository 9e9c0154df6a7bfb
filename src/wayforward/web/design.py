"""What the living page at /design shows: examples with their code, and sections of other apps."""

import inspect
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.template import engines
from django.utils.text import slugify
from jinja2 import Environment
from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Example:
    """A component drawn from its own template, `web/design/examples/<slug>.jinja`.

    :param about: when to use it, in a sentence
    :param context: a function that makes what the template needs; its code is shown too
    """

    slug: str
    title: str
    about: str = ""
    context: Callable[[], Mapping[str, Any]] | None = None

    @property
    def template(self) -> str:
        """Return the name of the template."""
        return f"web/design/examples/{self.slug}.jinja"

    def code(self) -> list[tuple[str, str]]:
        """Return pairs of language and code, as they stand in the files: they cannot be out of date."""
        shown = [("Python", source(self.context))] if self.context else []
        return [*shown, ("Jinja", template_source(self.template))]

    def drawn(self, request: Any) -> Markup:
        """Return the example as HTML."""
        context = {**self.context()} if self.context else {}
        return Markup(  # noqa: S704 -- made by our own template, which escapes
            engines["jinja2"].get_template(self.template).render(context, request)
        )


def source(thing: Any) -> str:
    """Return the code of a function or class."""
    return textwrap.dedent(inspect.getsource(thing)).strip()


def template_source(name: str) -> str:
    """Return a template as it is written."""
    environment: Environment = engines["jinja2"].env  # type: ignore[attr-defined]  # Jinja's
    assert environment.loader is not None
    return environment.loader.get_source(environment, name)[0]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of /design that another app fills: the codes of its search, say."""

    title: str
    template: str
    context: Callable[[], Mapping[str, Any]]

    @property
    def anchor(self) -> str:
        """Return what follows the # in its address."""
        return slugify(self.title)

    def drawn(self, request: Any) -> Markup:
        """Return the section as HTML, asked for anew each time."""
        return Markup(  # noqa: S704 -- made by our own template, which escapes
            engines["jinja2"].get_template(self.template).render({**self.context()}, request)
        )


_sections: dict[str, Section] = {}


def register_section(
    title: str, template: str, context: Callable[[], Mapping[str, Any]] = dict
) -> None:
    """Show `template` under `title` at the end of /design; for an app's `ready()`.

    :param context: called at each look, so it may read the database
    """
    _sections[title] = Section(title, template, context)


def sections() -> list[Section]:
    """Return the sections that other apps have registered, by title."""
    return [_sections[title] for title in sorted(_sections)]
