"""Make or refresh the virtual environment: `python3 scripts/bootstrap.py run|dev`, with Python's own library alone.

Debian's Python has no `ensurepip` unless python3-venv is installed too; then pip itself is fetched, by its checksum.
What was done is remembered in the environment, so that a second call costs a fraction of a second.
"""

import hashlib
import importlib.util
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
OLDEST = (3, 11)

PIP = "pip-26.3-py3-none-any.whl"
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
INDEX = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple")


def main(kind: str) -> None:
    """Bring the environment up to what the lock file says."""
    if sys.version_info < OLDEST:
        sys.exit(f"Arasha needs Python {OLDEST[0]}.{OLDEST[1]} or newer; this is {sys.version.split()[0]}")
    lock = ROOT / "requirements" / f"{kind}.txt"
    wanted = hashlib.sha256(lock.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    stamp = ENVIRONMENT / f"arasha-{kind}"
    if not stamp.exists() or stamp.read_text() != wanted:
        if not PYTHON.exists():
            make_environment()
        say(f"installing what requirements/{kind}.txt lists")
        pip("install", "--quiet", "--require-hashes", "-r", str(lock))
        pip("install", "--quiet", "--no-deps", "--editable", str(ROOT))
        stamp.write_text(wanted)
    subprocess.run([PYTHON, ROOT / "scripts" / "compile_messages.py"], check=True)


def make_environment() -> None:
    """A virtual environment with pip in it."""
    say("making a virtual environment in .venv")
    has_pip = importlib.util.find_spec("ensurepip") is not None
    venv.create(ENVIRONMENT, with_pip=has_pip, symlinks=True)
    if not has_pip:
        with tempfile.TemporaryDirectory() as folder:
            wheel = fetch_pip(Path(folder))
            subprocess.run([PYTHON, f"{wheel}/pip", "install", "--quiet", str(wheel)], check=True)


def fetch_pip(folder: Path) -> Path:
    """Pip's wheel from the package index (PEP 503), checked."""
    page = f"{INDEX.rstrip('/')}/pip/"
    with urllib.request.urlopen(page) as answer:
        links = re.findall(r'href="([^"#]+)', answer.read().decode())
    address = urllib.parse.urljoin(page, next(link for link in links if link.endswith(PIP)))
    with urllib.request.urlopen(address) as answer:
        content = answer.read()
    if hashlib.sha256(content).hexdigest() != PIP_SHA256:
        sys.exit(f"{address} is not the pip that this project knows: its checksum differs")
    wheel = folder / PIP
    wheel.write_bytes(content)
    return wheel


def pip(*arguments: str) -> None:
    """Run the environment's pip."""
    subprocess.run([PYTHON, "-m", "pip", "--disable-pip-version-check", *arguments], check=True)


def say(text: str) -> None:
    """Tell what takes time."""
    print(f"· {text}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
