"""The addresses of the web: preferences at the root, everything that people read under its language."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from arasha.interfaces.ui.views.gallery import gallery

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", include("arasha.interfaces.api.urls")),
    path("", include("arasha.interfaces.ui.urls")),
    *i18n_patterns(
        path("ui/", gallery, name="gallery"),
        path("help/", include("arasha.interfaces.public.urls")),
        path("", include("arasha.interfaces.workspace.urls")),
    ),
]

handler400 = "arasha.interfaces.ui.views.errors.bad_request"
handler403 = "arasha.interfaces.ui.views.errors.forbidden"
handler404 = "arasha.interfaces.ui.views.errors.not_found"
handler500 = "arasha.interfaces.ui.views.errors.broken"
