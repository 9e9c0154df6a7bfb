"""Writes and undoes imports in processes of their own, which a test kills.

Reads lines "write IMPORT USER" or "undo IMPORT USER"; forks for each, says the number of the
process, and then how it ended. A fork begins at once, where a new Python would take a second.
"""

import datetime
import os
import sys
import uuid

import django

ON = datetime.date(2026, 11, 24)
AT = datetime.datetime(2026, 11, 24, 12, 0, tzinfo=datetime.UTC)


def main() -> None:
    """Serve until the input ends."""
    django.setup()
    from wayforward.imports.actions import undo, write  # noqa: PLC0415 -- after the set-up
    from wayforward.people.models import User  # noqa: PLC0415 -- after the set-up

    print("ready", flush=True)
    for line in sys.stdin:
        what, import_id, user_id = line.split()
        pid = os.fork()
        if pid == 0:
            by = User.objects.get(pk=user_id)
            if what == "write":
                write.write_import(uuid.UUID(import_id), by=by, on=ON, at=AT)
            else:
                undo.undo_import(uuid.UUID(import_id), by=by, at=AT)
            os._exit(0)
        print(pid, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
