"""`python -m wayforward.plan_quality`."""

import sys

from wayforward.plan_quality.cli import main

sys.exit(main(sys.argv[1:]))
