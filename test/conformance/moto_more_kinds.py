"""Starts moto's server, makes through boto3 what the kinds beside the usual ones list, and prints what boto3 lists of it.

It prints one JSON line and serves until its input ends.
"""

import sys

import boto3
import moto
from botocore.config import Config

from moto_server import serve
from plain_json import write_line

REGION = "us-east-1"


def make_tables(dynamodb):
    for name in ["orders", "carts", "gone"]:
        dynamodb.create_table(
            TableName=name,
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
        )
        for index in range(3):
            dynamodb.put_item(TableName=name, Item={"id": {"S": f"{name}-{index}"}})
        for moment in ["before", "after"]:
            dynamodb.create_backup(TableName=name, BackupName=f"{name}-{moment}")
    dynamodb.delete_table(TableName="gone")


def make_clusters(redshift):
    for name, encrypted in [("warehouse", True), ("history", False), ("gone", True)]:
        redshift.create_cluster(
            ClusterIdentifier=name,
            NodeType="ra3.xlplus",
            NumberOfNodes=2,
            DBName="dev",
            MasterUsername="admin",
            MasterUserPassword="not-a-Secret-1",
            Encrypted=encrypted,
        )
        redshift.create_cluster_snapshot(
            ClusterIdentifier=name,
            SnapshotIdentifier=f"{name}-before-upgrade",
            Tags=[{"Key": "Name", "Value": f"{name} & co"}, {"Key": "team", "Value": "Größe 日本 🚀"}],
        )
    redshift.delete_cluster(ClusterIdentifier="gone", SkipFinalClusterSnapshot=True)


def make_caches(elasticache):
    for name in ["sessions", "gone"]:
        elasticache.create_replication_group(
            ReplicationGroupId=name,
            ReplicationGroupDescription=f"{name} of the web shop",
            CacheNodeType="cache.t4g.small",
            Engine="redis",
        )
        elasticache.create_snapshot(ReplicationGroupId=name, SnapshotName=f"{name}-before-upgrade")
    elasticache.delete_replication_group(ReplicationGroupId="gone")
    elasticache.create_cache_cluster(
        CacheClusterId="quotes", CacheNodeType="cache.t4g.micro", Engine="redis", NumCacheNodes=1
    )
    elasticache.create_snapshot(CacheClusterId="quotes", SnapshotName="quotes-friday")


def make_memory(memorydb):
    for name in ["stock", "gone"]:
        memorydb.create_cluster(ClusterName=name, NodeType="db.t4g.small", ACLName="open-access", NumShards=2)
        memorydb.create_snapshot(ClusterName=name, SnapshotName=f"{name}-before-upgrade")
    memorydb.delete_cluster(ClusterName="gone")


def make_images(ec2):
    """Images of machines that run, that are stopped and that are gone; a copy, and one that was deregistered."""
    base = ec2.describe_images(Owners=["amazon"])["Images"][0]["ImageId"]
    own = []
    for name in ["golden", "unused", "of-gone", "deregistered"]:
        instance = ec2.run_instances(ImageId=base, MinCount=1, MaxCount=1)["Instances"][0]["InstanceId"]
        ec2.create_tags(Resources=[instance], Tags=[{"Key": "Name", "Value": f"{name}-builder"}])
        own.append(ec2.create_image(InstanceId=instance, Name=name, Description=f"{name} & co")["ImageId"])
        if name == "of-gone":
            ec2.terminate_instances(InstanceIds=[instance])
    golden, unused, _, deregistered = own
    ec2.create_tags(Resources=[golden], Tags=[{"Key": "team", "Value": "Größe 日本 🚀"}])
    launched = ec2.run_instances(ImageId=golden, MinCount=2, MaxCount=2)["Instances"]
    ec2.stop_instances(InstanceIds=[launched[0]["InstanceId"]])
    ec2.create_launch_template(LaunchTemplateName="fleet", LaunchTemplateData={"ImageId": unused})
    ec2.copy_image(Name="copied", SourceImageId=golden, SourceRegion=REGION)
    ec2.modify_image_attribute(ImageId=unused, LaunchPermission={"Add": [{"UserId": "111122223333"}]})
    ec2.deregister_image(ImageId=deregistered)


def listed_images(ec2):
    images = ec2.describe_images(Owners=["self"], IncludeDeprecated=True, IncludeDisabled=True)["Images"]
    for image in images:
        attribute = ec2.describe_image_attribute(ImageId=image["ImageId"], Attribute="launchPermission")
        image["launchPermissions"] = attribute["LaunchPermissions"]
    return images


def main():
    url, stop = serve()
    settings = {"region_name": REGION, "endpoint_url": url, "config": Config(retries={"total_max_attempts": 1})}
    dynamodb = boto3.client("dynamodb", **settings)
    redshift = boto3.client("redshift", **settings)
    elasticache = boto3.client("elasticache", **settings)
    memorydb = boto3.client("memorydb", **settings)
    ec2 = boto3.client("ec2", **settings)
    make_images(ec2)
    make_memory(memorydb)
    make_tables(dynamodb)
    make_caches(elasticache)
    make_clusters(redshift)
    write_line(
        {
            "url": url,
            "moto": moto.__version__,
            "boto3": boto3.__version__,
            "region": REGION,
            "tables": dynamodb.list_tables()["TableNames"],
            "backups": dynamodb.list_backups(BackupType="ALL")["BackupSummaries"],
            "images": listed_images(ec2),
            "instances": [
                instance
                for reservation in ec2.describe_instances()["Reservations"]
                for instance in reservation["Instances"]
            ],
            "clusters": redshift.describe_clusters()["Clusters"],
            "cacheSnapshots": elasticache.describe_snapshots()["Snapshots"],
            "caches": [group["ReplicationGroupId"] for group in elasticache.describe_replication_groups()["ReplicationGroups"]]
            + [cluster["CacheClusterId"] for cluster in elasticache.describe_cache_clusters()["CacheClusters"]],
            "memorySnapshots": memorydb.describe_snapshots(ShowDetail=True)["Snapshots"],
            "memoryClusters": [cluster["Name"] for cluster in memorydb.describe_clusters()["Clusters"]],
            "snapshots": redshift.describe_cluster_snapshots()["Snapshots"],
        }
    )
    sys.stdin.read()
    stop()


if __name__ == "__main__":
    main()
