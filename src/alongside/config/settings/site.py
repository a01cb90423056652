"""The settings of the public site: a process and a database of its own, without any room of files.

What it shows of members and services comes as a published export, and what visitors send leaves as
sealed letters: `website.exchange`.
"""

from alongside.config.settings import sources
from alongside.config.settings.common import *
from alongside.config.settings.common import (
    ALONGSIDE_APP_NAME,
    ALONGSIDE_SITE_ADDRESS,
    HOME as NODE_HOME,
)

HOME = NODE_HOME / "site"

SECRET_KEY = sources.secret_key(HOME / "secret-key")

INSTALLED_APPS = [
    "alongside.core",
    "alongside.ui",
    "alongside.website",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "alongside.website.middleware.PublicHeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    # After it: the page after leaving is in her language, not in the last visitor's.
    "alongside.website.middleware.LeftMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "alongside.website.middleware.SecondFactorMiddleware",
    "alongside.ui.middleware.ZeroByteMiddleware",
]

ROOT_URLCONF = "alongside.config.site_urls"
WSGI_APPLICATION = "alongside.config.site_wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "alongside.website.context.page",
            ],
        },
    }
]

DATABASES = {"default": sources.database(HOME, "site")}

# Whoever writes for the site. These people open no file: the node knows nothing of them.
AUTH_USER_MODEL = "website.Editor"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
SESSION_ENGINE = "alongside.website.sessions"
SESSION_COOKIE_NAME = "__Host-editor"
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
# Lax, because an editor follows links into her workplace from the mails it sends.
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "__Host-editor-csrf"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_SAMESITE = "Strict"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "alongside.website.adapters.EditorAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
# How often somebody may try. Passwords are counted by address first, so that a stranger spends her
# own tries and keeps no editor out; those at one name from everywhere only far above that. Codes
# (`login_failed`) are counted by person: nobody gets so far without the password.
ACCOUNT_RATE_LIMITS = {
    "sign_in": "20/5m/ip,200/5m/key",
    "login_failed": "5/5m/key",
}
MFA_ADAPTER = "alongside.website.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
ACCOUNT_SESSION_REMEMBER = False
MFA_TOTP_ISSUER = ALONGSIDE_APP_NAME
MFA_TOTP_TOLERANCE = 1

WAGTAIL_SITE_NAME = ALONGSIDE_APP_NAME
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES = [
    ("en", "English"),
    ("es", "Español"),
    ("bn", "বাংলা"),
    ("ne", "नेपाली"),
    ("th", "ไทย"),
    ("ar", "العربية"),
]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English"), ("es", "Español")]
WAGTAILADMIN_BASE_URL = ALONGSIDE_SITE_ADDRESS or "http://127.0.0.1:8000"
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "alongside.website.searching", "SEARCH_CONFIG": "english"}
}
# Editors publish what they write themselves; nobody waits to approve it.
WAGTAIL_WORKFLOW_ENABLED = False
# What was sent to translation has the other language's words still: nobody is to read it so.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# Both really ask a server elsewhere unless they are switched off.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60_000_000
WAGTAILDOCS_EXTENSIONS = [
    "csv", "docx", "epub", "jpg", "mp3", "mp4", "odt", "ogg", "pdf", "png", "pptx", "srt", "vtt",
    "webm", "xlsx", "zip",
]  # fmt: skip
WAGTAILDOCS_INLINE_CONTENT_TYPES = ["application/pdf"]
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
# A password for a page would put a cookie into a visitor's browser.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}

STATIC_URL = "/x/s/"
STATIC_ROOT = HOME / "static"
MEDIA_URL = "/x/m/"
MEDIA_ROOT = HOME / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "tries",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
