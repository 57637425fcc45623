"""Prints what boto3 answered as JSON that says the same to another language."""

import datetime
import json
import sys


def _plain(value):
    if isinstance(value, datetime.datetime):
        # Rounded, as JavaScript's clients read the microseconds that an emulator may give; AWS gives none.
        utc = value.astimezone(datetime.timezone.utc) + datetime.timedelta(microseconds=500)
        return utc.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    raise TypeError(f"{type(value).__name__} has no JSON")


def write_line(answer):
    """One line on standard output; instants are ISO 8601 in UTC, to the millisecond."""
    json.dump(answer, sys.stdout, default=_plain)
    sys.stdout.write("\n")
    sys.stdout.flush()
