"""A crawl through a proxy, named as every program is told it: by the environment."""

from __future__ import annotations

import os
import ssl
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from scraper.storage import Store

TEXT = (
    "Новий міст через Стрипу відкрили у Любомирі 24 листопада, повідомили у міській раді. "
    "Рух транспорту запустили о 14:00, а пішоходи чекали на це свято понад три роки."
)
PLAIN = "http://ranok.example"
SECURE = "https://ranok.example"
ANSWERS = {
    f"{PLAIN}/robots.txt": ("text/plain", "User-agent: *\nAllow: /\n"),
    f"{PLAIN}/rss.xml": (
        "application/rss+xml",
        f"<rss version='2.0'><channel><item><link>{PLAIN}/1.html</link></item></channel></rss>",
    ),
    "CONNECT ranok.example:443": ("", ""),
    f"{SECURE}/.well-known/tdmrep.json": ("application/json", "[]"),
    f"{SECURE}/1.html": (
        "text/html; charset=utf-8",
        f"<html lang='uk'><body><article><h1>У Любомирі відкрили міст</h1><p>{TEXT}</p>"
        "</article></body></html>",
    ),
}


class _Server(ThreadingHTTPServer):
    """Lists what it was asked for; `context` is for the tunnels."""

    def __init__(self, context: ssl.SSLContext) -> None:
        super().__init__(("127.0.0.1", 0), _Proxy)
        self.context = context
        self.asked: set[str] = set()


class _Proxy(BaseHTTPRequestHandler):
    """Answers for a host whose name no resolver knows, also at the other end of a tunnel."""

    server: _Server
    end_of_tunnel = ""

    def do_GET(self) -> None:
        """The answer for an absolute address, which is how a proxy is asked."""
        url = self.end_of_tunnel + self.path
        self.server.asked.add(url)
        kind, text = ANSWERS[url]
        body = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_CONNECT(self) -> None:
        """A tunnel to ourselves."""
        self.server.asked.add(f"CONNECT {self.path}")
        self.send_response(200)
        self.end_headers()
        with self.server.context.wrap_socket(self.connection, server_side=True) as inner:
            self.end_of_tunnel = f"https://{self.path.removesuffix(':443')}"
            with inner.makefile("rb") as self.rfile, inner.makefile("wb") as self.wfile:
                self.handle_one_request()
        self.close_connection = True
        self.rfile, self.wfile = BytesIO(), BytesIO()

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    """TLS with a certificate of our own making."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "ranok.example")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("ranok.example")]), False)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    encoding, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    file.write_bytes(
        key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, plain)
        + certificate.public_bytes(encoding)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


@pytest.fixture
def proxy(context: ssl.SSLContext) -> Iterator[_Server]:
    """A proxy on loopback."""
    server = _Server(context)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def crawl(proxy: _Server, folder: Path, allowed: str) -> subprocess.CompletedProcess[str]:
    """`scrapy crawl` of the site of the tests with the proxy in its environment."""
    address = f"http://127.0.0.1:{proxy.server_port}"
    settings = {
        "SPIDER_MODULES": "tests.test_crawling.proxied",
        "STORE_URL": f"sqlite:///{folder / 'store.db'}",
        "OUTPUT_DIR": folder / "output",
        "ALLOWED_NETWORKS": allowed,
        "DOWNLOAD_DELAY": 0,
        "RETRY_TIMES": 0,
        "DOWNLOAD_VERIFY_CERTIFICATES": False,
    }
    given = [part for name, value in settings.items() for part in ("-s", f"{name}={value}")]
    return subprocess.run(
        [sys.executable, "-m", "scrapy", "crawl", "ranok", *given],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "http_proxy": address, "https_proxy": address, "no_proxy": ""},
    )


def test_every_page_comes_through_the_proxy(proxy: _Server, tmp_path: Path) -> None:
    done = crawl(proxy, tmp_path, "127.0.0.0/8")
    assert done.returncode == 0, done.stdout + done.stderr
    assert proxy.asked == set(ANSWERS)
    with Store.open(f"sqlite:///{tmp_path / 'store.db'}") as store:
        (stored,) = store.articles()
    assert stored.article.url == f"{SECURE}/1.html"
    assert stored.article.blocks[0].text == TEXT


def test_a_proxy_in_the_own_network_must_be_allowed(proxy: _Server, tmp_path: Path) -> None:
    done = crawl(proxy, tmp_path, "")
    assert done.returncode == 3, done.stdout + done.stderr
    assert proxy.asked == set()
    with Store.open(f"sqlite:///{tmp_path / 'store.db'}") as store:
        assert store.counts("ranok") == {"failed": 1}
