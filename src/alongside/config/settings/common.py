"""What the settings of a node and of the public site have in common."""

from pathlib import Path

from csp.constants import NONE, SELF

from alongside.config.settings import sources

HOME = sources.HOME
PACKAGE = Path(__file__).resolve().parents[2]

# Debug shows the contents of variables on error pages: it cannot be switched on outside the demo.
ALONGSIDE_DEMO = sources.flag("demo", default=False)
DEBUG = ALONGSIDE_DEMO and sources.flag("debug", default=False)

# What crosses between the node and the public site lies here as files; nothing else is shared.
ALONGSIDE_EXCHANGE = Path(sources.text("exchange", str(HOME / "exchange")))

# The address visitors of the site know; without it, whatever they asked for (one of `hosts`).
ALONGSIDE_SITE_ADDRESS = sources.text("site_address", "").rstrip("/")

# Where links in mails lead.
ALONGSIDE_LINKS_TO = ALONGSIDE_SITE_ADDRESS or "http://127.0.0.1:8000"

ALONGSIDE_APP_NAME = sources.text("app_name", "Alongside")

# Where Leave leads; our own page that says nothing where this is empty.
ALONGSIDE_LEAVE_TO = sources.text("leave_to", "")

ALLOWED_HOSTS = sources.listed("hosts", ["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = sources.listed("origins", [])

FORM_RENDERER = "alongside.ui.forms.AlongsideRenderer"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Behind a proxy every address is the proxy's; this says how many of them to look through, where
# they stand near (`core.addresses`).
ALONGSIDE_PROXIES = int(sources.text("proxies", "0"))

# Nothing of a page may stay behind, and nothing of it may come from elsewhere.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"

USE_TZ = True
TIME_ZONE = sources.text("time_zone", "UTC")
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("es", "Español"),
    ("bn", "বাংলা"),
    ("ar", "العربية"),
]
# Complete catalogues; the others fall back to English where a sentence is missing.
ALONGSIDE_COMPLETE_LANGUAGES = ["en", "es", "bn"]
LOCALE_PATHS = [PACKAGE / "locale"]

WHITENOISE_USE_FINDERS = False
WHITENOISE_MAX_AGE = 60 * 60 * 24 * 30

# Mail that leaves: newsletters (node), addresses to be confirmed (site), and nothing of a file.
EMAIL_BACKEND = sources.text("email_backend", "django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST = sources.text("smtp_host", "127.0.0.1")
EMAIL_PORT = int(sources.text("smtp_port", "25"))
EMAIL_HOST_USER = sources.text("smtp_user", "")
EMAIL_HOST_PASSWORD = sources.text("smtp_password", "")
EMAIL_USE_TLS = sources.flag("smtp_starttls", default=False)
EMAIL_USE_SSL = sources.flag("smtp_tls", default=False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = sources.text("mail_from", "alliance@localhost")

# Logs say which page failed and how, never with what: request bodies and variables stay out. The
# worker sets its own loggers to tell of each task; the handler lets only what went wrong through.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "plain", "level": "WARNING"}
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": [], "level": "WARNING", "propagate": True}},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
