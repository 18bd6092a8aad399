"""A program that writes a journal until it is killed, and prints what it has acknowledged."""

import sys
from pathlib import Path

from arasha.kernel.journal.writer import Journal
from tests.kernel.journal.records import commit


def main(folder: Path) -> None:
    journal = Journal(folder, 8192)
    while True:
        commit(journal, *(1 + (journal.next + place) % 5 for place in range(1 + journal.next % 3)))
        sys.stdout.write(f"{journal.next}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
