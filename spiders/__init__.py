"""One file of facts per site; what to do with them is in `scraper`."""
