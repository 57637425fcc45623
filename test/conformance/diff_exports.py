"""Compares two folders of csv exports row by row, knowing nothing of snapdeck but its documentation.

    python diff_exports.py OLD NEW

Prints one JSON object: {"new": [...], "gone": [...], "unknown": [...], "aged-out": [...], "changed": {row: [columns]}}; a row
is "kind account region key". Of changed rows only the columns in OWN are looked at: what AWS says of a row itself.
"""

import csv
import datetime
import json
import pathlib
import sys

csv.field_size_limit(2**30)

# The column that tells a row of a kind from the others of its region.
KEYS = {
    "ebs-snapshot": "Snapshot ID",
    "rds-snapshot": "Snapshot ARN",
    "rds-cluster-snapshot": "Snapshot ARN",
    "efs-recovery-point": "Recovery Point ARN",
    "datasync-task": "Task ARN",
    "datasync-location": "Location ARN",
    "datasync-agent": "Agent ARN",
    "datasync-execution": "Task Execution ARN",
}

# Some of what AWS says of a row itself.
OWN = ["Status", "Size (bytes)", "Name", "Description", "Storage Tier", "Tags", "Encrypted", "KMS Key", "Schedule"]

REMEMBERED = datetime.timedelta(days=30)


def records(folder, name):
    """The records of the file whose name ends with that of a kind or a sheet."""
    for path in pathlib.Path(folder).glob(f"*-{name}.csv"):
        with open(path, encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    return []


class Scan:
    def __init__(self, folder):
        self.rows = {}
        self.outcomes = {}
        instants = []
        for line in records(folder, "coverage"):
            place = (line["Collector"], line["Account"], line["Region"])
            self.outcomes[place] = line["Outcome"]
            if line["Read At (UTC)"]:
                instants.append(instant(line["Read At (UTC)"]))
        self.started = min(instants)
        for kind, key in KEYS.items():
            for row in records(folder, kind):
                self.rows[(kind, row["Account"], row["Region"], row[key].removeprefix("'"))] = row

    def was_read(self, name):
        return self.outcomes.get(name[:3]) in ("done", "empty")


def instant(text):
    return datetime.datetime.strptime(text, "%Y-%m-%d %H:%M:%S")


def alone(name, row, other):
    """What a row is that only one scan has: None where the other one read its place."""
    if name[0] == "datasync-execution":
        began = row["Start Time (UTC)"]
        if not began:
            return "unknown"
        if instant(began) < other.started - REMEMBERED:
            return "aged-out"
    return None if other.was_read(name) else "unknown"


def main(old, new):
    found = {"new": [], "gone": [], "unknown": [], "aged-out": []}
    changed = {}
    for mine, other, what in ((new, old, "new"), (old, new, "gone")):
        for name, row in mine.rows.items():
            if name not in other.rows:
                found[alone(name, row, other) or what].append(" ".join(name))
    for name, row in new.rows.items():
        before = old.rows.get(name)
        if before is None:
            continue
        columns = [column for column in OWN if differs(before.get(column), row.get(column))]
        if columns:
            changed[" ".join(name)] = columns
    print(json.dumps({**{what: sorted(names) for what, names in found.items()}, "changed": changed}))


def differs(one, other):
    """Tags come in any order."""
    one, other = (sorted((text or "").split(", ")) for text in (one, other))
    return one != other


main(Scan(sys.argv[1]), Scan(sys.argv[2]))
