"""The square that an authenticator app reads."""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe


def described(svg: str, words: str) -> SafeString:
    """Return the drawing to put into a page, with words for those who do not see it.

    :param svg: a drawing that the site itself made; nothing of it was typed
    """
    inner = svg[svg.index("<svg") + len("<svg") :]
    return mark_safe(f'<svg role="img" aria-label="{escape(words)}"{inner}')  # noqa: S308 -- as said
