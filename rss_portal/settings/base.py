"""Settings shared by every environment; the environment modules state only what differs."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(os.environ.get("RSS_VAR_DIR", BASE_DIR / "var"))


def from_environment(name: str, default: str = "") -> str:
    """Value of NAME, or the content of the file that NAME_FILE names (secrets of containers)."""
    file_name = os.environ.get(f"{name}_FILE")
    if file_name:
        return Path(file_name).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",  # its templates, so that a form is drawn by our one field template
    "django_htmx",
    "template_partials",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csp",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "rss_portal.accounts",
    "rss_portal.changelog",
    "rss_portal.jobs",
    "rss_portal.exchange",
    "rss_portal.ui",
    "rss_portal.api",
    "rss_portal.operations",
    "rss_portal.documents",
    "rss_portal.calendar",
    "rss_portal.notices",
    "rss_portal.signing",
    "settlements",
    "standards",
    "planning_docs",
    "planning_docs.effectiveness",
    "planning_docs.monitoring",
    "infra_support",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "rss_portal.ui.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "rss_portal.changelog.middleware.OriginMiddleware",
    "rss_portal.operations.logs.RequestLogMiddleware",
    "rss_portal.ui.middleware.PlainAddressMiddleware",
    "rss_portal.accounts.middleware.SecondFactorMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "rss_portal.urls"
WSGI_APPLICATION = "rss_portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "rss_portal.ui.context.frame",
            ],
        },
    },
]

DATABASES = {
    "default": dj_database_url.parse(
        from_environment("DATABASE_URL") or f"sqlite:///{VAR_DIR / 'portal.sqlite3'}",
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if from_environment("DATABASE_PASSWORD"):
    # Apart from the address, so that containers can mount it as a secret.
    DATABASES["default"]["PASSWORD"] = from_environment("DATABASE_PASSWORD")
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # The default deferred transactions lose to "database is locked" under two writers.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536; "
            "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456;"
        ),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
AXES_ENABLE_ADMIN = False
# The register in which roles find their territories.
TERRITORY_MODEL = "settlements.Territory"
# Whether every role but the entrepreneur's needs a second factor; a demonstration only offers it.
REQUIRE_SECOND_FACTOR = from_environment("RSS_REQUIRE_OTP", "0") == "1"
OTP_TOTP_ISSUER = "RSS portal"
SESSION_COOKIE_AGE = 12 * 3600

LANGUAGE_CODE = "kk"
LANGUAGES = [("kk", _("Kazakh")), ("ru", _("Russian")), ("en", _("English"))]
# One catalogue per area, so that a change brings its own translations with it.
LOCALE_AREAS = (
    "ui",
    "operations",
    "register",
    "entry",
    "exchange",
    "standards",
    "dashboards",
    "open_data",
    "notices",
    "forms",
    "signing",
    "planning",
    "monitoring",
    "effectiveness",
    "support",
    "council",
)
LOCALE_PATHS = [BASE_DIR / "locale" / area for area in LOCALE_AREAS]
FORMAT_MODULE_PATH = ["rss_portal.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Almaty"

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(from_environment("RSS_STATIC_ROOT", str(VAR_DIR / "static")))
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / "uploads"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CELERY_TASK_ALWAYS_EAGER = False
CELERY_BROKER_URL = from_environment("REDIS_URL", "filesystem://")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
if CELERY_BROKER_URL == "filesystem://":
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(VAR_DIR / "broker"),
        "data_folder_out": str(VAR_DIR / "broker"),
        "control_folder": str(VAR_DIR / "broker-control"),
        "polling_interval": 0.2,
    }
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "socket_connect_timeout": 3,
        "socket_timeout": 30,
        "socket_keepalive": True,
    }
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CELERY_BROKER_URL}}
# A person waits while a job is sent; a broker that is down is left to the sweep after a second.
CELERY_TASK_PUBLISH_RETRY_POLICY = {
    "max_retries": 2,
    "interval_start": 0,
    "interval_step": 0.2,
    "interval_max": 0.5,
}
# A worker silent for this long is taken for dead; a waiting job is sent again after RESEND seconds.
JOBS_LEASE_SECONDS = int(from_environment("RSS_JOB_LEASE_SECONDS", "30"))
JOBS_RESEND_SECONDS = int(from_environment("RSS_JOB_RESEND_SECONDS", "30"))
JOBS_MAX_ATTEMPTS = 3
JOBS_SWEEP_SECONDS = 5
CELERY_BEAT_SCHEDULE = {
    "sweep jobs": {"task": "jobs.sweep", "schedule": JOBS_SWEEP_SECONDS},
    "duties of the day": {"task": "notices.ask_for_today", "schedule": 600},
}
# Reminders and digests go out from this hour of the day on (Asia/Almaty).
DAILY_DUTIES_HOUR = int(from_environment("RSS_DAILY_DUTIES_HOUR", "7"))
# A public form sent sooner than this after it was opened comes from a program.
PUBLIC_FORM_LEAST_SECONDS = 3
# What stands before the addresses in letters.
PORTAL_ADDRESS = from_environment("RSS_PORTAL_ADDRESS", "http://127.0.0.1:8000")

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
}
# Requests a minute: of a visitor's address, of a person, and of a person who writes.
API_RATES = {"anonymous": 600, "person": 1800, "write": 120}
SPECTACULAR_SETTINGS = {
    "TITLE": "Regional Standards Portal",
    "VERSION": "1",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "APPEND_COMPONENTS": {
        "securitySchemes": {
            "token": {"type": "http", "scheme": "bearer"},
            "session": {"type": "apiKey", "in": "cookie", "name": "sessionid"},
        }
    },
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
CSRF_FAILURE_VIEW = "rss_portal.ui.views.csrf_failure"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

# Which workbook a person may send, and what it may unpack to.
UPLOAD_MAX_BYTES = 50 * 1024 * 1024
UPLOAD_MAX_UNPACKED_BYTES = 600 * 1024 * 1024

# What `manage.py quickstart` loads into an empty portal, in this order; each command may be repeated.
QUICKSTART_STEPS = [
    ["load_calendar"],
    ["load_catalogue"],
    ["load_edition", "standards/data/2023"],
    ["load_edition", "standards/data/2019-presence"],
    ["load_published"],
    ["load_methods"],
    ["load_support"],
    ["demonstrate"],
    ["load_bodies"],
    ["demonstrate_support"],
    ["demonstrate_drafts"],
    ["demonstrate_registers"],
    ["demonstrate_planning"],
    ["load_bodies"],  # again: planning brings a second region, whose akimat is evaluated too
    ["demonstrate_effectiveness"],
]
# Reference books that an empty portal lacks, with the command that loads each; `manage.py doctor` looks.
REFERENCE_BOOKS = [
    ("calendar.CalendarYear", "manage.py load_calendar"),
    ("settlements.Direction", "manage.py load_catalogue"),
    ("settlements.Item", "manage.py load_catalogue"),
    ("settlements.Territory", "manage.py import_kato FILE"),
    ("standards.Edition", "manage.py load_edition DIRECTORY"),
    ("planning_docs.Body", "manage.py load_bodies"),
    ("effectiveness.MethodEdition", "manage.py load_methods"),
    ("infra_support.InfrastructureKind", "manage.py load_support"),
]

# Authorities whose certificates are trusted for signatures, and their revocation lists (docs/operations.md).
SIGNING_TRUST_DIRS = [Path(from_environment("RSS_SIGNING_TRUST", str(VAR_DIR / "signing" / "trust")))]
SIGNING_MAX_BYTES = 1024 * 1024  # of one signature file
NCALAYER_ADDRESS = "wss://127.0.0.1:13579"  # on the computer of the person who signs
# The stand-in for NCALayer and its authority: demonstrations and tests only.
SIGNING_STAND_IN_PORT = int(from_environment("RSS_SIGNING_STAND_IN_PORT", "13580"))
SIGNING_STAND_IN_DIR = VAR_DIR / "signing" / "stand-in"

METRICS_TOKEN = from_environment("RSS_METRICS_TOKEN")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "rss_portal.operations.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": from_environment("RSS_LOG_LEVEL", "INFO")},
    "loggers": {
        # Django's own handlers would repeat every line in another form; the request line has the status.
        "axes": {"level": "WARNING"},
        "kombu.connection": {"level": "ERROR"},
        # The sweep alone would write a line of each every five seconds.
        "celery.beat": {"level": "WARNING"},
        "celery.worker.strategy": {"level": "WARNING"},
        "celery.app.trace": {"level": "WARNING"},
        # Robots ask for any host; the request line has the status 400.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "django": {"handlers": [], "propagate": True},
        "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
        "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
    },
}
# Modules that recognise files of worked examples and check them; `manage.py verify_examples` asks each.
EXAMPLE_FORMATS = [
    "standards.examples",
    "planning_docs.effectiveness.examples",
    "infra_support.examples",
    "rss_portal.calendar.examples",
]
# Modules with measures of their own for `manage.py benchmark`: `measure() -> list[Measured]`.
BENCHMARKS = ["planning_docs.benchmark", "infra_support.benchmark"]
FILE_UPLOAD_HANDLERS = [
    "rss_portal.exchange.uploads.LimitedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# Secrets that encrypt personal data, the newest first, separated by commas; derived from SECRET_KEY without them.
PERSONAL_DATA_KEYS = [key for key in from_environment("RSS_PERSONAL_DATA_KEYS").split(",") if key]
# Largest document of an application; days after which drafts and personal data are erased (manage.py erase_personal).
DOCUMENT_MAX_BYTES = int(from_environment("RSS_DOCUMENT_MAX_MB", "20")) * 1024 * 1024
RETENTION_DRAFT_DAYS = int(from_environment("RSS_RETENTION_DRAFT_DAYS", "180"))
RETENTION_ENDED_DAYS = int(from_environment("RSS_RETENTION_ENDED_DAYS", "1825"))
# ClamAV's daemon (a path or host:port); pages say when none is configured.
CLAMAV_SOCKET = from_environment("CLAMAV_SOCKET")
