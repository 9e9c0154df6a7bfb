"""Django's command line. `./wayforward manage ...` also starts the database when it must."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wayforward.config.settings")
    execute_from_command_line(sys.argv)
