"""What changed since last time becomes stories, records and files, under one publishing lease."""

from scraper.job.learning import load_knowledge
from scraper.job.meanings import find_meanings
from scraper.job.publishing import OptOut, Publishing
from scraper.job.reread import reread_pages
from scraper.job.run import JobReport, run_job
from scraper.job.scope import Scope
from scraper.job.window import match_around
from scraper.job.work import Work

__all__ = [
    "JobReport",
    "OptOut",
    "Publishing",
    "Scope",
    "Work",
    "find_meanings",
    "load_knowledge",
    "match_around",
    "reread_pages",
    "run_job",
]
