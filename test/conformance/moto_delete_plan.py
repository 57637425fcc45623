"""Starts moto's server and makes through boto3 backups of every kind that a delete plan has commands for and moto has.

It prints one JSON line; then, for each line that it reads, it prints what boto3 lists, until its input ends. Of each source
there are three backups, a day apart, and of one volume a fourth that an AMI is made of.
"""

import os
import sys
from datetime import timedelta

# Without the images that moto makes by itself, hundreds of whose snapshots would be listed.
os.environ["MOTO_EC2_LOAD_DEFAULT_AMIS"] = "false"

import boto3
import moto
from botocore.config import Config
from moto.core import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends
from moto.ec2.models import ec2_backends
from moto.rds.models import rds_backends
from moto.redshift.models import redshift_backends

from moto_server import serve
from plain_json import write_line

# Not us-east-1, where version 1 of the AWS CLI has an endpoint of RDS of its own, whatever AWS_ENDPOINT_URL says.
REGION = "eu-west-1"
DAYS = range(3)


def at_home(backends):
    return backends[DEFAULT_ACCOUNT_ID][REGION]


def make_volumes(ec2):
    zone = f"{REGION}a"
    for name in ["web", "gone"]:
        volume = ec2.create_volume(Size=8, AvailabilityZone=zone)["VolumeId"]
        for days in DAYS:
            made = ec2.create_snapshot(VolumeId=volume, Description=f"{name} {days}")["SnapshotId"]
            at_home(ec2_backends).snapshots[made].start_time -= timedelta(days=days)
        if name == "gone":
            ec2.delete_volume(VolumeId=volume)
    image = ec2.create_volume(Size=8, AvailabilityZone=zone)["VolumeId"]
    for days in DAYS:
        made = ec2.create_snapshot(VolumeId=image, Description=f"image {days}")["SnapshotId"]
        at_home(ec2_backends).snapshots[made].start_time -= timedelta(days=days)
    used = ec2.create_snapshot(VolumeId=image, Description="image used")["SnapshotId"]
    at_home(ec2_backends).snapshots[used].start_time -= timedelta(days=9)
    mapping = {"DeviceName": "/dev/sda1", "Ebs": {"SnapshotId": used}}
    ec2.register_image(Name="base", RootDeviceName="/dev/sda1", BlockDeviceMappings=[mapping])


def make_databases(rds):
    secret = "not-a-Secret-1"
    rds.create_db_instance(
        DBInstanceIdentifier="orders",
        DBInstanceClass="db.t3.micro",
        Engine="postgres",
        MasterUsername="owner",
        MasterUserPassword=secret,
        AllocatedStorage=20,
    )
    rds.create_db_cluster(
        DBClusterIdentifier="ledger", Engine="aurora-postgresql", MasterUsername="owner", MasterUserPassword=secret
    )
    backend = at_home(rds_backends)
    for days in DAYS:
        single, cluster = f"orders-{days}", f"ledger-{days}"
        rds.create_db_snapshot(DBInstanceIdentifier="orders", DBSnapshotIdentifier=single)
        rds.create_db_cluster_snapshot(DBClusterIdentifier="ledger", DBClusterSnapshotIdentifier=cluster)
        for kept in [backend.database_snapshots[single], backend.cluster_snapshots[cluster]]:
            kept.created -= timedelta(days=days)
            kept.original_snapshot_create_time = kept.created


def make_table(dynamodb):
    dynamodb.create_table(
        TableName="carts",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    for days in DAYS:
        made = dynamodb.create_backup(TableName="carts", BackupName=f"carts-{days}")["BackupDetails"]["BackupArn"]
        at_home(dynamodb_backends).backups[made].creation_date_time -= timedelta(days=days)


def make_cluster(redshift):
    redshift.create_cluster(
        ClusterIdentifier="warehouse",
        NodeType="ra3.xlplus",
        NumberOfNodes=2,
        MasterUsername="admin",
        MasterUserPassword="not-a-Secret-1",
    )
    for days in DAYS:
        made = f"warehouse-{days}"
        redshift.create_cluster_snapshot(ClusterIdentifier="warehouse", SnapshotIdentifier=made)
        at_home(redshift_backends).snapshots[made].create_time -= timedelta(days=days)


def listed(ec2, rds, dynamodb, redshift):
    """All that there is, as the AWS CLI takes it, by the kind that snapdeck has of it."""
    own = ec2.describe_snapshots(OwnerIds=["self"])["Snapshots"]
    return {
        "ebs-snapshot": sorted(each["SnapshotId"] for each in own),
        "rds-snapshot": sorted(each["DBSnapshotIdentifier"] for each in rds.describe_db_snapshots()["DBSnapshots"]),
        "rds-cluster-snapshot": sorted(
            each["DBClusterSnapshotIdentifier"] for each in rds.describe_db_cluster_snapshots()["DBClusterSnapshots"]
        ),
        "dynamodb-backup": sorted(
            each["BackupArn"] for each in dynamodb.list_backups(BackupType="ALL")["BackupSummaries"]
        ),
        "redshift-snapshot": sorted(
            each["SnapshotIdentifier"] for each in redshift.describe_cluster_snapshots()["Snapshots"]
        ),
    }


def main():
    url, stop = serve()
    settings = {"region_name": REGION, "endpoint_url": url, "config": Config(retries={"total_max_attempts": 1})}
    clients = [boto3.client(name, **settings) for name in ["ec2", "rds", "dynamodb", "redshift"]]
    ec2, rds, dynamodb, redshift = clients
    make_volumes(ec2)
    make_databases(rds)
    make_table(dynamodb)
    make_cluster(redshift)
    write_line({"url": url, "moto": moto.__version__, "region": REGION})
    for _ in sys.stdin:
        write_line(listed(*clients))
    stop()


if __name__ == "__main__":
    main()
