"""Every address of the site, app by app."""

from django.urls import include, path

from wayforward.config.views import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", include("wayforward.web.urls")),
    path("", include("wayforward.demo.urls")),
    path("", include("wayforward.documents.urls")),
    path("", include("wayforward.signing_in.urls")),
    path("", include("wayforward.people.urls")),
    path("", include("wayforward.imports.urls")),
    path("", include("wayforward.records.urls")),
    path("", include("wayforward.establishments.urls")),
    path("", include("wayforward.law.urls")),
    path("", include("wayforward.local_offer.urls")),
    path("", include("wayforward.sen_support.urls")),
]

handler429 = "wayforward.web.views.too_many"  # asked for by allauth
handler400 = "wayforward.web.views.bad_request"
handler403 = "wayforward.web.views.forbidden"
handler404 = "wayforward.web.views.not_found"
handler500 = "wayforward.web.views.server_error"
