"""What a centre of invented people has learned before it opens: two models, and a typology that waits for a second one.

One model was taught on the past of another invented country, as a centre teaches on its own past
(`app/data/country_model/card.md`); it may be live. The other was taught on public payments that nobody here wrote
(`app/data/drops_model/card.md`); payments there are of another make, and it only watches. The commands stand in
`docs/how-to/find-drops.md`.
"""

from pathlib import Path

from arasha.domains.payments.actions import models, typologies
from arasha.domains.payments.learning import files
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.outbox.append import By

DATA = Path(__file__).parent / "data"
MODELS = ("country_model", "drops_model")
ANALYST, SUPERVISOR, ADMINISTRATOR = (
    By(f"person:{name}", Purpose.ADMINISTRATION) for name in ("aigerim", "daniyar", "saule")
)


def teach(*, live: bool) -> None:
    """Register the models; watch the country's own in shadow, or have a second person make it live and watch the other;
    propose a typology and watch it.
    """
    own, elsewhere = (models.register(files.read(DATA / name), ADMINISTRATOR).version for name in MODELS)
    models.to_shadow(own, ADMINISTRATOR)
    if live:
        models.make_live(own, SUPERVISOR, note="judged on the ten days after its lessons")
        models.to_shadow(elsewhere, ADMINISTRATOR)
    draft = typologies.propose(typologies.read((DATA / "typology.json").read_bytes()), ANALYST)
    typologies.to_shadow(draft.code, ANALYST)
