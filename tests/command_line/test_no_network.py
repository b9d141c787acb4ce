"""No command uses the network: every test that runs one in this process forbids it, and this shows that it bites."""

from __future__ import annotations

import socket
import urllib.request
from collections.abc import Callable

import pytest

from addin.command_line import catalogue
from tests.command_line.running import NetworkUsed, scrt


def by_address() -> object:
    return socket.create_connection(("127.0.0.1", 9), timeout=1)


def by_name() -> object:
    return socket.getaddrinfo("localhost", 80)


def by_page() -> object:
    return urllib.request.urlopen("http://127.0.0.1:9/", timeout=1)


def by_datagram() -> object:
    return socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"", ("127.0.0.1", 9))


@pytest.mark.parametrize("reach", [by_address, by_name, by_page, by_datagram])
def test_a_command_that_reaches_for_the_network_is_caught(
    reach: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue, "run_rules", lambda **_: reach())
    with pytest.raises(NetworkUsed):
        scrt("rules")


def test_sockets_inside_the_machine_are_let_be(monkeypatch: pytest.MonkeyPatch) -> None:
    def run_rules(**_: object) -> int:
        left, right = socket.socketpair()
        left.close()
        right.close()
        return 0

    monkeypatch.setattr(catalogue, "run_rules", run_rules)
    assert scrt("rules").status == 0
