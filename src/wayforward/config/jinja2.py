"""The Jinja environment: GOV.UK macros, and the few names every template may use."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader, PrefixLoader

from wayforward.config.navigation import arrangements
from wayforward.web import formats


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """Return the path of the page called `name`."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def environment(**options: Any) -> Environment:
    """Build the environment; called once by Django's Jinja2 backend."""
    loader = options.pop("loader")
    made = Environment(  # noqa: S701 -- Django's backend passes autoescape=True in options
        loader=ChoiceLoader(
            [
                loader,
                PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
            ]
        ),
        undefined=ChainableUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        **{key: value for key, value in options.items() if key != "undefined"},
    )
    made.globals |= {"static": static, "url": url, "arrangements": arrangements()}
    made.filters |= formats.FILTERS
    return made
