"""What changed since last time becomes stories, records and files, under one publishing lease."""

from scraper.job.reread import reread_pages
from scraper.job.run import JobReport, Publishing, Scope, run_job

__all__ = ["JobReport", "Publishing", "Scope", "reread_pages", "run_job"]
