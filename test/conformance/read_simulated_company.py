"""Reads the accounts of a simulated company with boto3, enters some, and prints all of it as one JSON line.

    read_simulated_company.py URL SSO-TOKEN
"""

import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from plain_json import write_line

URL, TOKEN = sys.argv[1:]
CONFIG = Config(retries={"total_max_attempts": 1})


def client(service, keys=None):
    signed = (
        {}
        if keys is None
        else {
            "aws_access_key_id": keys["AccessKeyId"],
            "aws_secret_access_key": keys["SecretAccessKey"],
            "aws_session_token": keys["SessionToken"],
        }
    )
    return boto3.client(service, region_name="us-east-1", endpoint_url=URL, config=CONFIG, **signed)


organizations, sts, sso = client("organizations"), client("sts"), client("sso")


def listed(of, operation, member, **parameters):
    pages = of.get_paginator(operation).paginate(**parameters)
    return [row for page in pages for row in page[member]]


def walk(parent, names):
    """Every account with the path of its unit."""
    for account in listed(organizations, "list_accounts_for_parent", "Accounts", ParentId=parent):
        yield account["Id"], "/".join(names)
    units = listed(
        organizations, "list_organizational_units_for_parent", "OrganizationalUnits", ParentId=parent
    )
    for unit in units:
        yield from walk(unit["Id"], [*names, unit["Name"]])


def assumed(account, role, **more):
    arn = f"arn:aws:iam::{account}:role/{role}"
    try:
        keys = sts.assume_role(RoleArn=arn, RoleSessionName="boto3", **more)["Credentials"]
    except ClientError as error:
        return error.response["Error"]["Code"]
    return client("sts", keys).get_caller_identity()["Arn"]


def entered_by_sso(account, role):
    try:
        given = sso.get_role_credentials(accountId=account, roleName=role, accessToken=TOKEN)
    except ClientError as error:
        return error.response["Error"]["Code"]
    keys = given["roleCredentials"]
    named = {name[0].upper() + name[1:]: value for name, value in keys.items()}
    return client("sts", named).get_caller_identity()["Account"]


def main():
    accounts = listed(organizations, "list_accounts", "Accounts")
    root = listed(organizations, "list_roots", "Roots")[0]["Id"]
    portal = listed(sso, "list_accounts", "accountList", accessToken=TOKEN)
    write_line(
        {
            "organization": organizations.describe_organization()["Organization"],
            "caller": sts.get_caller_identity(),
            "accounts": accounts,
            "units": dict(walk(root, [])),
            "tags": {
                account["Id"]: {
                    tag["Key"]: tag["Value"]
                    for tag in listed(
                        organizations, "list_tags_for_resource", "Tags", ResourceId=account["Id"]
                    )
                }
                for account in accounts
            },
            "assumed": {account["Id"]: assumed(account["Id"], "LarkspurAudit") for account in accounts},
            "partner": [
                assumed(accounts[1]["Id"], "partners/PartnerAudit"),
                assumed(accounts[1]["Id"], "partners/PartnerAudit", ExternalId="larkspur-7731"),
            ],
            "sso": {
                account["accountId"]: {
                    "roles": [
                        role["roleName"]
                        for role in listed(
                            sso,
                            "list_account_roles",
                            "roleList",
                            accessToken=TOKEN,
                            accountId=account["accountId"],
                        )
                    ],
                    "entered": entered_by_sso(account["accountId"], "ReadOnlyAccess"),
                }
                for account in portal
            },
        }
    )


main()
