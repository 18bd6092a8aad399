"""`python -m arasha`."""

from arasha.app.cli import main

main()
