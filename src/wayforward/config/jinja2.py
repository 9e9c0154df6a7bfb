"""The Jinja environment: GOV.UK macros, and the few names every template may use."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import json_script
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader, PrefixLoader

from wayforward.people import codes
from wayforward.signing_in import drawing
from wayforward.signing_in.devices import in_words
from wayforward.signing_in.permissions import must_have_second_factor
from wayforward.signing_in.providers import sign_in_ways
from wayforward.statute.school_years import year_name
from wayforward.web import formats
from wayforward.web.arranged import arrangements
from wayforward.web.components import addresses, parts, urgency
from wayforward.web.components.errors import error_list, short_answers


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
    made.globals |= {
        "static": static,
        "url": url,
        "arranged": arrangements(),
        "error_list": error_list,
        "short_answers": short_answers,
        "number_chosen": parts.number_chosen,
        "parameters_of": parts.parameters_of,
        "with_value": addresses.with_value,
        "without": addresses.without,
        "must_have_second_factor": must_have_second_factor,
        "sign_in_ways": sign_in_ways,
    }
    made.filters |= formats.FILTERS
    made.filters |= {
        "need_name": lambda code: codes.NEEDS.get(code, code),
        "need_area": codes.area_of,
        "urgency": lambda day, on: urgency.tag(urgency.due(day, on=on)),
        "year_group": year_name,
        "browser_in_words": in_words,
        "drawing": drawing.described,
        "json_script": json_script,
    }
    return made
