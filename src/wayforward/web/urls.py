"""Addresses of the design system's own pages."""

from django.urls import path

from wayforward.web import views

app_name = "web"
urlpatterns = [
    path("authority.css", views.authority_css, name="authority-css"),
    path("accessibility", views.accessibility, name="accessibility"),
    path("design", views.design, name="design"),
    path("design/fields", views.design_fields, name="design-fields"),
    path("design/patterns", views.design_patterns, name="design-patterns"),
    path("design/question", views.design_question, name="design-question"),
    path("design/errors/<int:status>", views.design_error, name="design-error"),
]
