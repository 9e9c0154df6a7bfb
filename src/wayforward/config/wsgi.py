"""The web server's way in."""

import os

from django.core.wsgi import get_wsgi_application

from wayforward.config.patience import SECONDS_FOR_AN_ANSWER, Patience

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wayforward.config.settings")
Patience.have(SECONDS_FOR_AN_ANSWER)
application = get_wsgi_application()
