"""Starts moto's server, makes a company through boto3 and resources in each of its accounts, and prints what boto3 lists.

Every account is entered by AssumeRole, and what is in it is made and listed with the keys of that account. Names, hosts
and buckets are the same in all of them; sizes, times and what there is in which region are not. It prints one JSON line
and serves until its input ends.
"""

import sys

import boto3
import moto

from moto_organization import Organization
from moto_server import serve
from moto_world import HOSTILE, World, tag_list, tags
from plain_json import write_line

REGIONS = ["us-east-1", "eu-west-1", "ap-southeast-2"]
ACCOUNTS = [
    ("log-archive", "Security", {}),
    ("audit", "Security", {}),
    ("pay-prod", "Workloads/Prod", {}),
    ("web-prod", "Workloads/Prod", {}),
    ("data prod, eu", "Workloads/Prod", {}),
    ("pay-dev", "Workloads", {}),
    ("web-dev", "Workloads", {}),
    ("twin", "Workloads", {}),
    ("twin", "Workloads/Größe & Co", {}),
    ("lab", None, {}),
    ("=sum(A1)", None, {}),
    ("empty", None, {}),
    ("old", "Closed", {}),
]
ENGINES = ["aurora-mysql", "aurora-postgresql", "neptune"]
SECRET = {"MasterUsername": "admin", "MasterUserPassword": "not-a-secret-1"}


class Account(World):
    """What is in one account follows from its place among the others."""

    def fill(self, place):
        for at, region in enumerate(REGIONS):
            # In no account are all regions in use, and in one none is.
            if (place + at) % 3 == 2:
                continue
            self._snapshots(region, place, at)
            self._databases_of(region, place)
            self._transfers(region, place)
        if place == 1:
            self._backup(REGIONS[0])

    def _snapshots(self, region, place, at):
        ec2 = self.client("ec2", region)
        texts = list(HOSTILE.values())
        for index in range(1 + (place + at) % 3):
            text = texts[(place + index) % len(texts)]
            volume = ec2.create_volume(
                AvailabilityZone=f"{region}a",
                Size=10 + 20 * place + index,
                VolumeType="gp3",
                Encrypted=place % 2 == 0,
                TagSpecifications=tags("volume", text),
            )["VolumeId"]
            ec2.create_snapshot(
                VolumeId=volume, Description="nightly", TagSpecifications=tags("snapshot", text, team="pay")
            )
            if index == 2:
                ec2.delete_volume(VolumeId=volume)

    def _databases_of(self, region, place):
        rds = self.client("rds", region)
        rds.create_db_instance(
            DBInstanceIdentifier="orders",
            DBInstanceClass="db.m6i.large",
            Engine="mysql",
            AllocatedStorage=20 + place,
            **SECRET,
        )
        rds.create_db_snapshot(
            DBInstanceIdentifier="orders", DBSnapshotIdentifier="orders-nightly", Tags=tag_list("orders")
        )
        if place % 4 == 3:
            rds.delete_db_instance(DBInstanceIdentifier="orders", SkipFinalSnapshot=True)
        if place % 2 == 0:
            engine = ENGINES[place // 2 % len(ENGINES)]
            rds.create_db_cluster(DBClusterIdentifier="ledger", Engine=engine, **SECRET)
            rds.create_db_cluster_snapshot(
                DBClusterIdentifier="ledger", DBClusterSnapshotIdentifier="ledger-manual"
            )

    def _transfers(self, region, place):
        datasync = self.client("datasync", region)
        source = datasync.create_location_smb(
            ServerHostname="files.corp.example.com",
            Subdirectory="/share",
            User="svc-datasync",
            Password="not-a-secret",
            AgentArns=[f"arn:aws:datasync:{region}:123456789012:agent/agent-0123456789abcdef0"],
        )["LocationArn"]
        target = datasync.create_location_s3(
            S3BucketArn="arn:aws:s3:::migration-target",
            Subdirectory="/landing",
            S3Config={"BucketAccessRoleArn": "arn:aws:iam::123456789012:role/datasync"},
        )["LocationArn"]
        datasync.create_task(
            SourceLocationArn=source,
            DestinationLocationArn=target,
            Name="nightly",
            Options={
                "VerifyMode": "NONE",
                "OverwriteMode": "NEVER",
                "BytesPerSecond": 1048576 * (place + 1),
            },
            Excludes=[{"FilterType": "SIMPLE_PATTERN", "Value": "/tmp|/cache"}],
        )


def filled(organization, url, account, place):
    """An account with what is in it; none of a closed one, which nobody enters."""
    if account["state"] != "ACTIVE":
        return {**account, "regions": {}}
    own = account["name"] == "master"
    inside = Account(url, None if own else organization.keys_of(account["account"]))
    if account["name"] != "empty":
        inside.fill(place)
    return {**account, "regions": {region: inside.listed(region) for region in REGIONS}}


def main():
    url, stop = serve()
    organization = Organization(url)
    organization.make(ACCOUNTS)
    accounts = organization.listed()
    write_line(
        {
            "url": url,
            "moto": moto.__version__,
            "boto3": boto3.__version__,
            "accounts": [filled(organization, url, account, place) for place, account in enumerate(accounts)],
        }
    )
    sys.stdin.read()
    stop()


main()
