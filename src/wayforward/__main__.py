"""`python -m wayforward WORD`: what `./wayforward WORD` does, without looking for packages first."""

import sys

from wayforward.config.launcher import main

sys.exit(main(sys.argv[1:]))
