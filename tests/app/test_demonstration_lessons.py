"""What a centre of invented people has learned before it opens."""

import pytest

from arasha.app import demonstration_lessons
from arasha.app.demonstration_lessons import DATA, MODELS
from arasha.domains.payments.learning import files
from arasha.domains.payments.queries import models
from arasha.domains.payments.queries.models_in_force import in_force

pytestmark = pytest.mark.django_db


def stages() -> dict[str, str]:
    """The shipped models by their folders, each with its stage."""
    folders = {files.version_of(files.read(DATA / name)): name for name in MODELS}
    return {folders[model.version]: str(model.stage) for model in models.models()}


def test_the_model_of_the_country_is_live_and_the_one_taught_elsewhere_watches() -> None:
    demonstration_lessons.teach(live=True)
    assert stages() == {"country_model": "live", "drops_model": "shadow"}
    assert in_force().live == files.read(DATA / "country_model")


def test_without_a_model_rules_speak_alone() -> None:
    demonstration_lessons.teach(live=False)
    assert stages() == {"country_model": "shadow", "drops_model": "draft"}
    assert in_force().live is None
