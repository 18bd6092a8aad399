"""The models that find drops, by stage."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from arasha.domains.payments.facts import ModelStage
from arasha.domains.payments.queries import models
from arasha.domains.payments.queries.models import Model
from arasha.interfaces.workspace import model_words
from arasha.interfaces.workspace.access import Visit, page
from arasha.interfaces.workspace.model_plots import per_cent
from arasha.interfaces.workspace.people import names_of
from arasha.kernel.access.roles import Right

# What speaks stands first, then what wants to.
ORDER = (ModelStage.LIVE, ModelStage.ROLLING_OUT, ModelStage.SHADOW, ModelStage.DRAFT, ModelStage.RETIRED)


@page(Right.SEE_DETECTION)
def show(request: Visit) -> HttpResponse:
    """All models."""
    found = sorted(models.models(), key=lambda each: ORDER.index(each.stage))
    return render(request, "workspace/models.html", {"rows": _rows(found)})


def _rows(found: list[Model]) -> list[dict[str, Any]]:
    names = names_of(each.registered_by for each in found)
    return [
        {
            "model": each,
            "stage": model_words.STAGES[each.stage],
            "badge": model_words.BADGES.get(each.stage, ""),
            "figures": [
                per_cent(each.card.figures[name].value) if name in each.card.figures else "—"
                for name in ("pr_auc", "account_pr_auc", "recall_at_0.5%")
            ],
            "name": names[each.registered_by],
        }
        for each in found
    ]
