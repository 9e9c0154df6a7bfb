"""Addresses of the design system's own pages."""

app_name = "web"
urlpatterns: list = []
