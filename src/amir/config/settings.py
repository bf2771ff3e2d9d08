"""Django settings. So far only what translation needs; the web comes with its rooms."""

from pathlib import Path

from amir.core.i18n import shipped_languages

PACKAGE = Path(__file__).resolve().parent.parent

INSTALLED_APPS: list[str] = []
USE_I18N = True
USE_TZ = True
LANGUAGE_CODE = "en"
LANGUAGES = shipped_languages()
LOCALE_PATHS = [PACKAGE / "locale"]
