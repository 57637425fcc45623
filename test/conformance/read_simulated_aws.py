"""Reads every operation of the simulated AWS with boto3 and its own paginators, and prints all of it as one JSON line.

    read_simulated_aws.py [URL] [--attributes]

Without a URL boto3 finds it in its environment.
With --attributes it also asks for what takes one call a snapshot.
"""

import argparse

import boto3
from botocore.config import Config

from plain_json import write_line

# Small pages, so that every listing with more than a few rows takes several.
PAGE_SIZES = {
    "list_regions": 7,
    "describe_snapshots": 100,
    "describe_volumes": 60,
    "describe_images": 5,
    "describe_locked_snapshots": 5,
    "describe_fast_snapshot_restores": 2,
    "describe_launch_template_versions": 4,
    "describe_snapshot_tier_status": 5,
    "describe_db_snapshots": 20,
    "describe_db_cluster_snapshots": 20,
    "describe_db_instances": 20,
    "describe_db_clusters": 20,
    "describe_file_systems": 4,
    "list_backup_vaults": 2,
    "list_recovery_points_by_backup_vault": 50,
    "list_recovery_points_by_resource": 50,
    "list_backup_plans": 1,
    "list_protected_resources": 2,
    "list_legal_holds": 1,
    "list_recovery_points_by_legal_hold": 1,
    "list_tasks": 9,
    "list_locations": 12,
    "list_agents": 2,
    "list_task_executions": 40,
    "list_tags_for_resource": 1,
}

LOCATIONS = {
    "s3": "describe_location_s3",
    "efs": "describe_location_efs",
    "fsxw": "describe_location_fsx_windows",
    "fsxl": "describe_location_fsx_lustre",
    "fsxz": "describe_location_fsx_open_zfs",
    "fsxn-nfs": "describe_location_fsx_ontap",
    "fsxn-smb": "describe_location_fsx_ontap",
    "nfs": "describe_location_nfs",
    "smb": "describe_location_smb",
    "hdfs": "describe_location_hdfs",
    "object-storage": "describe_location_object_storage",
    "azure-blob": "describe_location_azure_blob",
}


class Reader:
    """boto3's clients of one region; what a listing answered is `{"rows": [...], "pages": n, "size": rows a page}`."""

    def __init__(self, session, url, region):
        self._session = session
        self._url = url
        self._region = region
        self._clients = {}

    def client(self, service):
        if service not in self._clients:
            config = Config(retries={"total_max_attempts": 1}, parameter_validation=True)
            self._clients[service] = self._session.client(
                service, region_name=self._region, endpoint_url=self._url, config=config
            )
        return self._clients[service]

    def call(self, service, operation, **parameters):
        answer = getattr(self.client(service), operation)(**parameters)
        answer.pop("ResponseMetadata")
        return answer

    def listed(self, service, operation, member, **parameters):
        size = PAGE_SIZES.get(operation)
        pages = self.client(service).get_paginator(operation).paginate(
            **parameters, PaginationConfig={} if size is None else {"PageSize": size}
        )
        rows, count = [], 0
        for page in pages:
            rows.extend(page[member])
            count += 1
        return {"rows": rows, "pages": count, "size": size}

    def listed_by_token(self, service, operation, member):
        """As listed, of an operation that boto3 has no paginator for."""
        size = PAGE_SIZES[operation]
        rows, count, token = [], 0, {}
        while True:
            page = self.call(service, operation, MaxResults=size, **token)
            rows.extend(page[member])
            count += 1
            if not page.get("NextToken"):
                return {"rows": rows, "pages": count, "size": size}
            token = {"NextToken": page["NextToken"]}


