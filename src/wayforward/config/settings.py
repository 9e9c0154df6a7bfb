"""Django's settings for every environment. What differs is read from environment variables.

docs/reference/settings.md lists the variables. Nothing that the law fixes is a setting.
"""

import csp.constants

from wayforward.config.environment import ROOT, Environment
from wayforward.config.logs import without_its_traceback, worth_logging
from wayforward.config.patience import LimitedConnection

env = Environment()

SECRET_KEY = env.text("SECRET_KEY")
DEBUG = False
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")

# The folder of one authority's local arrangements, or the name of a bundled profile.
ARRANGEMENTS = env.text("ARRANGEMENTS", "milton_keynes")

# Whether the people here are invented, which every page then says. Never in an authority's own use.
DEMO = env.flag("DEMO", default=False)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "django_linear_migrations",
    "csp",
    "procrastinate.contrib.django",
    "pgtrigger",
    "pghistory",
    "wayforward.web",
    "wayforward.audit",
    "wayforward.documents",
    "wayforward.establishments",
    "wayforward.people",
    "wayforward.imports",
    "wayforward.records",
    "wayforward.signing_in",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "wayforward.law",
    "wayforward.local_offer",
    "wayforward.sen_support",
    "wayforward.demo",
    "wayforward.config",
]

MIDDLEWARE = [
    "wayforward.config.middleware.HeadWithoutBody",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wayforward.config.middleware.RefusalsInWords",
    "wayforward.config.middleware.WithoutSlashAtTheEnd",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "wayforward.config.middleware.SignInRequired",
    "pghistory.middleware.HistoryMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "wayforward.signing_in.middleware.SessionsThatEnd",
]

ROOT_URLCONF = "wayforward.config.urls"
WSGI_APPLICATION = "wayforward.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "wayforward.config.jinja2.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "wayforward.config.navigation.page_furniture",
            ],
        },
    },
    # Django's own e-mails and the built-in form widgets.
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {},
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Migrations run as the owner of the tables; everything else as a role that cannot alter them.
AS_OWNER = env.flag("AS_OWNER", default=False)
DATABASES = {"default": env.database("DATABASE_OWNER_URL" if AS_OWNER else "DATABASE_URL")}
DATABASES["default"]["CONN_MAX_AGE"] = 0
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True  # a connection that an outage cut is replaced
DATABASES["default"]["OPTIONS"].setdefault("connect_timeout", "2")
# While the database is out of reach a page says so within seconds, and holds no thread for longer.
DATABASES["default"]["OPTIONS"]["pool"] = (
    {
        "min_size": 1,
        "max_size": env.whole_number("DATABASE_POOL", default=8),
        "timeout": 2.0,
        "reconnect_timeout": 1.0,
        "connection_class": LimitedConnection,
    }
    if env.flag("DATABASE_POOLED", default=True)
    else False
)
# The role that pages and jobs connect as; it may not change what has been audited.
DATABASE_APPLICATION_ROLE = env.database("DATABASE_URL")["USER"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "people:home"
LOGOUT_REDIRECT_URL = "local_offer:home"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "full_name"]},
    },
    {"NAME": "wayforward.signing_in.guessable.OurOwnWordsValidator"},
    {"NAME": "wayforward.signing_in.pwned.PwnedPasswordValidator"},
]
# Hashes of stolen passwords, where the authority supplies them.
PWNED_PASSWORDS_FILE = env.text("PWNED_PASSWORDS_FILE", "")

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "var" / "static"
STATICFILES_DIRS = [ROOT / "var" / "assets"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "wayforward.config.storage.HashedAssets"},
    "documents": {
        "BACKEND": "wayforward.documents.storage.FolderStorage",
        "OPTIONS": {"location": env.text("DOCUMENTS_FOLDER", str(ROOT / "var" / "documents"))},
    },
}

