"""What is worth a line in the log."""

import logging


def worth_logging(record: logging.LogRecord) -> bool:
    """Tell whether `record` says something new: /healthz's 503 is its answer, not an error."""
    path = getattr(getattr(record, "request", None), "path", None)
    return not (path == "/healthz" and getattr(record, "status_code", None) == 503)
