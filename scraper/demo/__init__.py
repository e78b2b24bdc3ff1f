"""A replica of the first site with invented news, served on loopback for demos and tests."""
