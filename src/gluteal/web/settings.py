"""Django settings in one file, read from the data folder and the environment; importing it changes nothing."""

import secrets
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from gluteal.web.folder import DATABASE, SECRET, data_folder, hosts
from gluteal.web.hosting import hosting

_WEB = Path(__file__).parent
FOLDER = data_folder()
HOSTING = hosting()
HOSTED = HOSTING.hosted


def _secret_key() -> str:
    if HOSTING.secret:
        return HOSTING.secret
    try:
        return (FOLDER / SECRET).read_text(encoding="ascii").strip()
    except OSError:
        # No store is open yet (a type checker, a test): a key for this process alone, never written.
        return secrets.token_urlsafe(50)


SECRET_KEY = _secret_key()
DEBUG = False
ALLOWED_HOSTS = [*hosts(), *([HOSTING.host] if HOSTED else [])]
CSRF_TRUSTED_ORIGINS = [HOSTING.url] if HOSTING.url else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "gluteal.web.accounts",  # before allauth: its pages take our looks
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "gluteal.web.plan",
    "gluteal.web.diary",
    "gluteal.web.exercises",
    "gluteal.web.session",
    "gluteal.web.lab",
    "gluteal.web.api",
    "gluteal.web.progress",
    "gluteal.web.learn",
    "gluteal.web.formcheck",
]

MIDDLEWARE = [
    "gluteal.web.accounts.middleware.SecureCookiesMiddleware",
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
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "gluteal.web.pages.SentenceMiddleware",
]

ROOT_URLCONF = "gluteal.web.urls"
WSGI_APPLICATION = None
ASGI_APPLICATION = "gluteal.web.asgi.application"
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
                "gluteal.web.accounts.context.reach",
            ],
            "builtins": ["gluteal.web.templatetags.words"],
        },
    }
]

_FILE: dict[str, Any] = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": FOLDER / DATABASE,
    "OPTIONS": {
        "timeout": 20,  # seconds that a second process waits for the first one's transaction
        "transaction_mode": "IMMEDIATE",  # take the write lock at once, so that waiting can work
        "init_command": "PRAGMA journal_mode=WAL;",
    },
}
DATABASES: dict[str, dict[str, Any]] = {"default": HOSTING.databases or _FILE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Rate limits have to be counted in one place: by several processes that is the database.
_SHARED = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "gluteal_cache"}
_OWN = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
CACHES = {"default": _SHARED if HOSTED else _OWN}

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_REDIRECT_URL = "today"
LOGIN_URL = "account_login" if HOSTED else "today"
ACCOUNT_ADAPTER = "gluteal.web.accounts.adapter.Accounts"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if HOSTING.mail else "none"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = HOSTING.mail is not None
ACCOUNT_LOGIN_BY_CODE_ENABLED = HOSTING.mail is not None
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# Making a plan searches for seconds, an export writes out everything.
TIMES_AN_HOUR = {"plan": 20, "export": 30}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = HOSTING.mail is not None
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = HOSTED and not HOSTING.secure  # http://localhost, for trying it out
MFA_TOTP_ISSUER = "Gluteal"
MFA_ALLOW_UNVERIFIED_EMAIL = HOSTING.mail is None  # nothing can be verified without a mail server
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if HOSTING.mail else 'dummy'}.EmailBackend"
globals().update(HOSTING.mail or {})

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_NAME = "gluteal_session"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HOSTED and HOSTING.secure
CSRF_COOKIE_NAME = "gluteal_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "gluteal.web.pages.csrf_failed"
SECURE_SSL_REDIRECT = HOSTED and HOSTING.secure
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HOSTED and HOSTING.secure else 0
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
    "loggers": {
        "django": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        # A stranger who asks for another host gets status 400; there is nothing for the log to keep.
        "django.security.DisallowedHost": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
