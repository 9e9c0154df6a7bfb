"""What is worth a line in the log."""

import logging


def worth_logging(record: logging.LogRecord) -> bool:
    """Tell whether `record` says something new: /healthz's 503 is its answer, not an error."""
    path = getattr(getattr(record, "request", None), "path", None)
    return not (path == "/healthz" and getattr(record, "status_code", None) == 503)


def without_its_traceback(record: logging.LogRecord) -> bool:
    """Keep `record`, in one line: who asked for a host that is not ours needs no traceback."""
    record.exc_info = None
    return True
