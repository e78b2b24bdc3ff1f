"""Watches the files of `spiders/`, so that a scheduler that runs for long sees new sites."""

from __future__ import annotations

import importlib
import logging
import sys
from collections.abc import Mapping
from pathlib import Path

from scrapy.settings import BaseSettings

from scraper.commands.running import choose_sites, load_sites
from scraper.sites import Site

logger = logging.getLogger(__name__)


class SiteFiles:
    """The sites of some settings, read anew when their files change; `names` are those wanted.

    A file that cannot be read keeps its site as it was, with a line in the log.
    """

    def __init__(self, settings: BaseSettings, names: list[str]) -> None:
        self._settings = settings
        self._names = names
        self._known = self._stamps()

    def changed(self) -> Mapping[str, Site] | None:
        """The sites as their files state them now; None when no file has changed."""
        stamps = self._stamps()
        if stamps == self._known:
            return None
        self._known = stamps
        importlib.invalidate_caches()
        for module in self._modules():
            self._reload(module)
        try:
            return choose_sites(load_sites(self._settings), self._names)
        except Exception as error:  # whatever a half-written new file does
            logger.warning("The sites stay as they were: %s", error)
            return None

    def _packages(self) -> list[str]:
        return list(self._settings.getlist("SPIDER_MODULES"))

    def _stamps(self) -> dict[Path, int]:
        """Each file of a site with the time of its last change."""
        folders = (Path(folder) for name in self._packages() for folder in _folders(name))
        paths = (path for folder in folders for path in folder.glob("*.py"))
        return {path: stamp for path in paths if (stamp := _stamp(path)) is not None}

    def _modules(self) -> list[str]:
        """The modules of sites that were read before."""
        packages = tuple(f"{name}." for name in self._packages())
        return [name for name in sys.modules if name.startswith(packages)]

    def _reload(self, name: str) -> None:
        module = sys.modules[name]
        source = Path(getattr(module, "__file__", "") or "")
        if not source.is_file():
            del sys.modules[name]
            return
        try:
            importlib.reload(module)
        except Exception as error:  # whatever a half-written file does
            logger.warning("%s: cannot be read, it stays as it was: %s", source, error)


def _stamp(path: Path) -> int | None:
    """The time of a file's last change; None when it vanished since it was listed."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return None


def _folders(package: str) -> list[str]:
    return list(getattr(importlib.import_module(package), "__path__", ()))
