"""Starts moto's server, makes an organization of twelve accounts through boto3, and prints how boto3 lists it.

Units are found from the accounts upwards (ListParents), which is another way than snapdeck's. It prints one JSON line and
serves until its input ends.
"""

import sys

import boto3
import moto

from moto_server import serve
from plain_json import write_line

UNITS = ["Security", "Workloads", "Workloads/Prod", "Workloads/Größe & Co", "Closed"]
ACCOUNTS = [
    ("log-archive", "Security", {"env": "prod"}),
    ("audit", "Security", {}),
    ("pay-prod", "Workloads/Prod", {"env": "prod", "team": "pay"}),
    ("web-prod", "Workloads/Prod", {"env": "prod"}),
    ("data prod, eu", "Workloads/Prod", {"env": "production"}),
    ("pay-dev", "Workloads", {"env": "dev"}),
    ("twin", "Workloads", {}),
    ("twin", "Workloads/Größe & Co", {}),
    ("lab", None, {"env": "dev"}),
    ("old", "Closed", {"env": "prod"}),
    ("older", "Closed", {}),
]


class Organization:
    def __init__(self, url):
        self._url = url
        self._client = boto3.client("organizations", region_name="us-east-1", endpoint_url=url)

    def make(self, accounts=ACCOUNTS):
        client = self._client
        client.create_organization(FeatureSet="ALL")
        root = client.list_roots()["Roots"][0]["Id"]
        units = {}
        for path in UNITS:
            above, _, name = path.rpartition("/")
            parent = units.get(above, root)
            made = client.create_organizational_unit(ParentId=parent, Name=name)
            units[path] = made["OrganizationalUnit"]["Id"]
        for name, unit, tags in accounts:
            mail = f"{name.replace(' ', '')}@example.com"
            made = client.create_account(AccountName=name, Email=mail)
            account = made["CreateAccountStatus"]["AccountId"]
            if unit is not None:
                client.move_account(
                    AccountId=account, SourceParentId=root, DestinationParentId=units[unit]
                )
            if tags:
                pairs = [{"Key": key, "Value": value} for key, value in tags.items()]
                client.tag_resource(ResourceId=account, Tags=pairs)
            if unit == "Closed":
                client.close_account(AccountId=account)
        return units

    def listed(self):
        rows = []
        for page in self._client.get_paginator("list_accounts").paginate():
            for account in page["Accounts"]:
                tags = self._client.list_tags_for_resource(ResourceId=account["Id"])["Tags"]
                rows.append(
                    {
                        "account": account["Id"],
                        "name": account["Name"],
                        "state": account.get("State", account.get("Status")),
                        "ou": self._path(account["Id"]),
                        "tags": {tag["Key"]: tag["Value"] for tag in tags},
                        "entered_as": self._entered(account["Id"]),
                    }
                )
        return rows

    def _path(self, child):
        names = []
        while True:
            parent = self._client.list_parents(ChildId=child)["Parents"][0]
            if parent["Type"] == "ROOT":
                return "/".join(reversed(names)) or "Root"
            child = parent["Id"]
            unit = self._client.describe_organizational_unit(OrganizationalUnitId=child)
            names.append(unit["OrganizationalUnit"]["Name"])

    def keys_of(self, account):
        """What boto3 enters an account with, by its own names."""
        sts = boto3.client("sts", region_name="us-east-1", endpoint_url=self._url)
        role = f"arn:aws:iam::{account}:role/audit/Reader"
        keys = sts.assume_role(RoleArn=role, RoleSessionName="boto3")["Credentials"]
        return {
            "aws_access_key_id": keys["AccessKeyId"],
            "aws_secret_access_key": keys["SecretAccessKey"],
            "aws_session_token": keys["SessionToken"],
        }

    def _entered(self, account):
        """The account that AssumeRole leads to."""
        keys = self.keys_of(account)
        sts = boto3.client("sts", region_name="us-east-1", endpoint_url=self._url, **keys)
        return sts.get_caller_identity()["Account"]


def main():
    url, stop = serve()
    organization = Organization(url)
    units = organization.make()
    write_line({"url": url, "moto": moto.__version__, "units": units, "accounts": organization.listed()})
    sys.stdin.read()
    stop()


if __name__ == "__main__":
    main()
