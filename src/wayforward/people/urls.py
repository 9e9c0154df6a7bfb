"""Addresses for signing in and out."""

from django.contrib.auth import views
from django.contrib.auth.decorators import login_not_required
from django.urls import path

from wayforward.people.forms import SignInForm

app_name = "people"
urlpatterns = [
    path(
        "sign-in",
        login_not_required(
            views.LoginView.as_view(
                template_name="people/sign_in.jinja", authentication_form=SignInForm
            )
        ),
        name="sign-in",
    ),
    path("sign-out", login_not_required(views.LogoutView.as_view()), name="sign-out"),
]
