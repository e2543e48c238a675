resource "aws_iam_user" "builder" {
  name                 = "terraform-builder"
  path                 = "/terraform/"
  permissions_boundary = var.changed ? aws_iam_policy.second.arn : aws_iam_policy.first.arn

  tags = {
    team = "build"
  }
}

resource "aws_iam_group" "builders" {
  name = "terraform-builders-${local.stage}"
  path = "/terraform/"
}

resource "aws_iam_user_group_membership" "builder" {
  user   = aws_iam_user.builder.name
  groups = [aws_iam_group.builders.name]
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = [aws_iam_user.builder.arn]
    }
  }

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.ci.arn]
    }

    condition {
      test     = "StringLike"
      variable = "issuer.example:sub"
      values   = ["repo:team/${local.stage}:*"]
    }
  }
}

resource "aws_iam_role" "runner" {
  name                  = "terraform-runner"
  path                  = "/terraform/"
  description           = "Runs ${local.stage}."
  assume_role_policy    = data.aws_iam_policy_document.trust.json
  max_session_duration  = var.changed ? 7200 : 3600
  permissions_boundary  = var.changed ? null : aws_iam_policy.first.arn
  force_detach_policies = false

  tags = {
    (local.stage) = "yes"
  }
}

data "aws_iam_policy_document" "push" {
  statement {
    sid       = "Push"
    actions   = ["ecr:PutImage", "ecr:InitiateLayerUpload", "ecr:UploadLayerPart", "ecr:CompleteLayerUpload"]
    resources = ["arn:aws:ecr:*:*:repository/terraform/*"]

    condition {
      test     = "StringLike"
      variable = "aws:PrincipalTag/team"
      values   = [local.stage, "$${aws:username}"]
    }
  }

  statement {
    effect    = "Deny"
    actions   = ["ecr:DeleteRepository"]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "first" {
  name        = "terraform-first"
  path        = "/terraform/"
  description = "What builders do."
  policy      = data.aws_iam_policy_document.push.json

  tags = {
    team = local.stage
  }
}

resource "aws_iam_policy" "second" {
  name_prefix = "terraform-second-"
  policy      = data.aws_iam_policy_document.push.json
}

resource "aws_iam_user_policy" "builder" {
  name   = "own"
  user   = aws_iam_user.builder.name
  policy = data.aws_iam_policy_document.push.json
}

resource "aws_iam_group_policy" "builders" {
  name   = "own"
  group  = aws_iam_group.builders.name
  policy = data.aws_iam_policy_document.push.json
}

resource "aws_iam_role_policy" "runner" {
  name   = "own"
  role   = aws_iam_role.runner.name
  policy = data.aws_iam_policy_document.push.json
}

resource "aws_iam_user_policy_attachment" "builder" {
  user       = aws_iam_user.builder.name
  policy_arn = var.changed ? aws_iam_policy.second.arn : aws_iam_policy.first.arn
}

resource "aws_iam_group_policy_attachment" "builders" {
  group      = aws_iam_group.builders.name
  policy_arn = data.aws_iam_policy.read_only.arn
}

resource "aws_iam_role_policy_attachment" "runner" {
  role       = aws_iam_role.runner.name
  policy_arn = var.changed ? aws_iam_policy.second.arn : aws_iam_policy.first.arn
}

resource "aws_iam_role_policies_exclusive" "runner" {
  role_name    = aws_iam_role.runner.name
  policy_names = [aws_iam_role_policy.runner.name]
}

resource "aws_iam_role_policy_attachments_exclusive" "runner" {
  role_name   = aws_iam_role.runner.name
  policy_arns = [aws_iam_role_policy_attachment.runner.policy_arn]
}

resource "aws_iam_user_policies_exclusive" "builder" {
  user_name    = aws_iam_user.builder.name
  policy_names = [aws_iam_user_policy.builder.name]
}

resource "aws_iam_user_policy_attachments_exclusive" "builder" {
  user_name   = aws_iam_user.builder.name
  policy_arns = [aws_iam_user_policy_attachment.builder.policy_arn]
}

resource "aws_iam_group_policies_exclusive" "builders" {
  group_name   = aws_iam_group.builders.name
  policy_names = [aws_iam_group_policy.builders.name]
}

resource "aws_iam_group_policy_attachments_exclusive" "builders" {
  group_name  = aws_iam_group.builders.name
  policy_arns = [aws_iam_group_policy_attachment.builders.policy_arn]
}

resource "aws_iam_access_key" "builder" {
  user   = aws_iam_user.builder.name
  status = var.changed ? "Inactive" : "Active"
}

resource "aws_iam_openid_connect_provider" "ci" {
  url             = "https://issuer.example"
  client_id_list  = ["entrepot", local.stage]
  thumbprint_list = [join("", [for i in range(20) : var.changed ? "ab" : "cd"])]

  tags = {
    team = local.stage
  }
}

resource "aws_iam_account_alias" "here" {
  account_alias = "terraform-${local.stage}"
}