# Served over HTTPS everywhere but on a laptop's own localhost.
HTTPS = env.flag("HTTPS", default=True)
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = ["^healthz$"]  # asked by the proxy and the launcher, behind the HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
BEHIND_PROXY = env.flag("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
# The prefix makes a browser refuse the cookie from any other host, and without HTTPS.
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrftoken"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
# A session ends when it was left for an hour, and twelve hours after it began whatever was done.
SESSION_IDLE = env.whole_number("SESSION_IDLE_MINUTES", default=60) * 60  # seconds
SESSION_LONGEST = env.whole_number("SESSION_LONGEST_HOURS", default=12) * 3600  # seconds
SESSION_COOKIE_AGE = SESSION_LONGEST
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "wayforward.web.views.csrf_refused"
SILENCED_SYSTEM_CHECKS: list[str] = []

# Signing in, by django-allauth. How it does things here is in signing_in/adapters.py.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "wayforward.signing_in.adapters.AccountAdapter"
ACCOUNT_TEMPLATE_EXTENSION = "jinja"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # nobody signs up; it also says what accounts have
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# Whoever makes an account vouches for its address; signing in waits for no e-mail.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False  # a session also ends with the browser
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,5/5m/key"}  # a school shares one address
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60  # seconds
ACCOUNT_FORMS = {
    "login": "wayforward.signing_in.forms.SignInForm",
    "change_password": "wayforward.signing_in.forms.ChangePasswordForm",
    "set_password": "wayforward.signing_in.forms.SetPasswordForm",
    "reset_password": "wayforward.signing_in.forms.ForgottenPasswordForm",
    "reset_password_from_key": "wayforward.signing_in.forms.NewPasswordForm",
    "reauthenticate": "wayforward.signing_in.forms.PasswordAgainForm",
    "request_login_code": "wayforward.signing_in.forms.AskForCodeForm",
    "confirm_login_code": "wayforward.signing_in.forms.EmailCodeForm",
}
MFA_ADAPTER = "wayforward.signing_in.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1  # a code also works for half a minute more
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a passkey alone then shows two things
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_FORMS = {
    "authenticate": "wayforward.signing_in.forms.SecondFactorForm",
    "reauthenticate": "wayforward.signing_in.forms.SecondFactorAgainForm",
    "activate_totp": "wayforward.signing_in.forms.AddAuthenticatorForm",
    "add_webauthn": "wayforward.signing_in.forms.AddPasskeyForm",
    "edit_webauthn": "wayforward.signing_in.forms.EditPasskeyForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0
# The sign-in services of the council and of schools: for people who have an account here already.
OIDC_PROVIDERS = env.oidc_providers()
SOCIALACCOUNT_ADAPTER = "wayforward.signing_in.adapters.SocialAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"APPS": [provider.as_app() for provider in OIDC_PROVIDERS]}
}
SOCIALACCOUNT_AUTO_SIGNUP = False
# The limits on tries are counted in the database, so every web process knows of them.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "signing_in_counter",
    }
}

# E-mail: by a mail server, or else into files, which are read on the machine itself.
EMAIL_HOST = env.text("EMAIL_HOST", "")
EMAIL_PORT = env.whole_number("EMAIL_PORT", default=587)
EMAIL_HOST_USER = env.text("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_TLS", default=True)
EMAIL_TIMEOUT = 10  # seconds
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = ROOT / "var" / "mail"
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "send@localhost")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [csp.constants.NONE],
        "script-src": [csp.constants.SELF, csp.constants.NONCE],
        "style-src": [csp.constants.SELF],
        "img-src": [csp.constants.SELF],
        "media-src": [csp.constants.SELF],
        "font-src": [csp.constants.SELF],
        "connect-src": [csp.constants.SELF],
        "manifest-src": [csp.constants.SELF],
        "form-action": [csp.constants.SELF, *(provider.origin for provider in OIDC_PROVIDERS)],
        "base-uri": [csp.constants.NONE],
        "frame-ancestors": [csp.constants.NONE],
    }
}

# Uploads: the largest, who looks for viruses, and what happens while nobody does.
DOCUMENTS_LARGEST = env.whole_number("DOCUMENTS_LARGEST_MB", default=50) * 1_000_000  # bytes
CLAMAV_ADDRESS = env.text("CLAMAV_ADDRESS", "")
DOCUMENTS_WITHOUT_SCANNER = env.choice(
    "DOCUMENTS_WITHOUT_SCANNER", {"hold", "release"}, default="hold"
)
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "wayforward.web.uploads.BoundedUpload",
]
LARGEST_UPLOAD = DOCUMENTS_LARGEST  # bytes of one file that a form writes to disk
DOCUMENT_FONTS = ROOT / "var" / "document-fonts"  # set up with the front-end assets

# A request larger than any form here needs is refused before it is read.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# The heads of the audit chain, one line a sealing: kept where the database's keepers cannot write.
AUDIT_HEAD_FILE = env.text(
    "AUDIT_HEAD_FILE", str(ROOT / "var" / f"audit-head-{DATABASES['default']['NAME']}.jsonl")
)

# Only what is sent changes a record: its history then says who sent it.
PGHISTORY_MIDDLEWARE_METHODS = ("POST",)

PROCRASTINATE_ON_APP_READY = None
# A job that ended well is forgotten: what it did is in the records. One that failed is kept.
PROCRASTINATE_WORKER_DEFAULTS = {"delete_jobs": "successful"}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {
        "worth-logging": {
            "()": "django.utils.log.CallbackFilter",
            "callback": worth_logging,
        },
        "one-line": {
            "()": "django.utils.log.CallbackFilter",
            "callback": without_its_traceback,
        },
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        "django.request": {"filters": ["worth-logging"]},
        "django.security.DisallowedHost": {"filters": ["one-line"]},
    },
    "root": {"handlers": ["stderr"], "level": env.text("LOG_LEVEL", "WARNING")},
}
