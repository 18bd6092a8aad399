"""The documentation leads somewhere: every link, every picture, every name that it says stands in a file."""

import re
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, anchors, links, names_in, pages, pictures

PAGES = pages()
TOUR = ROOT / "docs" / "tour.md"
PATH = re.compile(r"`((?:src|tests|docs|scripts|benchmarks|requirements)/[\w./*-]+)`")
LARGEST_PICTURE = 300_000


def title(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=title)
def test_every_link_leads_to_a_file_and_a_heading_that_exist(page: Path) -> None:
    dead = [str(link) for link in links(page) if not link.path.exists()]
    lost = [
        str(link)
        for link in links(page)
        if link.anchor and link.path.suffix == ".md" and link.anchor not in anchors(link.path)
    ]
    assert not dead + lost


@pytest.mark.parametrize("page", PAGES, ids=title)
def test_every_picture_is_there_and_not_heavy(page: Path) -> None:
    for picture in pictures(page):
        assert picture.exists(), picture
        assert picture.stat().st_size <= LARGEST_PICTURE, picture


@pytest.mark.parametrize("page", PAGES, ids=title)
def test_every_name_that_a_link_into_the_code_says_stands_in_that_file(page: Path) -> None:
    named = [
        link for link in links(page) if link.path.suffix == ".py" and "/" not in link.text and ".py" not in link.text
    ]
    absent = [str(link) for link in named if link.text.strip("`") not in names_in(link.path)]
    assert not absent


@pytest.mark.parametrize("page", PAGES, ids=title)
def test_every_path_that_a_page_says_exists(page: Path) -> None:
    absent = [path for path in PATH.findall(page.read_text()) if not list(ROOT.glob(path.rstrip("/")))]
    assert not absent


def test_the_tour_names_many_things() -> None:
    named = {link.text for link in links(TOUR) if link.path.suffix == ".py"}
    assert len(named) > 50, "or the tests above prove nothing of it"
