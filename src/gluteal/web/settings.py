"""Django settings: one file, read from the data folder and the environment."""

SECRET_KEY = "replaced-at-start"  # noqa: S105
INSTALLED_APPS: list[str] = []
USE_TZ = True
