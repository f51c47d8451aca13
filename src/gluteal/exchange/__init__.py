"""Files in and out: exports of other trackers, the full round trip, calendars."""
