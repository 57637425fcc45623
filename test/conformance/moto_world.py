"""Starts moto's server, makes a world in two regions through boto3, and prints where it is and what boto3 lists of it.

It prints one JSON line and serves until its input ends. What boto3 cannot get from moto is listed as an error, so that
a moto that has learned more is compared in full.
"""

import os
import sys

# Without its two thousand snapshots of ready-made images.
os.environ["MOTO_EC2_LOAD_DEFAULT_AMIS"] = "false"

import boto3
import moto
from botocore.config import Config
from botocore.exceptions import ClientError

from moto_server import serve
from plain_json import write_line

REGIONS = ["us-east-1", "eu-west-1"]
ROLE = "arn:aws:iam::123456789012:role/datasync"

# What a terminal, a spreadsheet or a parser could trip over and XML 1.0 allows.
HOSTILE = {
    "csi": "web\u009b31mred",
    "bidi": "safe\u202egnp.exe",
    "formula": '=HYPERLINK("http://example.com","x")',
    "lines": "two\nlines\tand a tab",
    "markup": "<b>&amp; \"quoted\" 'text' ]]></b>",
    "plain": "Größe 日本 🚀",
}


def tags(kind, name, **more):
    pairs = [{"Key": key, "Value": value} for key, value in {"Name": name, **more}.items()]
    return [{"ResourceType": kind, "Tags": pairs}]


def tag_list(name, **more):
    return tags("", name, **more)[0]["Tags"]


