"""Django settings of the platform. What an installation may change comes from AMIR_* variables."""

import os
from datetime import timedelta

from amir.config.database import databases
from amir.config.offline import (
    FORMAT_MODULE_PATH,
    LANGUAGE_CODE,
    LANGUAGES,
    LOCALE_PATHS,
    USE_I18N,
    USE_TZ,
)
from amir.config.own_body import body_provider
from amir.config.secret import secret_key
from amir.core.i18n import add_languages_unknown_to_django
from amir.launcher.home import Home, amir_home

HOME = Home(amir_home())

# --- what this installation is -----------------------------------------------------------------
DEBUG = False
AMIR_DEMO = os.environ.get("AMIR_DEMO") == "1"
AMIR_BIND = os.environ.get("AMIR_BIND", "127.0.0.1")
SITE_URL = os.environ.get("AMIR_SITE_URL", "http://127.0.0.1:8000")
AMIR_KEYS = os.environ.get("AMIR_KEYS", HOME.keys)
SECRET_KEY = secret_key(HOME.keys)
ALLOWED_HOSTS = os.environ.get("AMIR_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECURE = SITE_URL.startswith("https://")

# --- rooms, lowest first -----------------------------------------------------------------------
ROOMS = [
    "core", "kit", "messages", "documents", "people", "organisations", "programmes", "handbook",
    "benchmarks", "participants", "safeguarding", "recruiting", "instruments", "evidence",
    "practices", "mentoring", "reports", "coverage", "strategies", "meetings", "consultations",
    "care", "closures", "publishing", "web", "demo",
]  # fmt: skip
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "django_htmx",
    *(f"amir.{room}" for room in ROOMS),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "amir.core.middleware.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "amir.people.middleware.SessionAge",
    "amir.core.middleware.ActorMiddleware",
    "amir.kit.middleware.KeepTyped",
    "amir.kit.middleware.RefuseUnreadable",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "amir.config.urls"
WSGI_APPLICATION = "amir.config.wsgi.application"

# --- database, queue ---------------------------------------------------------------------------
DATABASES = databases()
AMIR_ASIDE = "aside"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AMIR_ACTOR_LOADER = "amir.organisations.queries.load_actor"
SILENCED_SYSTEM_CHECKS: list[str] = []
# A worker without a sign of life for so long is dead, and another one takes up its jobs.
AMIR_STALLED_SECONDS = int(os.environ.get("AMIR_STALLED_SECONDS", "30"))
PROCRASTINATE_ON_APP_READY = "amir.core.queue.use_own_connector"
PROCRASTINATE_WORKER_DEFAULTS = {
    # New jobs are announced, but nobody announces that a job need not wait for its lock any more.
    "fetch_job_polling_interval": 0.5,
    "update_heartbeat_interval": AMIR_STALLED_SECONDS / 3,
    "stalled_worker_timeout": AMIR_STALLED_SECONDS,
    # What became of work is told by its own row; the sealer alone leaves thousands of jobs a day.
    "delete_jobs": "successful",
}

# --- pages -------------------------------------------------------------------------------------
FORM_RENDERER = "amir.kit.forms.KitRenderer"
CSRF_FAILURE_VIEW = "amir.kit.views.csrf_failure"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "amir.kit.shells.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "amir.kit.templatetags.kit",
            ],
        },
    },
]
STATIC_URL = "/static/"
STATIC_ROOT = HOME.static
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = HOME.media
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024

# --- languages ---------------------------------------------------------------------------------
add_languages_unknown_to_django()
TIME_ZONE = os.environ.get("AMIR_TIME_ZONE", "Europe/Rome")
LANGUAGE_COOKIE_NAME = "language"

# --- ways in -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
# Accounts have neither a name nor an address: people.ContactLookup holds keyed digests.
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
SESSION_ENGINE = "amir.people.sessions"
SESSION_COOKIE_NAME = "amir"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = int(timedelta(days=30).total_seconds())
# A body's own sign-in (OpenID Connect); off unless its server is named.
MFA_ADAPTER = "amir.people.allauth_adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
SOCIALACCOUNT_ADAPTER = "amir.people.allauth_adapters.BodyAdapter"
SOCIALACCOUNT_PROVIDERS = body_provider()
SOCIALACCOUNT_LOGIN_ON_GET = (
    True  # a link leads there; the state in the session guards the way back
)
# How many of our own proxies stand before the web server: their addresses are not the visitor's.
AMIR_PROXIES = int(os.environ.get("AMIR_PROXIES", "0"))
# Only a proxy of our own may say that the visitor came by https.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if AMIR_PROXIES else None
# The country in which a phone number without + is read, like "IT"; empty: ask for the +.
AMIR_REGION = os.environ.get("AMIR_REGION", "")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]

# --- headers -----------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if SECURE else 0
SECURE_SSL_REDIRECT = SECURE
X_FRAME_OPTIONS = "DENY"
AMIR_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "media-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(self), payment=(), usb=()",
}

# --- mail --------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = os.environ.get("AMIR_MAIL_FROM", "amir@localhost")

# --- messages: the way out of each kind; `console`, `file`, `smtp` or the path of a class --------
AMIR_CHANNELS = {
    "mail": os.environ.get("AMIR_MAIL", "file"),
    "sms": os.environ.get("AMIR_SMS", "file"),
}
AMIR_MAIL_FOLDER = HOME.mail
# Where answers by SMS come from: `file` (AMIR_HOME/mail/in) or the path of a class.
AMIR_SMS_IN = os.environ.get("AMIR_SMS_IN", "file")
EMAIL_HOST = os.environ.get("AMIR_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("AMIR_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("AMIR_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("AMIR_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("AMIR_SMTP_TLS") == "1"
# Our own defaults: what an SMS is reckoned at (by calling code), and the most a day may cost.
AMIR_SMS_URL = os.environ.get("AMIR_SMS_URL", "")
AMIR_SMS_TOKEN = os.environ.get("AMIR_SMS_TOKEN", "")
AMIR_SMS_CENTS = {"*": 10}
AMIR_CENTS_PER_DAY = {"organisation": 2000, "person": 100, "country": 5000}

# --- logs: no personal data, one line each --------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("AMIR_LOG_LEVEL", "WARNING")},
}

__all__ = [
    "FORMAT_MODULE_PATH", "LANGUAGES", "LANGUAGE_CODE", "LOCALE_PATHS", "USE_I18N", "USE_TZ",
]  # fmt: skip
