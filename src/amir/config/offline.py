"""Settings of the commands that need no database: reading lists, matching, translations."""

from pathlib import Path

from amir.core.i18n import shipped_languages

PACKAGE = Path(__file__).resolve().parent.parent

INSTALLED_APPS: list[str] = []
USE_I18N = True
USE_TZ = True
LANGUAGE_CODE = "en"
LANGUAGES = shipped_languages()
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["amir.config.formats"]
