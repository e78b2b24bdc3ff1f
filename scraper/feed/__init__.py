"""Writes records as files that other programs can follow; it never reads the store."""

from scraper.feed.excerpts import cut_record
from scraper.feed.manifest import Manifest, OutputFile, read_manifest
from scraper.feed.output import write_output
from scraper.feed.records import decode_record, encode_record, read_records, record_schema

__all__ = [
    "Manifest",
    "OutputFile",
    "cut_record",
    "decode_record",
    "encode_record",
    "read_manifest",
    "read_records",
    "record_schema",
    "write_output",
]
