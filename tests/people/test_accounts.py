"""Making accounts: what is kept, what is audited, what is refused."""

import pytest
from django.core.management import CommandError, call_command

from wayforward.audit.models import Event
from wayforward.people.actions.accounts import AccountRefused, create_account
from wayforward.people.models import User
from wayforward.people.roles import ROLES

ADA = {"email": "Ada@Example.org", "full_name": " Ada Example ", "role": "staff"}


@pytest.mark.django_db
def test_an_account_is_kept_and_audited():
    user = create_account(**ADA, password="a long invented one", by=None)
    user.refresh_from_db()
    assert (user.email, user.full_name, user.role) == ("ada@example.org", "Ada Example", "staff")
    assert user.check_password("a long invented one")
    event = Event.objects.get()
    assert (event.action, event.subject_id, event.facts) == (
        "people.created_account",
        str(user.pk),
        {"role": "staff"},
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"email": "ada"}, "'ada' is no e-mail address."),
        ({"full_name": "  "}, "Give the person's full name."),
        (
            {"role": "wizard"},
            f"There is no role 'wizard'. The roles are {', '.join(ROLES)}.",
        ),
        ({"email": "TAKEN@example.org"}, "TAKEN@example.org has an account already."),
    ],
)
def test_a_wrong_account_is_refused_and_nothing_is_written(wrong, reason):
    User.objects.create_user("taken@example.org", full_name="Somebody Else")
    with pytest.raises(AccountRefused, match="^" + reason.replace(".", r"\.") + "$"):
        create_account(**(ADA | wrong), password="x", by=None)
    assert User.objects.count() == 1
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_the_command_prints_a_password_that_signs_in(client, capsys):
    call_command("create_account", "ada@example.org", "Ada Example", "--role=administrator")
    told, password = capsys.readouterr().out.strip().splitlines()
    assert told == "Ada Example can sign in at /sign-in as ada@example.org with:"
    assert client.login(email="ada@example.org", password=password)
    with pytest.raises(CommandError, match="has an account already"):
        call_command("create_account", "ada@example.org", "Ada Example")
