"""Text in three languages, seen without a model: units that matching and alignment share."""
