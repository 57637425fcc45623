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


def without_totals(rows):
    """The rows of a sheet, and its totals where it ends with them below an empty row."""
    if rows and any(given is not None and given["as"] == "formula" for given in rows[-1]):
        return rows[:-2], rows[-1]
    return rows, []


def chart(given):
    """A chart by the cells that it reads."""
    return {
        "type": type(given).__name__,
        "categories": sorted({series.cat.strRef.f for series in given.series}),
        "values": [series.val.numRef.f for series in given.series],
    }


def header(given, table):
    left, top, right, _ = openpyxl.utils.cell.range_boundaries(table.ref)
    return next(given.iter_rows(top, top, left, right))


def sheet(given):
    rows, totals = without_totals([[cell(value) for value in row] for row in given.iter_rows()])
    links = [value.hyperlink for row in given.iter_rows() for value in row if value.hyperlink is not None]
    corner = openpyxl.utils.get_column_letter(given.max_column)
    return {
        "frozen": given.freeze_panes,
        "filter": given.auto_filter.ref,
        "tables": {
            table.displayName: {
                "range": table.ref,
                "filter": table.autoFilter.ref if table.autoFilter else None,
                "headers": table.column_names,
                "cells": [value.value for value in header(given, table)],
            }
            for table in given.tables.values()
        },
        "dimensions": f"A1:{corner}{len(rows)}",
        "cells": rows,
        "totals": totals,
        "links": {link.ref: link.location or link.target for link in links},
        "charts": [chart(one) for one in given._charts],
        "printed": {
            "orientation": given.page_setup.orientation,
            "pages_wide": given.page_setup.fitToWidth,
            "pages_high": given.page_setup.fitToHeight,
            "header": given.print_title_rows,
            "footer": [part.text for part in (given.oddFooter.left, given.oddFooter.center, given.oddFooter.right)],
        },
    }


def workbook(file):
    return {given.title: sheet(given) for given in openpyxl.load_workbook(file)}


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
