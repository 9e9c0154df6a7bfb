"""Addresses of the samples on /design. Stored documents have no address here."""

from django.urls import path

from wayforward.documents import views

app_name = "documents"
urlpatterns = [
    path("design/documents/<slug:sample_name>.<slug:form>", views.sample, name="sample"),
]
