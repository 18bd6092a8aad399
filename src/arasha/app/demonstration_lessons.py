"""What the demonstration's centre has learned before it opens: a model, and a typology that waits for a second person.

The model was taught on public payments that nobody here wrote (`app/data/drops_model/card.md`), with the command that
stands in `docs/how-to/find-drops.md`.
"""

from pathlib import Path

from arasha.domains.payments.actions import models, typologies
from arasha.domains.payments.learning import files
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.outbox.append import By

DATA = Path(__file__).parent / "data"
ANALYST, SUPERVISOR, ADMINISTRATOR = (
    By(f"person:{name}", Purpose.ADMINISTRATION) for name in ("aigerim", "daniyar", "saule")
)


def teach(*, live: bool) -> None:
    """Register the model and watch it in shadow, or have a second person make it live; propose a typology and watch it.

    It was taught on payments of another make than the simulated country's, where it warns about a quarter of innocent
    payments (see `arasha evaluate --without model`): in front of that country it only watches.
    """
    version = models.register(files.read(DATA / "drops_model"), ADMINISTRATOR).version
    models.to_shadow(version, ADMINISTRATOR)
    if live:
        models.make_live(version, SUPERVISOR, note="judged on the two weeks after its lessons")
    draft = typologies.propose(typologies.read((DATA / "typology.json").read_bytes()), ANALYST)
    typologies.to_shadow(draft.code, ANALYST)
