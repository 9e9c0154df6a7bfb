"""The audit app: who did what, who looked at what; append-only."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Takes back, after each migration, the grants that would let events be altered."""

    name = "wayforward.audit"
