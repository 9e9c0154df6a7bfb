"""Requests for records, how long records are kept, and how they go."""
