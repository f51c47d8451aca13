"""Third-party front-end packages and pose models: named and hashed here, fetched once into the user's cache."""
