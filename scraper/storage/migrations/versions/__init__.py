"""The steps from an empty database to today's tables, each with the one before it."""
