import { PRINCIPAL } from '../aws/accounts/role.ts';
import {
  EXTERNAL_ID_OR_NONE,
  LONGEST_EXTERNAL_ID,
  ROLE_NAME,
  ROLE_PATH,
  type TemplateRole,
  WORDS,
} from './role-template.ts';

/** A Terraform module of one file that makes the role in one account. It names no partition. */
export function terraformModule(role: TemplateRole): string {
  return `# The role by which snapdeck enters an account; it only reads. Use this module once an account, with a provider of that
# account.

terraform {
  required_version = ">= 1.2"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 4.0"
    }
  }
}

${variables(role)}

data "aws_partition" "current" {}

locals {
  # An account's id stands for all of that account whom its own policies allow it.
  trusted_principal = (
    length(var.trusted_principal_arn) == 12
    ? "arn:\${data.aws_partition.current.partition}:iam::\${var.trusted_principal_arn}:root"
    : var.trusted_principal_arn
  )
  has_external_id = var.external_id != null && var.external_id != ""
}

resource "aws_iam_role" "snapdeck" {
  name                 = var.role_name
  path                 = var.role_path
  description          = "${WORDS.role}"
  max_session_duration = var.max_session_duration

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      merge(
        {
          Sid       = "SnapdeckCaller"
          Effect    = "Allow"
          Principal = { AWS = local.trusted_principal }
          Action    = "sts:AssumeRole"
        },
        local.has_external_id ? { Condition = { StringEquals = { "sts:ExternalId" = var.external_id } } } : {}
      )
    ]
  })
}

resource "aws_iam_role_policy" "snapdeck" {
  name = "SnapdeckReadOnly"
  role = aws_iam_role.snapdeck.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "SnapdeckReadOnly"
        Effect = "Allow"
        Action = [
${role.actions.map((action) => `          "${action}",`).join('\n')}
        ]
        Resource = "*"
      }
    ]
  })
}

output "role_arn" {
  description = "The role in this account."
  value       = aws_iam_role.snapdeck.arn
}

output "role_arn_in_every_account" {
  description = "${WORDS.everywhere}"
  value       = "arn:\${data.aws_partition.current.partition}:iam::*:role\${var.role_path}\${var.role_name}"
}
`;
}

function variables({ name, path, principal, externalId }: TemplateRole): string {
  return [
    variable('trusted_principal_arn', WORDS.principal, principal, PRINCIPAL),
    optional(externalId),
    variable('role_name', WORDS.name, name, ROLE_NAME),
    variable('role_path', WORDS.path, path, ROLE_PATH),
    `variable "max_session_duration" {
  type        = number
  description = "${WORDS.duration}"
  default     = 3600
}`,
  ].join('\n\n');
}

/** `initial` null: whoever uses the module has to give it. */
function variable(name: string, about: string, initial: string | null, pattern: string): string {
  const lines = [
    '  type        = string',
    `  description = "${about}"`,
    ...(initial === null ? [] : [`  default     = "${initial}"`]),
  ];
  return block(name, lines, `can(regex("${pattern}", var.${name}))`);
}

function optional(externalId: string | null): string {
  const lines = [
    '  type        = string',
    `  description = "${WORDS.externalId}"`,
    `  default     = ${externalId === null ? 'null' : `"${externalId}"`}`,
  ];
  const isOne = `can(regex("${EXTERNAL_ID_OR_NONE}", var.external_id)) && length(var.external_id) <= ${LONGEST_EXTERNAL_ID}`;
  return block('external_id', lines, `var.external_id == null ? true : ${isOne}`);
}

function block(name: string, lines: readonly string[], condition: string): string {
  return `variable "${name}" {
${lines.join('\n')}

  validation {
    condition     = ${condition}
    error_message = "The value of ${name} is not one that IAM takes."
  }
}`;
}
