"""No test reaches the network."""

import socket

import pytest
from pytest_socket import SocketConnectBlockedError


def test_other_machines_cannot_be_reached():
    with socket.socket() as mine, pytest.raises(SocketConnectBlockedError):
        mine.connect(("192.0.2.1", 80))  # an address set aside for examples
