"""Parallel text as files of the field's formats, written as a stream and appearing whole."""

from scraper.feed.exports.formats import FORMATS, ExportError, export_segments

__all__ = ["FORMATS", "ExportError", "export_segments"]
