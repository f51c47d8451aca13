"""The Django project: the store, the pages, and later accounts, API and live form."""
