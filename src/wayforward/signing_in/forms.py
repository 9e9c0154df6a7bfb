"""What is asked when signing in: allauth's forms with our questions and our words."""

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as webauthn
from django import forms

from wayforward.people.models import User
from wayforward.signing_in.permissions import can_sign_in_by_code
from wayforward.web import fields


def email_question(**more: Any) -> fields.EmailField:
    """Return the question for the e-mail address."""
    return fields.EmailField(label="E-mail address", missing="Enter your e-mail address", **more)


def password_question(label: str = "Password", missing: str = "Enter your password") -> forms.Field:
    """Return the question for the password that somebody has."""
    return fields.PasswordField(label=label, missing=missing)


def code_question(hint: str, *, label: str = "Code") -> forms.Field:
    """Return the question for a code that is read elsewhere and typed here."""
    return fields.TextField(
        label=label,
        missing="Enter the code",
        hint=hint,
        max_length=20,
        width=10,
        autocomplete="one-time-code",
    )


class WithoutSpaces:
    """Takes a code however it is spaced."""

    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        """Return the code, checked."""
        self.cleaned_data["code"] = "".join(self.cleaned_data["code"].split())
        return super().clean_code()  # type: ignore[misc]  # of the form it is mixed into


class NewPassword:
    """Asks once for a new password: it can be shown, so twice is once too often."""

    fields: dict[str, forms.Field]
    cleaned_data: dict[str, Any]
    user: Any

    def ask_for_new_password(self) -> None:
        """Replace allauth's two questions with one."""
        self.fields.pop("password2", None)
        self.fields["password1"] = fields.PasswordField(
            label="New password",
            missing="Enter a new password",
            hint="At least 12 characters. Three words that do not belong together are good",
            autocomplete="new-password",
        )

    def clean_password1(self) -> str:
        """Return the new password, or say what is wrong with it."""
        return str(get_adapter().clean_password(self.cleaned_data["password1"], user=self.user))


class SignInForm(account.LoginForm):
    """An e-mail address and a password; never says which of the two was wrong."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = email_question(autocomplete="username")
        self.fields["password"] = password_question()


class ChangePasswordForm(NewPassword, account.ChangePasswordForm):
    """The old password and a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"] = password_question(
            "Password that you have now", "Enter the password that you have now"
        )
        self.ask_for_new_password()


class SetPasswordForm(NewPassword, account.SetPasswordForm):
    """A first password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_for_new_password()


class LowerCase:
    """An e-mail address as accounts have it; the e-mail goes to that, not to what was typed."""

    def clean_email(self) -> str:
        """Return the address in lower case."""
        return str(super().clean_email()).lower()  # type: ignore[misc]  # of the form


class ForgottenPasswordForm(LowerCase, account.ResetPasswordForm):
    """The address to send a link to; never says whether it has an account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = email_question()


class NewPasswordForm(NewPassword, account.ResetPasswordKeyForm):
    """A new password in place of a forgotten one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_for_new_password()


class PasswordAgainForm(account.ReauthenticateForm):
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = password_question()


class AskForCodeForm(account.RequestLoginCodeForm):
    """The address to send a sign-in code to: families alone get one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = email_question()

    def clean_email(self) -> str:
        """Return the address; whoever may not sign in by code is treated as unknown."""
        self._user: User | None = None
        email = super().clean_email()
        if self._user is not None and not can_sign_in_by_code(self._user):
            self._user = None
        return str(email).lower()


class EmailCodeForm(WithoutSpaces, account.ConfirmLoginCodeForm):
    """The code that was sent by e-mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_question("It is in the e-mail that we sent you")


class SecondFactorForm(WithoutSpaces, mfa.AuthenticateForm):
    """A code of the authenticator app, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_question(
            "The 6 figures that your authenticator app shows now, or one of your recovery codes"
        )


class SecondFactorAgainForm(WithoutSpaces, mfa.ReauthenticateForm):
    """The code once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_question(
            "The 6 figures that your authenticator app shows now, or one of your recovery codes"
        )


class AddAuthenticatorForm(WithoutSpaces, ActivateTOTPForm):
    """The first code of an authenticator app, which shows that the key arrived there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_question("The 6 figures that the app shows now")


def passkey_name() -> forms.Field:
    """Return the question for what to call a passkey."""
    return fields.TextField(
        label="What to call it",
        missing="Enter what to call it",
        hint="For example: work laptop",
        max_length=100,
        width=20,
    )


class AddPasskeyForm(webauthn.AddWebAuthnForm):
    """What to call the passkey; the browser brings the rest. It always asks who holds it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = passkey_name()
        self.fields["name"].required = False
        # allauth's script reads `checked` of it: a passkey is kept on the device, and verified there.
        self.fields["passwordless"] = forms.BooleanField(
            required=False, initial="on", widget=forms.HiddenInput(attrs={"checked": True})
        )


class EditPasskeyForm(webauthn.EditWebAuthnForm):
    """What to call a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = passkey_name()
