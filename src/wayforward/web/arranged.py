"""The local arrangements of this installation's authority, read once a process."""

import functools

from django.conf import settings

from wayforward.arrangements.loading import load_profile
from wayforward.arrangements.schema import Arrangements


@functools.cache
def arrangements() -> Arrangements:
    """Return the arrangements that the setting ARRANGEMENTS names.

    :raises ProfileRefused: if its files are wrong
    """
    return load_profile(settings.ARRANGEMENTS)
