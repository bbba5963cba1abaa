"""Finds personal data in texts: contacts, numbers that identify a person, dates of birth, bank numbers, coordinates.

Each kind has a table of detectors (`emails`, `phones` …). A detector is a pattern with examples and counterexamples,
which a test checks. `find` runs all of them over a folded text in one pass.
"""
