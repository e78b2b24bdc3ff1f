"""Tlumach: collects, matches, cleans and aligns the language versions of news articles."""
