"""The jobs of signing in: invitations."""

import logging

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from wayforward.people.models import User
from wayforward.signing_in import jobs
from wayforward.signing_in.permissions import can_sign_in_by_code
from wayforward.web.authority import current

log = logging.getLogger(__name__)

# Eight tries, each wait three times as long as the last: over two hours.
UNTIL_IT_IS_SENT = RetryStrategy(max_attempts=8, exponential_wait=3)
DAY = 86_400  # seconds


@app.task(name=jobs.SEND_INVITATION, retry=UNTIL_IT_IS_SENT)
def send_invitation(user_id: str, site: str) -> None:
    """Send somebody the way in: families where to ask for a code, others a link to set a password.

    The link works once, and no longer than one for a forgotten password. It is made here and is
    kept in no table.
    """
    user = User.objects.get(pk=user_id)
    if not user.is_active:
        log.warning("An invitation was not sent: the account is closed")
        return
    if can_sign_in_by_code(user):
        kind, path = "family", reverse("account_request_login_code")
    else:
        kind = "staff"
        key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
        path = reverse("account_reset_password_from_key", kwargs=key)
    shown = {
        "name": user.full_name,
        "email": user.email,
        "link": f"{site}{path}",
        "forgotten": f"{site}{reverse('account_reset_password')}",
        "days": settings.PASSWORD_RESET_TIMEOUT // DAY,
        "authority": current().name,
    }
    send_mail(
        f"Your account at {current().name}",
        render_to_string(f"account/email/invitation_{kind}.txt", shown),
        None,
        [user.email],
    )
