"""Sees what other programs make of the policies and templates of many accounts, and prints it as one JSON line.

    check_policies.py POLICIES.json TEMPLATE.yaml MODULE.tf PARAMETER=VALUE ...

cfn-lint reads the template, with its own list of every IAM action, and python-hcl2 the module. moto, which checks the
grammar of policies as IAM does, takes the three policies, and makes the role of the template.
"""

import ast
import json
import shlex
import sys

import boto3
import hcl2
from botocore import xform_name
from botocore.exceptions import ClientError
from botocore.session import get_session
from cfnlint.api import lint
from cfnlint.config import ManualArgs
from moto import mock_aws

from plain_json import write_line

POLICIES, TEMPLATE, MODULE, *PARAMETERS = sys.argv[1:]


def linted(template):
    """What cfn-lint has to say, hints included."""
    found = lint(template, config=ManualArgs(include_checks=["I"]))
    return [f"{one.rule.id}: {one.message[:60]}" for one in found]


def plain(value):
    """HCL without the quotes of its strings and without marks of blocks."""
    if isinstance(value, dict):
        return {plain(key): plain(one) for key, one in value.items() if not str(key).startswith("__")}
    if isinstance(value, list):
        return [plain(one) for one in value]
    quoted = isinstance(value, str) and len(value) > 1 and value[0] == value[-1] == '"'
    return value[1:-1] if quoted else value


def unknown_options(template):
    """Options of the commands in the template's comments that the operation does not take, or takes and did not get."""
    commands = [line[1:].strip() for line in template.replace("\\\n#", "").split("\n") if line.startswith("#   aws ")]
    model = get_session().get_service_model("cloudformation")
    wrong = {}
    for command in commands:
        _, _, operation, *words = shlex.split(command)
        given = {word[2:] for word in words if word.startswith("--")}
        # deploy is a command of the CLI's own.
        if operation == "deploy":
            continue
        name = next(one for one in model.operation_names if xform_name(one, "-") == operation)
        shape = model.operation_model(name).input_shape
        known = {xform_name(member, "-") for member in shape.members}
        required = {xform_name(member, "-") for member in shape.required_members}
        wrong[operation] = sorted((given - known) | (required - given))
    return wrong


def refusal(call, **parameters):
    try:
        call(**parameters)
    except ClientError as error:
        return error.response["Error"]["Code"]
    return None


@mock_aws
def made(policies, template):
    iam = boto3.client("iam", region_name="us-east-1")
    stacks = boto3.client("cloudformation", region_name="us-east-1")
    trust = json.dumps(policies["trustPolicy"])
    refused = {
        "rolePolicy": refusal(iam.create_policy, PolicyName="role", PolicyDocument=json.dumps(policies["rolePolicy"])),
        "callerPolicy": refusal(
            iam.create_policy, PolicyName="caller", PolicyDocument=json.dumps(policies["callerPolicy"])
        ),
        "trustPolicy": refusal(iam.create_role, RoleName="trusting", AssumeRolePolicyDocument=trust),
        "noPolicy": refusal(iam.create_policy, PolicyName="none", PolicyDocument='{"Statement": [{}]}'),
    }
    parameters = [
        {"ParameterKey": name, "ParameterValue": value}
        for name, value in (one.split("=", 1) for one in PARAMETERS)
    ]
    stacks.create_stack(
        StackName="role", TemplateBody=template, Parameters=parameters, Capabilities=["CAPABILITY_NAMED_IAM"]
    )
    outputs = stacks.describe_stacks(StackName="role")["Stacks"][0]["Outputs"]
    outputs = {one["OutputKey"]: one["OutputValue"] for one in outputs}
    role = iam.get_role(RoleName=outputs["RoleArn"].split("/")[-1])["Role"]
    policy = iam.get_role_policy(RoleName=role["RoleName"], PolicyName="SnapdeckReadOnly")
    return {
        "refused": refused,
        "outputs": outputs,
        "duration": role["MaxSessionDuration"],
        "trust": role["AssumeRolePolicyDocument"],
        # moto keeps what a template has as Python writes it.
        "policy": ast.literal_eval(policy["PolicyDocument"]),
    }


def main():
    with open(POLICIES, encoding="utf-8") as file:
        policies = json.load(file)
    with open(TEMPLATE, encoding="utf-8") as file:
        template = file.read()
    with open(MODULE, encoding="utf-8") as file:
        module = hcl2.load(file)
    write_line(
        {
            "lint": linted(template),
            "lint_of_wrong_action": linted(template.replace("datasync:ListAgents", "datasync:ListAgentz")),
            "options": unknown_options(template),
            "module": plain(module),
            **made(policies, template),
        }
    )


main()
