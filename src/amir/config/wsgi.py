"""What the web server runs. Refuses to start with a route that does not say who may use it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amir.config.settings")
application = get_wsgi_application()

from amir.core.routes import refuse_unguarded  # noqa: E402  needs the apps to stand

refuse_unguarded()
