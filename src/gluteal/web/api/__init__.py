"""The API: everything the pages do, for programs and for the phone; described at `/api/openapi.json`."""
