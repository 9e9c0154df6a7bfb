"""Addresses of the record of establishments, for administrators."""

from django.urls import path

from wayforward.establishments import views

app_name = "establishments"
urlpatterns = [
    path("establishments", views.place_list, name="place-list"),
    path("establishments/add", views.add_place, name="add-place"),
    path("establishments/<uuid:pk>", views.place, name="place"),
    path("establishments/<uuid:pk>/close", views.close_place, name="close-place"),
    path("establishments/<uuid:pk>/provision", views.add_provision, name="add-provision"),
    path("establishments/<uuid:pk>/section-41", views.add_section_41, name="add-section-41"),
    path("establishments/provision/<int:pk>/end", views.end_provision, name="end-provision"),
    path("establishments/section-41/<uuid:pk>/end", views.end_section_41, name="end-section-41"),
]
