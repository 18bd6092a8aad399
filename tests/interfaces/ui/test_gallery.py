"""The page of components: in demonstrations only, and never with a text left untranslated."""

import msgspec
import pytest
from django.test import Client as Browser

from arasha.interfaces.ui.views import gallery
from arasha.kernel import settings


@pytest.fixture
def in_a_demonstration(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = msgspec.structs.replace(settings.current(), demonstration=True)
    monkeypatch.setattr(gallery, "current", lambda: shown)


def test_a_real_centre_has_no_page_of_components(db: None) -> None:
    assert Browser().get("/en/ui/").status_code == 404


@pytest.mark.usefixtures("in_a_demonstration")
@pytest.mark.parametrize(
    ("language", "title"), [("kk", "Құрамдас бөліктер"), ("ru", "Компоненты"), ("en", "Components")]
)
def test_a_demonstration_shows_every_component(db: None, language: str, title: str) -> None:
    answer = Browser().get(f"/{language}/ui/")
    assert answer.status_code == 200
    assert title in answer.content.decode()
