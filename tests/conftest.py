"""Django is needed by the tests for its translations only."""

import os

import django

from amir.core.i18n import compile_catalogues

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amir.config.settings")
compile_catalogues()
django.setup()
