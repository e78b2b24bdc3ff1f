"""A DNS resolver that refuses addresses inside the operator's own network.

Scrapy asks it for host names and for addresses written in a URL, at each connection, so redirects
and links found on pages are covered too.
"""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Any

from scrapy.crawler import Crawler
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError


class PublicAddressResolver(CachingThreadedResolver):
    """Resolves as Scrapy does, then lets only public or explicitly allowed addresses through."""

    networks: tuple[IPv4Network | IPv6Network, ...] = ()

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> PublicAddressResolver:
        """Read the setting ALLOWED_NETWORKS beside Scrapy's own."""
        resolver = super().from_crawler(crawler, reactor)
        names = crawler.settings.getlist("ALLOWED_NETWORKS")
        resolver.networks = tuple(ip_network(name) for name in names)
        return resolver

    def getHostByName(self, name: str, timeout: Any = ()) -> Deferred[str]:  # noqa: ANN401, N802
        """The address of a host; fails with DNSLookupError when it is not a public one."""
        found: Deferred[str] = super().getHostByName(name, timeout)
        return found.addCallback(self._check, name)

    def _check(self, address: str, name: str) -> str:
        parsed = ip_address(address)
        if parsed.is_global and not parsed.is_multicast:
            return address
        if any(parsed in network for network in self.networks):
            return address
        raise DNSLookupError(f"{name} leads to {address}, which is not a public address")
