"""The settings of a node. Only what is named in `docs/operations.md` is meant to be changed."""

from pathlib import Path

from alongside.config.settings import sources
from alongside.config.settings.common import *
from alongside.config.settings.common import ALONGSIDE_APP_NAME, HOME

ALONGSIDE_PEPPER_FILE = Path(sources.text("pepper_file", str(HOME / "pepper")))
ALONGSIDE_MEDIA = Path(sources.text("media", str(HOME / "media")))
# The socket of a virus scanner (clamd) on this machine: a path, or host:port. Empty: none looks.
ALONGSIDE_CLAMD = sources.text("clamd", "")
# Keys of newsletters on their way, each until its last mail went; may be a folder in memory.
ALONGSIDE_SENDING_KEYS = Path(sources.text("sending_keys", str(HOME / "sending")))
ALONGSIDE_ARGON2 = (3, 128 * 1024 * 1024)
ALONGSIDE_IDLE_SECONDS = 10 * 60
ALONGSIDE_SESSION_SECONDS = 10 * 60 * 60

SECRET_KEY = sources.secret_key(HOME / "secret-key")

LOCAL_APPS = [
    "alongside.core",
    "alongside.ui",
    "alongside.vault",
    "alongside.audit",
    "alongside.organisations",
    "alongside.questionnaires",
    "alongside.consent",
    "alongside.alliance",
    "alongside.casework",
    "alongside.referrals",
    "alongside.keeping",
    "alongside.evidence",
    "alongside.desk",
]
INSTALLED_APPS = [
    *LOCAL_APPS,
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "alongside.ui.middleware.PrivacyHeadersMiddleware",
    "alongside.organisations.sessions.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "alongside.organisations.middleware.UnlockMiddleware",
    "alongside.casework.middleware.WordsMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "alongside.audit.middleware.FailClosedMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "alongside.ui.middleware.ZeroByteMiddleware",
]

ROOT_URLCONF = "alongside.config.urls"
WSGI_APPLICATION = "alongside.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "alongside.ui.context.page",
                # After it: an organisation's own neutral name replaces the node's.
                "alongside.organisations.context.name",
            ],
        },
    }
]
DATABASES = {"default": sources.database(HOME)}

# Signing in: one Argon2id run opens the keys; the second factor is django-allauth's.
AUTH_USER_MODEL = "organisations.User"
AUTHENTICATION_BACKENDS = ["alongside.organisations.backend.KeyBackend"]
LOGIN_URL = "organisations:sign_in"
LOGIN_REDIRECT_URL = "desk:today"
SESSION_ENGINE = "alongside.organisations.sessions"
SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_AGE = ALONGSIDE_SESSION_SECONDS
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "alongside.ui.views.form_expired"

AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

ACCOUNT_ADAPTER = "alongside.organisations.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "sign_in_name"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
MFA_ADAPTER = "alongside.organisations.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_TOTP_ISSUER = ALONGSIDE_APP_NAME
# Phones' clocks are often half a minute off.
MFA_TOTP_TOLERANCE = 1
# How often somebody may be wrong. Strangers share the tries at one name; a browser that has signed
# in with that name before has tries of its own, so that nobody can lock its owner out by guessing.
ACCOUNT_RATE_LIMITS = {
    "sign_in": "300/5m/ip,5/5m/key",
    "sign_in_known": "10/5m/key",
    "second_factor": "6/5m/key",
    "recovery": "20/5m/ip,10/5m/key",
    "invitation": "30/5m/ip",
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1500
# Held in memory, up to a bound; documents of a file are sealed as they arrive instead
# (`casework.attached.uploads`). No upload ever rests on disk in clear.
FILE_UPLOAD_HANDLERS = ["alongside.ui.uploads.BoundedMemoryUploadHandler"]

LANGUAGE_COOKIE_NAME = "__Host-language"
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
LANGUAGE_COOKIE_SECURE = True
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Strict"

STATIC_URL = "/s/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Messages are two lines of our own words; they ride in the sealed session, never in a cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# In the database, because tries are counted across worker processes; nothing else is cached there.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "tries",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# How many newsletters leave in one minute; a provider that counts wants fewer.
ALONGSIDE_MAIL_BATCH = int(sources.text("mail_batch", "50"))
