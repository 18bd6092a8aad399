"""Django's settings, derived from the centre's own (`kernel.settings`)."""

import hmac

from django.utils.translation import gettext_lazy as _

from arasha.app import demonstration_settings
from arasha.kernel.keyring import Purpose, keyring
from arasha.kernel.languages import CATALOGUES
from arasha.kernel.settings import current
from arasha.kernel.store import database

_centre = current()

SECRET_KEY = hmac.digest(keyring().key(Purpose.WEB), b"django", "sha256").hex()
DEBUG = False
ALLOWED_HOSTS = [name.strip() for name in _centre.allowed_hosts.split(",")]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "procrastinate.contrib.django",
    "arasha.kernel.store",
    "arasha.kernel.log",
    "arasha.kernel.outbox",
    "arasha.kernel.access",
    "arasha.kernel.deliveries",
    "arasha.kernel.once",
    "arasha.kernel.allowances",
    "arasha.domains.registry",
    "arasha.domains.complaints",
    "arasha.domains.payments",
    "arasha.domains.credit",
    "arasha.domains.recovery",
    "arasha.domains.training",
    "arasha.interfaces.ui",
    "arasha.interfaces.workspace",
    "arasha.interfaces.public",
    "arasha.app.apps.CentreConfig",
]

MIDDLEWARE = [
    "arasha.interfaces.ui.security.security_headers",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "arasha.app.tracing.web.traced",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "arasha.interfaces.ui.views.errors.error_pages",
]

ROOT_URLCONF = "arasha.app.urls"
WSGI_APPLICATION = "arasha.app.wsgi.application"
DATABASES = {"default": database.django_database(database.url(_centre))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.Person"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
OTP_TOTP_ISSUER = "Arasha"
LOGIN_URL = "workspace:log-in"
CSRF_FAILURE_VIEW = "arasha.interfaces.ui.views.errors.form_expired"
# What the log-in page of a demonstration fills in; a real centre has no such thing.
DEMONSTRATION_PASSWORD = demonstration_settings.PASSWORD if _centre.demonstration else ""

# What people send stays in memory until it is sealed, never on the disk as it came; of larger requests nothing is kept.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_NAME = "arasha_session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _centre.https
SECURE_HSTS_SECONDS = 31_536_000 if _centre.https else 0
# A proxy ends TLS and says so in this header: without it the page would not know that its forms come from itself.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _centre.https else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"

LANGUAGE_CODE = "kk"
LANGUAGE_COOKIE_NAME = "arasha_language"
LOCALE_PATHS = [CATALOGUES]
LANGUAGES = [("kk", _("Kazakh")), ("ru", _("Russian")), ("en", _("English"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Almaty"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "arasha.interfaces.ui.context.screens",
                "arasha.interfaces.workspace.context.workspace",
            ],
        },
    }
]

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 365 * 24 * 3600  # addresses carry a digest of the content

# structlog writes the logs (`app.logs`); Django's own go through it.
LOGGING_CONFIG = None
