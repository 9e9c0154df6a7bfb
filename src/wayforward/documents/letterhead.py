"""The authority's own letterhead, for what this system writes in its name."""

from wayforward.documents.rendering.structure import Letterhead
from wayforward.web.authority import current


def our_letterhead() -> Letterhead:
    """Return the name and the colour of the authority, as its arrangements have them."""
    ours = current()
    return Letterhead(authority=ours.name, brand=ours.colours.brand)
