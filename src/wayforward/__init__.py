"""Wayforward: an English local authority's SEND local arrangements, end to end."""