def holds(reader):
    return {
        "DescribeLockedSnapshots": reader.listed_by_token("ec2", "describe_locked_snapshots", "Snapshots"),
        "DescribeFastSnapshotRestores": reader.listed(
            "ec2", "describe_fast_snapshot_restores", "FastSnapshotRestores"
        ),
        "DescribeLaunchTemplateVersions": reader.listed(
            "ec2",
            "describe_launch_template_versions",
            "LaunchTemplateVersions",
            Versions=["$Latest", "$Default"],
        ),
        "DescribeSnapshotTierStatus": reader.listed(
            "ec2", "describe_snapshot_tier_status", "SnapshotTierStatuses"
        ),
        "GetSnapshotBlockPublicAccessState": reader.call("ec2", "get_snapshot_block_public_access_state"),
        "GetImageBlockPublicAccessState": reader.call("ec2", "get_image_block_public_access_state"),
        "GetLifecyclePolicies": reader.call("dlm", "get_lifecycle_policies"),
    }


def snapshots(reader):
    own = {"OwnerIds": ["self"]}
    return {
        "DescribeSnapshots": reader.listed("ec2", "describe_snapshots", "Snapshots", **own),
        "DescribeSnapshots public": reader.listed(
            "ec2", "describe_snapshots", "Snapshots", RestorableByUserIds=["all"], **own
        ),
        "DescribeVolumes": reader.listed("ec2", "describe_volumes", "Volumes"),
        "DescribeImages": reader.listed(
            "ec2", "describe_images", "Images", Owners=["self"], IncludeDisabled=True
        ),
        "DescribeDBSnapshots": reader.listed("rds", "describe_db_snapshots", "DBSnapshots"),
        "DescribeDBSnapshots awsbackup": reader.listed(
            "rds", "describe_db_snapshots", "DBSnapshots", SnapshotType="awsbackup"
        ),
        "DescribeDBClusterSnapshots": reader.listed(
            "rds", "describe_db_cluster_snapshots", "DBClusterSnapshots"
        ),
        "DescribeDBInstances": reader.listed("rds", "describe_db_instances", "DBInstances"),
        "DescribeDBClusters": reader.listed("rds", "describe_db_clusters", "DBClusters"),
    }


def backups(reader):
    file_systems = reader.listed("efs", "describe_file_systems", "FileSystems")
    vaults = reader.listed("backup", "list_backup_vaults", "BackupVaultList")
    by_vault = {
        vault["BackupVaultName"]: reader.listed(
            "backup",
            "list_recovery_points_by_backup_vault",
            "RecoveryPoints",
            BackupVaultName=vault["BackupVaultName"],
            ByResourceType="EFS",
        )
        for vault in vaults["rows"]
    }
    by_resource = {
        file_system["FileSystemArn"]: reader.listed(
            "backup",
            "list_recovery_points_by_resource",
            "RecoveryPoints",
            ResourceArn=file_system["FileSystemArn"],
        )
        for file_system in file_systems["rows"]
    }
    holds = reader.listed("backup", "list_legal_holds", "LegalHolds")
    by_hold = {
        hold["LegalHoldId"]: reader.listed(
            "backup", "list_recovery_points_by_legal_hold", "RecoveryPoints", LegalHoldId=hold["LegalHoldId"]
        )
        for hold in holds["rows"]
    }
    return {
        "ListBackupPlans": reader.listed("backup", "list_backup_plans", "BackupPlansList", IncludeDeleted=True),
        "ListProtectedResources": reader.listed("backup", "list_protected_resources", "Results"),
        "ListLegalHolds": holds,
        "ListRecoveryPointsByLegalHold": by_hold,
        "DescribeFileSystems": file_systems,
        "ListBackupVaults": vaults,
        "ListRecoveryPointsByBackupVault": by_vault,
        "ListRecoveryPointsByResource": by_resource,
    }


