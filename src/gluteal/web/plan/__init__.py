"""The person's profile and programme, and the pages Today, Programme and Start."""
