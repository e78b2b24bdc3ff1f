"""The setting ENCODER_DIR: what is missing is told in one line, before anything is done."""

from __future__ import annotations

from pathlib import Path

import pytest
from scrapy.crawler import CrawlerProcess
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from scraper.commands import explain, rebuild
from scraper.commands.running import crawl, load_encoder
from scraper.storage import Outcome
from scraper.text import encoder as encoders
from spiders.rbc_ukraine import RbcUkraine
from tests.test_commands.test_commands import _Shell, shell
from tests.test_job.test_run import NOON, _article
from tests.test_matching.test_content import BRIDGE_EN, BRIDGE_UK
from tests.test_text.tiny_model import tiny_model, tiny_tokenizer

__all__ = ["shell"]  # a fixture

MODEL = tiny_model(((0.1, 0.9), (1.0, 0.1)))
TOKENIZER = tiny_tokenizer(("[unk]", "міст"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as ENCODER_DIR names it."""
    made = tmp_path / "encoder"
    made.mkdir()
    (made / "model.onnx").write_bytes(MODEL)
    (made / "tokenizer.json").write_bytes(TOKENIZER)
    return made


def _settings(folder: Path | str) -> Settings:
    return Settings({"ENCODER_DIR": str(folder)})


def test_empty_is_none() -> None:
    assert load_encoder(_settings("")) is None


def test_a_folder_is_read(folder: Path) -> None:
    encoder = load_encoder(_settings(folder))
    assert encoder is not None
    assert encoder.encode(["міст"])[0] == pytest.approx((0.995, 0.0995), abs=1e-3)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(UsageError, match=f"ENCODER_DIR: there is no .*{name}"):
        load_encoder(_settings(folder))


def test_a_missing_extra_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoders, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match="extra `neural`"):
        load_encoder(_settings(folder))


def test_what_is_no_model_is_told(folder: Path) -> None:
    (folder / "model.onnx").write_bytes(b"no model")
    with pytest.raises(UsageError, match="ENCODER_DIR: the model is not readable"):
        load_encoder(_settings(folder))


def test_a_crawl_does_not_begin_without_it(tmp_path: Path) -> None:
    settings = _settings(tmp_path / "nowhere")
    settings.setdict({"OPT_OUT": "ignore", "OUTPUT_DIR": str(tmp_path), "STORE_URL": "wrong"})
    settings.set("LOG_INSTALL_ROOT_HANDLER", False)
    process = CrawlerProcess(settings)
    with pytest.raises(UsageError, match="ENCODER_DIR"):
        crawl(process, RbcUkraine.site, {})


def test_commands_tell_it_in_one_line(shell: _Shell, tmp_path: Path) -> None:
    missing = str(tmp_path / "nowhere")
    code, out, err = shell.run(rebuild, "--from", "article", ENCODER_DIR=missing)
    assert (code, out) == (2, "")
    assert err == f"scrapy rebuild: ENCODER_DIR: there is no {Path(missing) / 'model.onnx'}\n"


def test_rebuild_and_explain_use_it(shell: _Shell, folder: Path) -> None:
    pair = [
        _article("uk", 9, extra=" ".join(BRIDGE_UK)),
        _article("en", 9, extra=" ".join(BRIDGE_EN)),
    ]
    outcomes = [Outcome(site=one.site, url=one.url, state="done", article=one) for one in pair]
    with shell.store() as store:
        store.commit(outcomes, NOON)
    assert shell.run(rebuild, "--from", "article", ENCODER_DIR=str(folder))[0] == 0
    with shell.store() as store:
        encoder = load_encoder(_settings(folder))
        assert encoder is not None
        kept = store.vectors(encoder.digest, [(one.id, 1) for one in pair])
    assert len(kept) == 2
    ids = [one.id for one in pair]
    assert "encoder" in shell.run(explain, *ids, ENCODER_DIR=str(folder))[1]
    assert "encoder" not in shell.run(explain, *ids)[1]
