"""Stores to serve: the storage tests' own, on each engine."""

from __future__ import annotations

from tests.test_storage.conftest import opened, postgres_url, sqlite_url, store, url

__all__ = ["opened", "postgres_url", "sqlite_url", "store", "url"]
