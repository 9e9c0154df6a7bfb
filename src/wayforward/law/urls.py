"""Addresses of the law in plain words."""

from django.urls import path

from wayforward.law import views

app_name = "law"
urlpatterns = [
    path("law", views.rule_list, name="rule-list"),
    path("law/rules/<str:rule_id>", views.rule, name="rule"),
    path("law/calculator", views.calculator, name="calculator"),
    path("law/calculator.ics", views.calculator_file, name="calculator-file"),
]