def datasync(reader):
    listed = {
        "ListTasks": reader.listed("datasync", "list_tasks", "Tasks"),
        "ListLocations": reader.listed("datasync", "list_locations", "Locations"),
        "ListAgents": reader.listed("datasync", "list_agents", "Agents"),
        "ListTaskExecutions": reader.listed("datasync", "list_task_executions", "TaskExecutions"),
    }

    def described(listing, operation, name):
        return [
            reader.call("datasync", operation, **{name: row[name]}) for row in listed[listing]["rows"]
        ]

    arns = [
        row[name]
        for listing, name in [
            ("ListTasks", "TaskArn"),
            ("ListLocations", "LocationArn"),
            ("ListAgents", "AgentArn"),
        ]
        for row in listed[listing]["rows"]
    ]
    return {
        **listed,
        "DescribeTask": described("ListTasks", "describe_task", "TaskArn"),
        "DescribeAgent": described("ListAgents", "describe_agent", "AgentArn"),
        "DescribeTaskExecution": described(
            "ListTaskExecutions", "describe_task_execution", "TaskExecutionArn"
        ),
        "DescribeLocation": [
            reader.call(
                "datasync",
                LOCATIONS[row["LocationUri"].partition("://")[0]],
                LocationArn=row["LocationArn"],
            )
            for row in listed["ListLocations"]["rows"]
        ],
        "ListTaskExecutions by task": {
            row["TaskArn"]: reader.listed(
                "datasync", "list_task_executions", "TaskExecutions", TaskArn=row["TaskArn"]
            )
            for row in listed["ListTasks"]["rows"]
        },
        "ListTagsForResource": {
            arn: reader.listed("datasync", "list_tags_for_resource", "Tags", ResourceArn=arn)
            for arn in arns
        },
    }


def attributes(reader, answers):
    """Who each snapshot is shared with, of RDS manual ones only; and who may launch each image."""

    def manual(operation):
        return [row for row in answers[operation]["rows"] if row["SnapshotType"] == "manual"]

    permissions = {
        row["SnapshotId"]: reader.call(
            "ec2",
            "describe_snapshot_attribute",
            SnapshotId=row["SnapshotId"],
            Attribute="createVolumePermission",
        )
        for row in answers["DescribeSnapshots"]["rows"]
    }
    images = {
        row["ImageId"]: reader.call(
            "ec2", "describe_image_attribute", ImageId=row["ImageId"], Attribute="launchPermission"
        )
        for row in answers["DescribeImages"]["rows"]
    }
    instances = {
        row["DBSnapshotIdentifier"]: reader.call(
            "rds", "describe_db_snapshot_attributes", DBSnapshotIdentifier=row["DBSnapshotIdentifier"]
        )
        for row in manual("DescribeDBSnapshots")
    }
    clusters = {
        row["DBClusterSnapshotIdentifier"]: reader.call(
            "rds",
            "describe_db_cluster_snapshot_attributes",
            DBClusterSnapshotIdentifier=row["DBClusterSnapshotIdentifier"],
        )
        for row in manual("DescribeDBClusterSnapshots")
    }
    return {
        "DescribeSnapshotAttribute": permissions,
        "DescribeImageAttribute": images,
        "DescribeDBSnapshotAttributes": instances,
        "DescribeDBClusterSnapshotAttributes": clusters,
    }


def account(reader):
    return {
        "GetCallerIdentity": reader.call("sts", "get_caller_identity"),
        "ListAccountAliases": reader.listed("iam", "list_account_aliases", "AccountAliases"),
        "GetAccountInformation": reader.call("account", "get_account_information"),
        "ListRegions": reader.listed("account", "list_regions", "Regions"),
        "DescribeRegions": reader.call("ec2", "describe_regions", AllRegions=True)["Regions"],
    }


def known_fields(session, service, operation, member):
    """The fields of a listing's rows that this boto3 knows: it drops all others."""
    model = session.client(service, region_name="us-east-1").meta.service_model
    return list(model.operation_model(operation).output_shape.members[member].member.members)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("url", nargs="?")
    parser.add_argument("--attributes", action="store_true")
    given = parser.parse_args()
    session = boto3.Session()
    about = account(Reader(session, given.url, "us-east-1"))
    regions = {}
    for region in about["DescribeRegions"]:
        if region["OptInStatus"] == "not-opted-in":
            continue
        reader = Reader(session, given.url, region["RegionName"])
        answers = {**snapshots(reader), **holds(reader), **backups(reader), **datasync(reader)}
        if given.attributes:
            answers.update(attributes(reader, answers))
        regions[region["RegionName"]] = answers
    write_line(
        {
            "boto3": boto3.__version__,
            "account": about,
            "regions": regions,
            "known": {
                "DescribeDBSnapshots": known_fields(session, "rds", "DescribeDBSnapshots", "DBSnapshots")
            },
        }
    )


main()
