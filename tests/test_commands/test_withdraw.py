"""`scrapy withdraw` told again, and for an address that was never read."""

from __future__ import annotations

from datetime import timedelta

from scraper.commands import withdraw
from scraper.storage import NewLink
from tests.test_commands.test_commands import _Shell, shell
from tests.test_job.test_run import NOON, _article

__all__ = ["shell"]

WAITING = "https://www.rbc.ua/rus/news/shche-ne-chytaly-1795099999.html"


def test_what_was_withdrawn_before_is_told_apart(shell: _Shell) -> None:
    shell.run(withdraw, _article("ru").url)
    code, out, _ = shell.run(withdraw, _article("ru").url)
    assert (code, "records changed: 0, removed: 0" in out) == (0, True)
    assert f"withdrawn before: {_article('ru').id}" in out
    assert "withdrawn: " not in out
    shell.run(withdraw, _article("uk").id)
    assert "announced" not in shell.run(withdraw, _article("uk").id)[1], "the record has that id"


def test_a_record_withdrawn_twice_is_announced_once(shell: _Shell) -> None:
    with shell.store() as store:
        id_ = next(store.records()).id
    assert f"announced: record {id_}" in shell.run(withdraw, "--record", id_)[1]
    out = shell.run(withdraw, "--record", id_)[1]
    assert f"withdrawn before: {id_}" in out
    assert "announced" not in out


def test_an_address_that_waits_is_never_fetched(shell: _Shell) -> None:
    with shell.store() as store:
        link = NewLink(url=WAITING, site="rbc_ukraine", kind="article", edition="uk")
        store.add_links([link], NOON - timedelta(hours=1))
    code, out, _ = shell.run(withdraw, WAITING)
    assert (code, f"never fetched: {WAITING}" in out) == (0, True)
