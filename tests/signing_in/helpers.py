"""Helpers of the tests of signing in."""

import base64
import hashlib
import hmac
import re
import struct

from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from tests.factories.people import PASSWORD
from wayforward.signing_in import sessions


def sign_in(client: Client, user, password: str = PASSWORD, **more):
    """Send the sign-in form."""
    return client.post("/sign-in", {"login": user.email, "password": password}, **more)


def code_of(secret: str, *, steps: int = 0) -> str:
    """Return what an authenticator app shows now, or `steps` half minutes later (RFC 6238)."""
    counter = sessions.now() // 30 + steps
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", counter), hashlib.sha1).digest()
    start = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def add_app(user) -> str:
    """Give `user` an authenticator app, and return its secret."""
    secret = base64.b32encode(b"twenty invented byte").decode()
    TOTP.activate(user, secret)
    return secret


def link_in(text: str) -> str:
    """Return the path of the link in an e-mail."""
    found = re.search(r"http://testserver(\S+)", text)
    assert found, text
    return found[1]
