"""`python -m wayforward.statute`: the one place in this package that asks what day it is."""

import sys
from datetime import date

from wayforward.statute.cli import main

# A command asks the day; everything below it is told.
sys.exit(main(sys.argv[1:], today=date.today()))  # noqa: TID251  (this is the command)
