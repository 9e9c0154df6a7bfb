"""Addresses of the Local Offer."""

from django.urls import path

from wayforward.local_offer import views

app_name = "local_offer"
urlpatterns = [path("", views.home, name="home")]
