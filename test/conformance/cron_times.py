"""Prints when cron expressions of AWS's dialect are due, as aws-croniter works it out.

Reads a JSON file with [expression, at, before] lists, times in milliseconds since 1970: `before` is when it is said to have been due
last, or null. Answers with [next after at, next from before on, next after before] for each, null for what it finds none of, and with
null alone where it takes the expression for none. Its own last times are not asked for: of months with fewer than 31 days it knows none.
"""

import datetime
import json
import sys

from aws_croniter import AwsCroniter


def _next(cron, at, inclusive):
    if at is None:
        return None
    start = datetime.datetime.fromtimestamp(at / 1000, tz=datetime.timezone.utc)
    found = cron.get_next(start, inclusive=inclusive)[0]
    return None if found is None else round(found.timestamp() * 1000)


def _times(expression, at, before):
    try:
        cron = AwsCroniter(expression)
    except Exception:
        return None
    return [_next(cron, at, False), _next(cron, before, True), _next(cron, before, False)]


with open(sys.argv[1], encoding="utf-8") as given:
    json.dump([_times(*asked) for asked in json.load(given)], sys.stdout)
