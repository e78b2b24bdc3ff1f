"""Addresses are checked when connecting."""

from __future__ import annotations

from ipaddress import ip_network

import pytest
from twisted.internet.error import DNSLookupError

from scraper.crawling.resolver import PublicAddressResolver

INSIDE = ["127.0.0.1", "10.0.0.8", "192.168.1.1", "169.254.169.254", "172.16.0.1", "0.0.0.0", "::1",
          "fe80::1", "224.0.0.1", "100.64.0.1"]  # fmt: skip


def _resolver(*networks: str) -> PublicAddressResolver:
    resolver = PublicAddressResolver.__new__(PublicAddressResolver)
    resolver.networks = tuple(ip_network(name) for name in networks)
    return resolver


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_is_refused(address: str) -> None:
    with pytest.raises(DNSLookupError, match="not a public address"):
        _resolver()._check(address, "news.example")


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1"])
def test_a_public_address_passes(address: str) -> None:
    assert _resolver()._check(address, "news.example") == address


def test_an_allowed_network_passes() -> None:
    assert _resolver("127.0.0.0/8")._check("127.0.0.1", "news.example") == "127.0.0.1"
