"""The outputs that make up a site: one file for each, and `table`, which lists them all."""
