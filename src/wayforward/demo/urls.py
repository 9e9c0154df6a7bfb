"""Addresses of the demonstration."""

from django.urls import path

from wayforward.demo import views

app_name = "demo"
urlpatterns = [path("demo", views.sign_in_as, name="sign-in-as")]
