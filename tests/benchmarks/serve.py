"""How fast the service is: `python -m tests.benchmarks.serve [--stories N] [--folder PATH]`.

Builds a store of N invented stories in the folder (once; some minutes and 25 KB a story), or in the
empty database named by `--store`, serves it on one core and asks from another process on loopback:
page by page, then with many clients at once, for the memory that they take. Where nginx is
installed it serves the same feed file on the same core, as the limit. Prints the figures beside the
targets (of 100,000).
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from tests.benchmarks.serve_store import Newsroom, build

ROOT = Path(__file__).parents[2]
ROUNDS = 150
CLIENTS, MANY_SECONDS = 36, 15
MANY = (
    "/changes?after={}&limit=1000", "/stories/visnyk:uk:{}", "/", "/feed.json", "/divergences",
    "/records/visnyk:uk:{}",
)  # fmt: skip
NGINX = """
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{ worker_connections 64; }}
http {{
  access_log off;
  types {{ application/feed+json json; }}
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; root {root}; }}
}}
"""

Asked = Callable[[int], str]


@dataclass(frozen=True)
class Served:
    """A running server: its port, its process, and the seconds until its first byte."""

    port: int
    pid: int
    first_byte: float

    def cpu(self) -> float:
        """Seconds of processor that it used."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self, name: str = "VmHWM") -> float:
        """MB of memory, at its highest or `VmRSS` now."""
        text = Path(f"/proc/{self.pid}/status").read_text()
        found = re.search(rf"{name}:\s+(\d+)", text)
        return int(found[1]) / 1024 if found else 0.0


@contextmanager
def serving(folder: Path, core: int, store: str = "") -> Iterator[Served]:
    """`scrapy serve` on one core."""
    environment = os.environ | {
        "TLUMACH_STORE": store or f"sqlite:///{folder}/store.db",
        "TLUMACH_OUTPUT": str(folder / "output"),
    }
    command = [sys.executable, "-m", "scrapy", "serve", "--port", "0"]
    began = time.monotonic()
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True,
        preexec_fn=lambda: os.sched_setaffinity(0, {core}),
    ) as process:  # fmt: skip
        try:
            assert process.stdout is not None
            found = re.search(r":(\d+)/", process.stdout.readline())
            assert found is not None
            with closing(connect(int(found[1]))) as connection:
                connection.request("GET", "/healthz")
                connection.getresponse().read()
            yield Served(int(found[1]), process.pid, time.monotonic() - began)
        finally:
            process.terminate()


