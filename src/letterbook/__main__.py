"""`python -m letterbook`."""

from letterbook.cli import main

main(prog_name="letterbook")
