"""What stays up: the schedule that crawls, the API and the pages that show what came of it."""
