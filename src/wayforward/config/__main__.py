"""`python -m wayforward.config WORD` is `python -m wayforward WORD`."""

import sys

from wayforward.config.launcher import main

sys.exit(main(sys.argv[1:]))
