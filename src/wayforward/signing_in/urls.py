"""Addresses of signing in: of allauth's, those alone that are needed, each with a page of ours.

The names are allauth's own, which its code asks for.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as socialaccount
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from allauth.usersessions import views as usersessions
from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path
from django.views.decorators.http import require_POST

urlpatterns = [
    path("sign-in", account.login, name="account_login"),
    path("sign-out", login_not_required(require_POST(account.logout)), name="account_logout"),
    path("sign-in/closed", account.account_inactive, name="account_inactive"),
    path("sign-up", account.signup, name="account_signup"),  # says that nobody signs up
    path("sign-in/again", account.reauthenticate, name="account_reauthenticate"),
    # a code by e-mail, for families
    path("sign-in/code", account.request_login_code, name="account_request_login_code"),
    path("sign-in/code/enter", account.confirm_login_code, name="account_confirm_login_code"),
    # the second factor
    path("sign-in/second", login_not_required(mfa.authenticate), name="mfa_authenticate"),
    path("sign-in/second/again", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("sign-in/passkey", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path(
        "sign-in/passkey/again",
        webauthn.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    # a council's or a school's own service
    path("sign-in/with/<slug:provider_id>", openid_connect.login, name="openid_connect_login"),
    path(
        "sign-in/with/<slug:provider_id>/back",
        openid_connect.callback,
        name="openid_connect_callback",
    ),
    path(
        "sign-in/with-another/cancelled",
        socialaccount.login_cancelled,
        name="socialaccount_login_cancelled",
    ),
    path(
        "sign-in/with-another/failed",
        login_not_required(socialaccount.login_error),
        name="socialaccount_login_error",
    ),
    # passwords
    path("password/change", account.password_change, name="account_change_password"),
    path("password/set", account.password_set, name="account_set_password"),
    path("password/forgotten", account.password_reset, name="account_reset_password"),
    path(
        "password/forgotten/sent", account.password_reset_done, name="account_reset_password_done"
    ),
    re_path(  # the dash is allauth's
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/new/saved",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    # how somebody signs in
    path("account", mfa.index, name="mfa_index"),
    path("account/app", totp.activate_totp, name="mfa_activate_totp"),
    path("account/app/remove", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/passkeys", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("account/passkeys/add", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("account/passkeys/<int:pk>/name", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("account/passkeys/<int:pk>/remove", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path(
        "account/recovery-codes",
        recovery_codes.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        "account/recovery-codes/new",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/recovery-codes/file",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("account/sessions", usersessions.list_usersessions, name="usersessions_list"),
]
