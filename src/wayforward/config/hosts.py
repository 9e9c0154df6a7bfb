"""The names and addresses by which this machine's site may be asked."""

import contextlib
import fcntl
import socket
import struct
import sys
from pathlib import Path

EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 -- only compared with what the person asked for
SIOCGIFADDR = 0x8915  # Linux: the IPv4 address of one interface
OUTSIDE = [(socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")]  # for documentation


def allowed(host: str) -> set[str]:
    """Return the hosts to answer to when served on `host`, as ALLOWED_HOSTS writes them."""
    names = {"localhost", "127.0.0.1", "::1", host, socket.gethostname()}
    if host in EVERYWHERE:
        names |= own_addresses()
    return {f"[{name}]" if ":" in name else name for name in names}


def own_addresses() -> set[str]:
    """Return the addresses of all interfaces of this machine, as far as they can be found out."""
    found: set[str] = set()
    with contextlib.suppress(OSError):
        found |= {str(where[0]) for *_, where in socket.getaddrinfo(socket.gethostname(), 80)}
    for family, outside in OUTSIDE:  # nothing is sent: it only asks which address would be used
        with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((outside, 9))
            found.add(str(probe.getsockname()[0]))
    if sys.platform == "linux":
        found |= of_interfaces()
    return {address.partition("%")[0] for address in found}


def of_interfaces() -> set[str]:
    """Return the addresses that Linux knows for each interface."""
    found = set()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        for _, name in socket.if_nameindex():
            with contextlib.suppress(OSError):  # an interface without an IPv4 address
                asked = struct.pack("256s", name.encode()[:15])
                told = fcntl.ioctl(probe.fileno(), SIOCGIFADDR, asked)
                found.add(socket.inet_ntoa(told[20:24]))
    with contextlib.suppress(OSError):  # a machine without IPv6
        for line in Path("/proc/net/if_inet6").read_text(encoding="ascii").splitlines():
            found.add(socket.inet_ntop(socket.AF_INET6, bytes.fromhex(line.split()[0])))
    return found
