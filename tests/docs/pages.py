"""The pages of the documentation, and what stands in them: links, code blocks, tables."""

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]

LINK = re.compile(r"(?<!!)\[(?P<text>[^\]]*)\]\((?P<target>[^)\s]+)\)")
BLOCK = re.compile(r"^```(?P<language>\w*)\n(?P<code>.*?)^```", re.MULTILINE | re.DOTALL)
PICTURE = re.compile(r"""!\[[^\]]*\]\((?P<markdown>[^)\s]+)\)|(?:src|srcset)="(?P<html>[^"]+)\"""")


@dataclass(frozen=True)
class Link:
    """A link of a page: the words, and where it leads."""

    page: Path
    text: str
    target: str

    @property
    def path(self) -> Path:
        """The file that it leads to."""
        return (self.page.parent / self.target.partition("#")[0]).resolve()

    @property
    def anchor(self) -> str:
        return self.target.partition("#")[2]

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}: [{self.text}]({self.target})"


def pages() -> list[Path]:
    """Every page that people read."""
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "src").rglob("*.md")])


def links(page: Path) -> list[Link]:
    """The links of a page within the repository; those in code blocks are none."""
    text = BLOCK.sub("", page.read_text())
    found = [Link(page, match["text"], match["target"]) for match in LINK.finditer(text)]
    return [link for link in found if not re.match(r"[a-z]+:", link.target)]


def pictures(page: Path) -> list[Path]:
    """The pictures that a page shows."""
    found = [match["markdown"] or match["html"] for match in PICTURE.finditer(page.read_text())]
    return [(page.parent / name).resolve() for name in found if "://" not in name]


def blocks(page: Path, language: str) -> list[str]:
    """The code blocks of a page in a language, in their order."""
    return [match["code"] for match in BLOCK.finditer(page.read_text()) if match["language"] == language]


def anchors(page: Path) -> set[str]:
    """What `#…` may name on a page: its headings, as GitHub spells them."""
    headings = re.findall(r"^#+ (.+)$", BLOCK.sub("", page.read_text()), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower().strip()).replace(" ", "-") for heading in headings}


def rows(page: Path, first: str) -> list[list[str]]:
    """The rows of the table whose first heading is `first`."""
    lines = page.read_text().splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith(f"| {first} |"))
    found = []
    for line in lines[at + 2 :]:
        if not line.startswith("|"):
            break
        found.append([cell.strip() for cell in line.strip().strip("|").split(" | ")])
    return found


@cache
def names_in(path: Path) -> frozenset[str]:
    """What a Python file defines: functions, classes, their methods (`Class.method`), and names given a value."""
    found: set[str] = set()
    for node in ast.parse(path.read_text()).body:
        found |= _names(node)
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{name}" for part in node.body for name in _names(part)}
    return frozenset(found)


def _names(node: ast.stmt) -> set[str]:
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return {node.name}
        case ast.Assign():
            return {target.id for target in node.targets if isinstance(target, ast.Name)}
        case ast.AnnAssign(target=ast.Name(id=name)):
            return {name}
        case _:
            return set()
