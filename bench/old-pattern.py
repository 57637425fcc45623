"""The call patterns of the two scripts that snapdeck takes the place of, on boto3: `old-pattern.py datasync|snapshots`.

What they call, and in which order; nothing of what they did with the answers. Where it is not known how often they
called something, they get the pattern with the fewest calls. Prints what was read as JSON.
"""

import json
import sys
from concurrent.futures import ThreadPoolExecutor

import boto3

# Tried one after another until one does not fail; the type with no describe of its own stays unknown.
LOCATION_TYPES = [
    "s3",
    "efs",
    "fsx_windows",
    "fsx_lustre",
    "fsx_open_zfs",
    "fsx_ontap",
    "nfs",
    "smb",
    "hdfs",
    "object_storage",
]


def regions():
    listed = boto3.client("ec2").describe_regions()["Regions"]
    return [region["RegionName"] for region in listed]


def pages(client, operation, result, **arguments):
    for page in client.get_paginator(operation).paginate(**arguments):
        yield from page[result]


def location(client, arn):
    for kind in LOCATION_TYPES:
        try:
            getattr(client, f"describe_location_{kind}")(LocationArn=arn)
            return
        except client.exceptions.InvalidRequestException:
            continue


def datasync_of(region):
    client = boto3.client("datasync", region_name=region)
    rows = 0
    tasks = [task["TaskArn"] for task in pages(client, "list_tasks", "Tasks")]
    for arn in tasks:
        client.describe_task(TaskArn=arn)
        rows += 1
    for listed in pages(client, "list_locations", "Locations"):
        location(client, listed["LocationArn"])
        rows += 1
    for listed in pages(client, "list_agents", "Agents"):
        client.describe_agent(AgentArn=listed["AgentArn"])
        rows += 1
    for task in tasks:
        executions = client.list_task_executions(TaskArn=task)["TaskExecutions"]
        for execution in executions:
            client.describe_task_execution(TaskExecutionArn=execution["TaskExecutionArn"])
            rows += 1
    return rows


def snapshots_of(clients):
    rows = 0
    for file_system in pages(clients["efs"], "describe_file_systems", "FileSystems"):
        points = clients["backup"].list_recovery_points_by_resource(ResourceArn=file_system["FileSystemArn"])
        rows += len(points["RecoveryPoints"])
    for kind in ("manual", "automated"):
        rows += sum(1 for _ in pages(clients["rds"], "describe_db_snapshots", "DBSnapshots", SnapshotType=kind))
    rows += sum(1 for _ in pages(clients["ec2"], "describe_snapshots", "Snapshots", OwnerIds=["self"]))
    list(pages(clients["ec2"], "describe_volumes", "Volumes"))
    return rows


def datasync():
    return sum(datasync_of(region) for region in regions())


def snapshots():
    # Clients are made one after another: boto3's session is not safe to share between threads.
    services = ("efs", "backup", "rds", "ec2")
    clients = [{name: boto3.client(name, region_name=region) for name in services} for region in regions()]
    with ThreadPoolExecutor(max_workers=len(clients)) as pool:
        return sum(pool.map(snapshots_of, clients))


print(json.dumps({"rows": {"datasync": datasync, "snapshots": snapshots}[sys.argv[1]]()}))
