"""The menu, and what every page shows around its content. The one place that links the apps."""

import functools
from typing import Any

from django.conf import settings
from django.http import HttpRequest


@functools.cache
def arrangements() -> Any:
    """Return the local arrangements of this installation's authority."""
    return None


def page_furniture(request: HttpRequest) -> dict[str, Any]:
    """Return what the layout needs beside the page's own context."""
    return {"authority": settings.ARRANGEMENTS, "request": request}
