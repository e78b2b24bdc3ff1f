"""Tests of the store, on SQLite and, where a server answers, on PostgreSQL."""
