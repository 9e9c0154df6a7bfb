"""The public directory of help: services, guidance, schools, search and the words explained."""

from collections.abc import Mapping
from typing import Any

from django.apps import AppConfig

from wayforward.web import design


class LocalOfferConfig(AppConfig):
    """Lists the codes that the search takes at /design."""

    name = "wayforward.local_offer"

    def ready(self) -> None:
        """Add our section to the living page."""
        design.register_section("Search codes", "local_offer/search_codes.jinja", search_codes)


def search_codes() -> Mapping[str, Any]:
    """Return every list filter of the search with its codes, and the other parameters."""
    from wayforward.local_offer.search.criteria import (  # noqa: PLC0415 -- models load first
        FURTHEST_MILES,
        OLDEST,
        SORTS,
    )
    from wayforward.local_offer.search.page import load_options  # noqa: PLC0415 -- as above

    return {
        "options": load_options(),
        "sorts": SORTS,
        "furthest": FURTHEST_MILES,
        "oldest": OLDEST,
    }
