"""Helpers of the tests of signing in."""

import base64
import hashlib
import hmac
import json
import re
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import requests
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from tests.factories.people import PASSWORD
from wayforward.config.environment import OpenIDProvider
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


@contextmanager
def running_provider(people: list[dict[str, Any]]) -> Iterator[str]:
    """Run an OpenID Connect provider that knows `people`; yield its address."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    claims = [word for person in people for word in ("--user-claims", json.dumps(person))]
    process = subprocess.Popen(
        [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), *claims],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(150):
            try:
                requests.get(f"{address}/.well-known/openid-configuration", timeout=5)
                break
            except requests.ConnectionError:
                assert process.poll() is None
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=10)


def invented_school(address: str) -> OpenIDProvider:
    """Return the provider at `address` as the settings have it."""
    return OpenIDProvider(
        code="school",
        name="Invented School",
        server=address,
        client_id="wayforward",
        client_secret="an invented secret",
        domains=frozenset({"school.example"}),
    )
