"""A disk that is really full: a file system of one mebibyte, in a namespace of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
MOUNT = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-c")

SCRIPT = """
from pathlib import Path
from tests.kernel.journal.records import commit, numbers
from arasha.kernel.journal.reader import read_from
from arasha.kernel.journal.writer import DiskFull, Journal

folder = Path("{disk}/journal")
journal, acknowledged = Journal(folder, 65536), 0
try:
    while True:
        commit(journal, 100)
        acknowledged = journal.next
except DiskFull:
    pass
assert acknowledged > 10_000, acknowledged
assert numbers(read_from(folder, 0)) == list(range(acknowledged))
journal.close()
(Path("{disk}") / "another file").unlink()
journal = Journal(folder, 65536)
assert journal.next == acknowledged
commit(journal, 100)
assert numbers(read_from(folder, 0)) == list(range(acknowledged + 100))
print("kept", acknowledged)
"""


def may_mount() -> bool:
    return subprocess.run([*MOUNT, "mount -t tmpfs none /mnt"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not may_mount(), reason="this machine lets nobody mount a file system of his own")
def test_on_a_full_disk_nothing_is_acknowledged_that_is_not_kept(tmp_path: Path) -> None:
    script = tmp_path / "fill.py"
    script.write_text(SCRIPT.format(disk=tmp_path / "disk"))
    (tmp_path / "disk").mkdir()
    steps = (
        f"mount -t tmpfs -o size=1m none {tmp_path}/disk",
        f"head -c 300000 /dev/zero > '{tmp_path}/disk/another file'",
        f"PYTHONPATH={ROOT} {sys.executable} {script}",
    )
    done = subprocess.run([*MOUNT, " && ".join(steps)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.startswith("kept"), done.stderr