class World:
    """An account of the emulator: the caller's own, or the one that these keys are of."""

    def __init__(self, url, keys=None):
        self._url = url
        self._clients = {}
        self._keys = {} if keys is None else keys

    def client(self, service, region):
        if (service, region) not in self._clients:
            self._clients[service, region] = boto3.client(
                service,
                region_name=region,
                endpoint_url=self._url,
                config=Config(retries={"total_max_attempts": 1}),
                **self._keys,
            )
        return self._clients[service, region]

    def make(self):
        for region in REGIONS:
            self._ebs(region)
            self._databases(region)
            self._datasync(region)
        self._copies()
        self._backup("us-east-1")

    def _ebs(self, region):
        ec2 = self.client("ec2", region)
        zone = f"{region}a"
        for index, (key, text) in enumerate(HOSTILE.items()):
            shape = [
                {"VolumeType": "gp3", "Iops": 4000, "Throughput": 250, "Encrypted": True},
                {"VolumeType": "io1", "Iops": 500},
                {"VolumeType": "gp2", "Encrypted": True},
            ][index % 3]
            volume = ec2.create_volume(
                AvailabilityZone=zone,
                Size=8 + 100 * index,
                TagSpecifications=tags("volume", text),
                **shape,
            )
            for generation in range(2):
                ec2.create_snapshot(
                    VolumeId=volume["VolumeId"],
                    Description=f"{text} {generation}",
                    TagSpecifications=tags("snapshot", text, team=key),
                )
            if key == "lines":
                ec2.delete_volume(VolumeId=volume["VolumeId"])
        ec2.register_image(
            Name=f"golden-{region}",
            RootDeviceName="/dev/sda1",
            BlockDeviceMappings=[{"DeviceName": "/dev/sda1", "Ebs": {"VolumeSize": 15}}],
        )

    def _databases(self, region):
        rds = self.client("rds", region)
        secret = {"MasterUsername": "admin", "MasterUserPassword": "not-a-secret-1"}
        for name, engine, encrypted, text in [
            ("orders", "mysql", True, HOSTILE["plain"]),
            ("ledger", "postgres", False, HOSTILE["formula"]),
            ("gone", "postgres", True, HOSTILE["bidi"]),
        ]:
            rds.create_db_instance(
                DBInstanceIdentifier=name,
                DBInstanceClass="db.m6i.large",
                Engine=engine,
                AllocatedStorage=120,
                StorageEncrypted=encrypted,
                **secret,
            )
            rds.create_db_snapshot(
                DBInstanceIdentifier=name,
                DBSnapshotIdentifier=f"{name}-before-upgrade",
                Tags=tag_list(text, team=name),
            )
        rds.delete_db_instance(DBInstanceIdentifier="gone", SkipFinalSnapshot=True)
        multi_az = {
            "DBClusterInstanceClass": "db.m5d.large",
            "AllocatedStorage": 400,
            "StorageType": "io1",
            "Iops": 3000,
        }
        for engine, more in [
            ("aurora-mysql", {"StorageEncrypted": True}),
            ("aurora-postgresql", {}),
            ("neptune", {}),
            ("mysql", multi_az),
        ]:
            rds.create_db_cluster(
                DBClusterIdentifier=f"{engine}-cluster", Engine=engine, **secret, **more
            )
            rds.create_db_cluster_snapshot(
                DBClusterIdentifier=f"{engine}-cluster",
                DBClusterSnapshotIdentifier=f"{engine}-manual",
                Tags=tag_list(HOSTILE["markup"]),
            )

    def _datasync(self, region):
        datasync = self.client("datasync", region)
        target = datasync.create_location_s3(
            S3BucketArn="arn:aws:s3:::migration-target",
            Subdirectory="/landing",
            S3Config={"BucketAccessRoleArn": ROLE},
        )["LocationArn"]
        for index, (key, text) in enumerate(HOSTILE.items()):
            source = datasync.create_location_smb(
                ServerHostname=f"files{index}.corp.example.com",
                Subdirectory=f"/share/{key}",
                User="svc-datasync",
                Password="not-a-secret",
                AgentArns=[f"arn:aws:datasync:{region}:123456789012:agent/agent-0123456789abcdef{index}"],
            )["LocationArn"]
            # JSON can carry what XML cannot.
            task = datasync.create_task(
                SourceLocationArn=source,
                DestinationLocationArn=target,
                Name=f"{text}\u0007\u001b[2J",
                Options={"VerifyMode": "NONE", "OverwriteMode": "NEVER", "BytesPerSecond": 1048576 * (index + 1)},
                Excludes=[{"FilterType": "SIMPLE_PATTERN", "Value": "/tmp|/cache"}],
            )["TaskArn"]
            if key == "plain":
                datasync.start_task_execution(TaskArn=task)

    def _copies(self):
        source, target = REGIONS
        ec2 = self.client("ec2", source)
        first, second = ec2.describe_snapshots(OwnerIds=["self"])["Snapshots"][:2]
        # The console's own words for a copy, and words of somebody's own.
        for snapshot_id, description in [
            (first["SnapshotId"], f"[Copied {first['SnapshotId']} from {source}] nightly"),
            (second["SnapshotId"], "for the auditors"),
        ]:
            self.client("ec2", target).copy_snapshot(
                SourceRegion=source, SourceSnapshotId=snapshot_id, Description=description
            )
        for region in REGIONS:
            rds = self.client("rds", region)
            rds.copy_db_snapshot(
                SourceDBSnapshotIdentifier="orders-before-upgrade",
                TargetDBSnapshotIdentifier="orders-copy",
            )
            rds.copy_db_cluster_snapshot(
                SourceDBClusterSnapshotIdentifier="neptune-manual",
                TargetDBClusterSnapshotIdentifier="neptune-copy",
            )

    def _backup(self, region):
        """Vaults in one region only: the other one has none, which is an answer and no gap."""
        efs = self.client("efs", region)
        for index in range(3):
            efs.create_file_system(
                CreationToken=f"files-{index}", Encrypted=index > 0, Tags=tag_list(f"files-{index}")
            )
        for name in ["Default", "nightly"]:
            self.client("backup", region).create_backup_vault(BackupVaultName=name)

    def listed(self, region):
        """What boto3 lists, by operation; `{"error": name}` where moto has no answer."""
        own = {"OwnerIds": ["self"]}
        plain = [
            ("ec2", "describe_snapshots", "Snapshots", own),
            ("ec2", "describe_volumes", "Volumes", {}),
            ("ec2", "describe_images", "Images", {"Owners": ["self"]}),
            ("rds", "describe_db_snapshots", "DBSnapshots", {}),
            ("rds", "describe_db_instances", "DBInstances", {}),
            ("rds", "describe_db_cluster_snapshots", "DBClusterSnapshots", {}),
            ("rds", "describe_db_clusters", "DBClusters", {}),
            ("efs", "describe_file_systems", "FileSystems", {}),
            ("backup", "list_backup_vaults", "BackupVaultList", {}),
            ("datasync", "list_tasks", "Tasks", {}),
            ("datasync", "list_locations", "Locations", {}),
            ("datasync", "list_agents", "Agents", {}),
            ("datasync", "list_task_executions", "TaskExecutions", {}),
        ]
        answers = {
            operation: self._rows(service, region, operation, member, parameters)
            for service, operation, member, parameters in plain
        }
        public = {**own, "RestorableByUserIds": ["all"]}
        answers["public_snapshots"] = self._rows("ec2", region, "describe_snapshots", "Snapshots", public)
        answers["recovery_points"] = [
            self._rows(
                "backup",
                region,
                "list_recovery_points_by_backup_vault",
                "RecoveryPoints",
                {"BackupVaultName": vault["BackupVaultName"], "ByResourceType": "EFS"},
            )
            for vault in answers["list_backup_vaults"]["rows"]
        ]
        datasync = self.client("datasync", region)
        answers["describe_task"] = [
            datasync.describe_task(TaskArn=row["TaskArn"]) for row in answers["list_tasks"]["rows"]
        ]
        answers["describe_location"] = [
            (
                datasync.describe_location_s3
                if row["LocationUri"].startswith("s3:")
                else datasync.describe_location_smb
            )(LocationArn=row["LocationArn"])
            for row in answers["list_locations"]["rows"]
        ]
        return answers

    def _rows(self, service, region, operation, member, parameters):
        try:
            pages = self.client(service, region).get_paginator(operation).paginate(**parameters)
            return {"rows": [row for page in pages for row in page[member]]}
        except ClientError as error:
            return {"error": error.response["Error"]["Code"]}


def main():
    url, stop = serve()
    world = World(url)
    world.make()
    write_line(
        {
            "url": url,
            "moto": moto.__version__,
            "boto3": boto3.__version__,
            "regions": {region: world.listed(region) for region in REGIONS},
        }
    )
    sys.stdin.read()
    stop()


if __name__ == "__main__":
    main()
