import { PRINCIPAL } from '../aws/accounts/role.ts';
import { NO_PRINCIPAL } from './iam-policy-accounts.ts';
import {
  EXTERNAL_ID_OR_NONE,
  LONGEST_EXTERNAL_ID,
  ROLE_NAME,
  ROLE_PATH,
  type TemplateRole,
  WORDS,
} from './role-template.ts';

/** What the commands in the comments call the template, and what they make of it. */
const FILE = 'snapdeck-role.yaml';
const STACK = 'snapdeck-role';

/**
 * A CloudFormation template of the role in each account, for a service-managed StackSet and for a plain stack. It names
 * no partition. Each value that it takes is written as JSON, which is YAML as well.
 */
export function cloudFormationTemplate(role: TemplateRole): string {
  return `${stackSetComment(role)}
AWSTemplateFormatVersion: '2010-09-09'
Description: ${WORDS.role}
${parameters(role)}
Conditions:
  HasExternalId: !Not [!Equals [!Ref ExternalId, '']]
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      RoleName: !Ref RoleName
      Path: !Ref RolePath
      Description: ${WORDS.role}
      MaxSessionDuration: !Ref MaxSessionDuration
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Sid: SnapdeckCaller
            Effect: Allow
            Principal:
              AWS: !Ref TrustedPrincipalArn
            Action: sts:AssumeRole
            Condition: !If
              - HasExternalId
              - StringEquals:
                  sts:ExternalId: !Ref ExternalId
              - !Ref AWS::NoValue
      Policies:
        - PolicyName: SnapdeckReadOnly
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Sid: SnapdeckReadOnly
                Effect: Allow
                Action:
${role.actions.map((action) => `                  - ${action}`).join('\n')}
                Resource: '*'
Outputs:
  RoleArn:
    Description: The role in this account.
    Value: !GetAtt Role.Arn
  RoleArnInEveryAccount:
    Description: '${WORDS.everywhere}'
    Value: !Sub arn:\${AWS::Partition}:iam::*:role\${RolePath}\${RoleName}
${plainStackComment(role)}`;
}

function parameters({ name, path, principal, externalId }: TemplateRole): string {
  return `Parameters:
  TrustedPrincipalArn:
    Type: String
    Description: '${WORDS.principal}'${principal === null ? '' : `\n    Default: ${JSON.stringify(principal)}`}
    AllowedPattern: '${PRINCIPAL}'
  ExternalId:
    Type: String
    Description: '${WORDS.externalId}'
    Default: ${JSON.stringify(externalId ?? '')}
    AllowedPattern: '${EXTERNAL_ID_OR_NONE}'
    MaxLength: ${LONGEST_EXTERNAL_ID}
  RoleName:
    Type: String
    Description: '${WORDS.name}'
    Default: ${JSON.stringify(name)}
    AllowedPattern: '${ROLE_NAME}'
  RolePath:
    Type: String
    Description: '${WORDS.path}'
    Default: ${JSON.stringify(path)}
    AllowedPattern: '${ROLE_PATH}'
  MaxSessionDuration:
    Type: Number
    Description: '${WORDS.duration}'
    Default: 3600
    MinValue: 3600
    MaxValue: 43200`;
}

function stackSetComment({ principal, units, region }: TemplateRole): string {
  const given =
    principal === null
      ? ` \\\n#     --parameters ParameterKey=TrustedPrincipalArn,ParameterValue=${NO_PRINCIPAL}`
      : '';
  return `# The role by which snapdeck enters each account of an organization; it only reads. As a StackSet, from the management
# account (a delegated administrator adds --call-as DELEGATED_ADMIN):
#
#   aws cloudformation create-stack-set --stack-set-name ${STACK} \\
#     --template-body file://${FILE} --capabilities CAPABILITY_NAMED_IAM \\
#     --permission-model SERVICE_MANAGED \\
#     --auto-deployment Enabled=true,RetainStacksOnAccountRemoval=false${given}
#   aws cloudformation create-stack-instances --stack-set-name ${STACK} --regions ${region ?? 'REGION'} \\
#     --deployment-targets OrganizationalUnitIds=${units.length === 0 ? 'ROOT_ID' : units.join(',')}
#
# ${needs(principal, units)}One region is enough: IAM is the same in all of them. Before the first StackSet of an organization:
# aws cloudformation activate-organizations-access`;
}

/** What is to be put in the place of words in capitals. */
function needs(principal: string | null, units: readonly string[]): string {
  const caller =
    principal === null ? [`${NO_PRINCIPAL}: the ARN of the role or user that runs snapdeck.`] : [];
  const root = units.length === 0 ? ['ROOT_ID: aws organizations list-roots.'] : [];
  return [...caller, ...root].map((words) => `${words}\n# `).join('');
}

function plainStackComment({ principal }: TemplateRole): string {
  const given =
    principal === null ? ` \\\n#     --parameter-overrides TrustedPrincipalArn=${NO_PRINCIPAL}` : '';
  return `
# A service-managed StackSet never reaches the management account. The same template makes the role there as a plain
# stack (not needed where the caller is of that account, which is entered with the caller's own credentials):
#
#   aws cloudformation deploy --stack-name ${STACK} --template-file ${FILE} \\
#     --capabilities CAPABILITY_NAMED_IAM${given}
`;
}
