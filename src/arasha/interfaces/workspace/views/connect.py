"""Connecting an institution: code, kind and its name in three languages."""

import re

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from arasha.interfaces.workspace.access import Visit, by, page
from arasha.interfaces.workspace.typed import typed
from arasha.kernel.access import actions
from arasha.kernel.access.models import InstitutionKind
from arasha.kernel.access.roles import Right
from arasha.kernel.errors import Conflict

# A BIC is 8 or 11 letters and digits (ISO 9362); other short names are of the same letters.
CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{2,34}")
LONGEST_NAME = 160
NAMES = ("code", "kind", "name_kk", "name_ru", "name_en")


@page(Right.MANAGE_INSTITUTIONS)
def connect(request: Visit) -> HttpResponse:
    """GET gives the form; POST connects, or says what to mend."""
    values = {name: typed(request.POST, name, LONGEST_NAME) for name in NAMES}
    values["code"] = values["code"].upper()
    errors = _errors(values) if request.method == "POST" else {}
    if request.method == "POST" and not errors:
        names = {language: values[f"name_{language}"] for language in ("kk", "ru", "en")}
        try:
            made = actions.connect_institution(values["code"], InstitutionKind(values["kind"]), names, by(request))
        except Conflict:
            errors["code"] = _("An institution with this code is connected already.")
        else:
            messages.success(request, _("Connected. Now issue its first key."))
            return redirect("workspace:institution", made.number)
    context = {"values": values, "errors": errors, "kind_choices": InstitutionKind.choices}
    return render(request, "workspace/connect.html", context, status=422 if errors else 200)


def _errors(values: dict[str, str]) -> dict[str, str]:
    errors = {name: _("Write its name in this language.") for name in NAMES[2:] if not values[name]}
    if not CODE.fullmatch(values["code"]):
        errors["code"] = _("Its BIC, or 3 to 35 Latin letters, digits and hyphens.")
    if values["kind"] not in InstitutionKind.values:
        errors["kind"] = _("Choose one of those offered.")
    return errors
