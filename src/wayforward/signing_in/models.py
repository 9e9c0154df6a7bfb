"""Browsers that people signed in from before, and the counters behind the limits."""

from django.db import models

from wayforward.people.models import User


class Device(models.Model):
    """A browser that somebody has signed in from: known by a cookie, of which we keep a hash."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="devices")
    token_hash = models.CharField(max_length=64)  # SHA-256, in hexadecimal
    first_used_at = models.DateTimeField()
    last_used_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="signing_in_device_once", fields=["user", "token_hash"]),
            models.CheckConstraint(
                name="signing_in_device_used_in_order",
                condition=models.Q(last_used_at__gte=models.F("first_used_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"A browser of {self.user_id}"


class Counter(models.Model):
    """A row of Django's database cache, which counts tries for every web process alike.

    A model so that the table is migrated, granted and emptied like the rest; nothing reads it here.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.cache_key
