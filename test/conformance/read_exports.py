"""Reads what snapdeck exported with readers of Python's own, beside the scan file it came from, as one JSON line.

    read_exports.py --scan FILE [--xlsx FILE]... [--csv FILE]... [--ndjson FILE]
"""

import argparse
import csv
import datetime
import json
import sqlite3

import openpyxl

from plain_json import write_line


def cell(value):
    """A cell as `{"as": what it is, "value": ..., "format": how Excel shows it}`; None for an empty one."""
    given = value.value
    if given is None:
        return None
    if value.data_type == "f":
        return {"as": "formula", "value": str(given)}
    if isinstance(given, bool):
        return {"as": "boolean", "value": given}
    if isinstance(given, str):
        return {"as": "text", "value": given}
    shown = {"format": value.number_format}
    if isinstance(given, (int, float)):
        return {"as": "number", "value": given, **shown}
    if isinstance(given, datetime.datetime):
        return {"as": "instant", "value": given.replace(tzinfo=datetime.timezone.utc), **shown}
    return {"as": "duration", "value": milliseconds(given), **shown}


def milliseconds(value):
    if isinstance(value, datetime.time):
        value = datetime.datetime.combine(datetime.date.min, value) - datetime.datetime.min
    return round(value.total_seconds() * 1000)


def workbook(file):
    return {
        sheet.title: {
            "frozen": sheet.freeze_panes,
            "filter": sheet.auto_filter.ref,
            "dimensions": sheet.dimensions,
            "cells": [[cell(value) for value in row] for row in sheet.iter_rows()],
        }
        for sheet in openpyxl.load_workbook(file)
    }


def records(file):
    with open(file, encoding="utf-8-sig", newline="") as opened:
        return list(csv.reader(opened, strict=True))


def scan_file(file):
    database = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    database.row_factory = sqlite3.Row

    def rows(sql, *values):
        return [dict(row) for row in database.execute(sql, values)]

    tables = {
        tab["id"]: {
            "columns": rows("SELECT id, type FROM tab_column WHERE tab = ? ORDER BY position", tab["id"]),
            "rows": rows(
                f"""SELECT cell.kind AS "cell.kind", cell.account AS "cell.account",
                  cell.region AS "cell.region", resource.* FROM "{tab["id"]}" AS resource
                  JOIN cell ON cell.id = resource.cell ORDER BY cell.account, cell.region, resource.row"""
            ),
        }
        for tab in rows("SELECT id FROM tab ORDER BY position")
    }
    facts = {row["name"]: json.loads(row["value"]) for row in rows("SELECT name, value FROM scan")}
    return {"tables": tables, "facts": facts, "cells": rows("SELECT * FROM cell ORDER BY id")}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--scan", required=True)
    parser.add_argument("--xlsx", action="append", default=[])
    parser.add_argument("--csv", action="append", default=[])
    parser.add_argument("--ndjson")
    given = parser.parse_args()
    lines = []
    if given.ndjson is not None:
        with open(given.ndjson, encoding="utf-8") as opened:
            lines = [json.loads(line) for line in opened]
    write_line(
        {
            "openpyxl": openpyxl.__version__,
            "scan": scan_file(given.scan),
            "workbooks": [workbook(file) for file in given.xlsx],
            "csv": {file: records(file) for file in given.csv},
            "ndjson": lines,
        }
    )


main()
