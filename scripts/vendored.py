"""Files taken from other projects: `check` compares them with their checksums, `sprite FOLDER` makes the icons' sprite.

`VENDORED.toml` says what each file is, under which licence it comes and from where. FOLDER is the `icons/outline`
folder of the package @tabler/icons.
"""

import hashlib
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
LIST = ROOT / "src" / "arasha" / "interfaces" / "ui" / "VENDORED.toml"
SHAPE = re.compile(r"<(?:path|circle|rect|line|polyline)\b[^>]*/>")
GROUND = 'stroke="none"'


def packages() -> list[dict[str, Any]]:
    """What is vendored."""
    listed: list[dict[str, Any]] = tomllib.loads(LIST.read_text())["package"]
    return listed


def problems() -> list[str]:
    """Files that are missing, changed or not listed."""
    listed = {ROOT / name: digest for package in packages() for name, digest in package["files"].items()}
    found = [f"{path.relative_to(ROOT)}: {wrong}" for path, digest in listed.items() if (wrong := _wrong(path, digest))]
    folders = {ROOT / package["folder"] for package in packages()}
    there = {path for folder in folders for path in folder.rglob("*") if path.is_file()}
    return found + [f"{path.relative_to(ROOT)}: not in VENDORED.toml" for path in sorted(there - set(listed))]


def _wrong(path: Path, digest: str) -> str:
    if not path.is_file():
        return "missing"
    return "" if hashlib.sha256(path.read_bytes()).hexdigest() == digest else "not the file that VENDORED.toml names"


def sprite(folder: Path) -> str:
    """The icons that we use, as one SVG of symbols."""
    (icons,) = (package for package in packages() if "icons" in package)
    symbols = "".join(
        f'<symbol id="{name}" viewBox="0 0 24 24">{_shapes((folder / f"{name}.svg").read_text())}</symbol>\n'
        for name in icons["icons"]
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}</svg>\n'


def _shapes(svg: str) -> str:
    return "".join(shape for shape in SHAPE.findall(svg) if GROUND not in shape)


def main(command: str, *arguments: str) -> int:
    """Run a command; returns the exit status."""
    if command == "sprite":
        (icons,) = (package for package in packages() if "icons" in package)
        (ROOT / icons["folder"] / "sprite.svg").write_text(sprite(Path(arguments[0])))
        return 0
    wrong = problems()
    print("\n".join(wrong) or f"{sum(len(package['files']) for package in packages())} vendored files are as listed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*(sys.argv[1:] or ["check"])))
