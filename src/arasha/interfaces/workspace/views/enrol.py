"""Enrolment of an authenticator at the first log-in, when the person has none."""

from base64 import b32encode

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django_otp.plugins.otp_totp.models import TOTPDevice

from arasha.interfaces.workspace.views.log_in import enter, waiting, wrong_code


def enrol(request: HttpRequest) -> HttpResponse:
    """Show the secret as a QR code and by letters; a first good code confirms the device."""
    person = waiting(request)
    if person is None:
        return redirect("workspace:log-in")
    if TOTPDevice.objects.filter(user=person, confirmed=True).exists():
        return redirect("workspace:code")
    device, _ = TOTPDevice.objects.get_or_create(user=person, confirmed=False, defaults={"name": "authenticator"})
    error = ""
    if request.method == "POST":
        error = wrong_code(device, request.POST.get("code", ""))
        if not error:
            device.confirmed = True
            device.save(update_fields=["confirmed"])
            return enter(request, person, device)
    letters = b32encode(device.bin_key).decode().rstrip("=")
    context = {
        "error": error,
        "picture": segno.make(device.config_url, error="m").svg_data_uri(scale=5, border=2),
        "letters": " ".join(letters[at : at + 4] for at in range(0, len(letters), 4)),
    }
    return render(request, "workspace/enrol.html", context, status=422 if error else 200)