@contextmanager
def nginx(output: Path, core: int) -> Iterator[int]:
    """nginx over the published files, on one core; its port."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        config = Path(folder) / "nginx.conf"
        config.write_text(NGINX.format(folder=folder, port=port, root=output))
        Path(folder).chmod(0o755)
        command = ["taskset", "-c", str(core), "nginx", "-c", str(config), "-p", folder]
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
            time.sleep(1)
            try:
                yield port
            finally:
                process.terminate()


def free_port() -> int:
    """A port that nobody listens at."""
    import socket

    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        return int(listener.getsockname()[1])


def connect(port: int) -> http.client.HTTPConnection:
    """A connection to a server on loopback."""
    return http.client.HTTPConnection("127.0.0.1", port, timeout=60)


def measure(port: int, asked: Asked, rounds: int, headers: dict[str, str]) -> list[float]:
    """Milliseconds until each answer was whole, over one connection."""
    times = []
    with closing(connect(port)) as connection:
        for number in range(rounds):
            path = asked(number)
            began = time.perf_counter()
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
            response.read()
            times.append((time.perf_counter() - began) * 1000)
            assert response.status in (200, 304), (path, response.status)
    return times


def tell(name: str, times: Sequence[float], target: float, cpu: float | None = None) -> None:
    """Prints the figures of one kind of request."""
    highest = statistics.quantiles(times, n=20)[-1]
    busy = "" if cpu is None else f", of the processor {cpu * 1000 / len(times):6.2f}"
    print(
        f"{name:34} median {statistics.median(times):7.2f} ms, 95% {highest:7.2f} (target"
        f" {target:g}), longest {max(times):7.2f}{busy}"
    )


def measure_pages(served: Served, stories: int) -> None:
    """Feed, record, page and search, each asked for one after the other."""
    chance, newsroom = random.Random(9), Newsroom()

    def number(_: int) -> str:
        return quote(f"visnyk:uk:{chance.randrange(stories)}", safe=":")

    def word(rank: int) -> str:
        return newsroom.words[chance.choice(("uk", "en", "ru"))][rank]

    def words(rank: int) -> str:
        return quote(word(rank))

    def beginning(_: int) -> str:
        letters = word(chance.randrange(2000))[:3]
        return quote(letters + "*") if len(letters) == 3 else beginning(0)

    kinds: tuple[tuple[str, float, Asked, dict[str, str]], ...] = (
        ("feed page", 20, lambda _: "/feed.json", {}),
        ("feed page, gzip", 20, lambda _: "/feed.json", {"accept-encoding": "gzip"}),
        ("feed, Atom", 20, lambda _: "/feed.xml", {}),
        ("record", 50, lambda n: f"/records/{number(n)}", {}),
        ("list of stories (page)", 50, lambda _: "/", {}),
        ("story (page)", 50, lambda n: f"/stories/{number(n)}", {}),
        ("revisions (page)", 50, lambda n: f"/revisions/{number(n)}", {}),
        ("list of divergences (page)", 50, lambda _: "/divergences", {}),
        ("stories with words (page)", 50, lambda n: f"/?q={words(n % 50)}", {}),
        ("sites (page)", 50, lambda _: "/sites", {}),
        ("a site (page)", 50, lambda _: "/sites/rbc_ukraine", {}),
        ("search, rare word", 100, lambda n: f"/search?q={words(5000 + n)}", {}),
        ("search, common word", 100, lambda n: f"/search?q={words(n % 20)}", {}),
        ("search, two words", 100, lambda n: f"/search?q={words(n % 50)}+{words(100 + n)}", {}),
        ("search, two common words", 100, lambda n: f"/search?q={words(n % 9)}+{words(n % 7)}", {}),
        ("search, beginning", 100, lambda n: f"/search?q={beginning(n)}", {}),
    )
    for name, target, asked, headers in kinds:
        measure(served.port, asked, 20, headers)
        before = served.cpu()
        times = measure(served.port, asked, ROUNDS, headers)
        tell(name, times, target, served.cpu() - before)


def measure_changes(served: Served, name: str, records: int, headers: dict[str, str]) -> None:
    """Records a second of `/changes`, page after page."""
    before, began = served.cpu(), time.perf_counter()
    after = count = size = 0
    with closing(connect(served.port)) as connection:
        while count < records:
            connection.request("GET", f"/changes?after={after}&limit=2000", headers=headers)
            response = connection.getresponse()
            body = response.read()
            size += len(body)
            after, count = after + 2000, count + 2000  # no number is missing in this store
    passed, cpu = time.perf_counter() - began, served.cpu() - before
    print(
        f"{name:34} {count / passed:6.0f} records/s (target 2000),"
        f" {size / passed / 1e6:.0f} MB/s; by the processor {count / max(cpu, 0.01):.0f} records/s"
    )


def ask_with_many(served: Served, stories: int) -> None:
    """Clients that ask at once for some seconds, each always for the same kind of thing."""
    end = time.monotonic() + MANY_SECONDS

    def ask(client: int) -> int:
        chance, count = random.Random(client), 0
        encoding = ("gzip", "br", "identity")[client % 3]
        with closing(connect(served.port)) as connection:
            while time.monotonic() < end:
                path = MANY[client % len(MANY)].format(chance.randrange(stories))
                connection.request("GET", path, headers={"accept-encoding": encoding})
                connection.getresponse().read()
                count += 1
        return count

    with ThreadPoolExecutor(CLIENTS) as pool:
        answers = sum(pool.map(ask, range(CLIENTS)))
    print(f"{CLIENTS} clients at once, {MANY_SECONDS} s: {answers} answers")


def main() -> None:
    """Builds the store, serves it, prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "serve-bench")
    parser.add_argument("--store", default="", help="URL of another store than a file there")
    options = parser.parse_args()
    store = options.store or f"sqlite:///{options.folder}/store.db"
    build(options.folder, options.stories, store)
    core, *rest = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, set(rest) or {core})
    with serving(options.folder, core, store) as served:
        print(f"first byte after {served.first_byte:.2f} s (target 2), {served.cpu():.2f} s of the"
              f" processor; memory {served.memory('VmRSS'):.0f} MB")  # fmt: skip
        measure_pages(served, options.stories)
        records = min(options.stories, 20_000)
        measure_changes(served, "changes", records, {})
        measure_changes(served, "changes, gzip", records, {"accept-encoding": "gzip"})
        print(f"memory at its highest until now {served.memory():.0f} MB")
        ask_with_many(served, options.stories)
        print(f"memory at its highest {served.memory():.0f} MB (target 150)")
    if shutil.which("nginx"):
        with nginx(options.folder / "output", core) as port:
            tell("feed page, nginx", measure(port, lambda _: "/feed.json", ROUNDS, {}), 20)
    else:
        print("nginx is not installed")


if __name__ == "__main__":
    main()
