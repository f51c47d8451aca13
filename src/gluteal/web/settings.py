"""Django settings in one file, read from the data folder and the environment; importing it changes nothing."""

import secrets
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from gluteal.web.folder import DATABASE, SECRET, data_folder, hosts

_WEB = Path(__file__).parent
FOLDER = data_folder()


def _secret_key() -> str:
    try:
        return (FOLDER / SECRET).read_text(encoding="ascii").strip()
    except OSError:
        # No store is open yet (a type checker, a test): a key for this process alone, never written.
        return secrets.token_urlsafe(50)


SECRET_KEY = _secret_key()
DEBUG = False
ALLOWED_HOSTS = hosts()

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "gluteal.web.accounts",
    "gluteal.web.plan",
    "gluteal.web.diary",
    "gluteal.web.exercises",
    "gluteal.web.lab",
    "gluteal.web.api",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "gluteal.web.static_files.StaticFilesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "gluteal.web.accounts.middleware.EntryRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "gluteal.web.pages.SentenceMiddleware",
]

ROOT_URLCONF = "gluteal.web.urls"
WSGI_APPLICATION = None
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_WEB / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["gluteal.web.templatetags.words"],
        },
    }
]

DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": FOLDER / DATABASE,
        "OPTIONS": {
            "timeout": 20,  # seconds that a second process waits for the first one's transaction
            "transaction_mode": "IMMEDIATE",  # take the write lock at once, so that waiting can work
            "init_command": "PRAGMA journal_mode=WAL;",
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Person"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_NAME = "gluteal_session"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 30 * 24 * 3600
CSRF_COOKIE_NAME = "gluteal_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "gluteal.web.pages.csrf_failed"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 8_000_000  # bytes of a posted form; what is typed too long comes back to be cut
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

STATIC_URL = "static/"
STATICFILES_DIRS = [_WEB / "static"]
WHITENOISE_USE_FINDERS = True  # static files are served where they lie: nothing has to be collected
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [_WEB / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"  # what is stored; days come from the person's own clock

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"django": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
}
