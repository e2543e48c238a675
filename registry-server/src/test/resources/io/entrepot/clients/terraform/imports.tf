# Brings what another state made into a fresh one.

variable "key" {
  description = "The id of the builder's access key."
  type        = string
}

variable "second" {
  description = "The ARN of the policy whose name was made up."
  type        = string
}

locals {
  account = "123456789012"
}

import {
  to = aws_ecr_repository.app
  id = "terraform/app"
}

import {
  to = aws_ecr_repository.plain
  id = "terraform/plain"
}

import {
  to = aws_ecr_repository_policy.app
  id = "terraform/app"
}

import {
  to = aws_ecr_lifecycle_policy.app
  id = "terraform/app"
}

import {
  to = aws_ecr_registry_policy.registry
  id = local.account
}

import {
  to = aws_ecr_account_setting.scope
  id = "REGISTRY_POLICY_SCOPE"
}

import {
  to = aws_ecr_repository_creation_template.team
  id = "terraform-team"
}

import {
  to = aws_iam_user.builder
  id = "terraform-builder"
}

import {
  to = aws_iam_group.builders
  id = "terraform-builders-after"
}

import {
  to = aws_iam_user_group_membership.builder
  id = "terraform-builder/terraform-builders-after"
}

import {
  to = aws_iam_role.runner
  id = "terraform-runner"
}

import {
  to = aws_iam_policy.first
  id = "arn:aws:iam::${local.account}:policy/terraform/terraform-first"
}

import {
  to = aws_iam_policy.second
  id = var.second
}

import {
  to = aws_iam_user_policy.builder
  id = "terraform-builder:own"
}

import {
  to = aws_iam_group_policy.builders
  id = "terraform-builders-after:own"
}

import {
  to = aws_iam_role_policy.runner
  id = "terraform-runner:own"
}

import {
  to = aws_iam_user_policy_attachment.builder
  id = "terraform-builder/${var.second}"
}

import {
  to = aws_iam_group_policy_attachment.builders
  id = "terraform-builders-after/arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly"
}

import {
  to = aws_iam_role_policy_attachment.runner
  id = "terraform-runner/${var.second}"
}

import {
  to = aws_iam_role_policies_exclusive.runner
  id = "terraform-runner"
}

import {
  to = aws_iam_role_policy_attachments_exclusive.runner
  id = "terraform-runner"
}

import {
  to = aws_iam_access_key.builder
  id = var.key
}

import {
  to = aws_iam_openid_connect_provider.ci
  id = "arn:aws:iam::${local.account}:oidc-provider/issuer.example"
}

import {
  to = aws_iam_account_alias.here
  id = "terraform-after"
}

import {
  to = aws_iam_user_policies_exclusive.builder
  id = "terraform-builder"
}

import {
  to = aws_iam_group_policy_attachments_exclusive.builders
  id = "terraform-builders-after"
}

import {
  to = aws_iam_user_policy_attachments_exclusive.builder
  id = "terraform-builder"
}

import {
  to = aws_iam_group_policies_exclusive.builders
  id = "terraform-builders-after"
}

import {
  to = aws_ecrpublic_repository.app
  id = "terraform-public"
}

import {
  to = aws_ecrpublic_repository.plain
  id = "terraform-plain"
}

import {
  to = aws_ecrpublic_repository_policy.app
  id = "terraform-public"
}
