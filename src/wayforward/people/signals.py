"""What other apps may follow up. Nothing that the law asks for depends on it."""

from django.dispatch import Signal

# Somebody was invited: `user` is the account, `site` how its address begins ("https://send.example").
# Sent inside the transaction.
invited = Signal()
