"""Signing in."""

from django.contrib.auth.forms import AuthenticationForm

from wayforward.web import fields


class SignInForm(AuthenticationForm):
    """An e-mail address and a password; never says which of the two was wrong."""

    username = fields.EmailField(
        label="E-mail address", missing="Enter your e-mail address", autocomplete="username"
    )
    password = fields.PasswordField(label="Password", missing="Enter your password")

    error_messages = {
        "invalid_login": (
            "The e-mail address and password do not belong together. Check both and try again"
        ),
        "inactive": "This account is closed. Ask the administrator of this site",
    }
