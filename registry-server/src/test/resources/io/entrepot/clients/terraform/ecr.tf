resource "aws_ecr_repository" "app" {
  name                 = "terraform/app"
  image_tag_mutability = var.changed ? "IMMUTABLE" : "MUTABLE"

  image_scanning_configuration {
    scan_on_push = !var.changed
  }

  encryption_configuration {
    encryption_type = "AES256"
  }

  tags = {
    team          = "a+b / c"
    (local.stage) = ""
  }
}

resource "aws_ecr_repository" "plain" {
  name = "terraform/plain"
}

data "aws_iam_policy_document" "pull" {
  statement {
    sid     = "Pull"
    actions = concat(["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"], var.changed ? ["ecr:ListImages"] : [])

    principals {
      type        = "AWS"
      identifiers = [aws_iam_user.builder.arn, aws_iam_role.runner.arn]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:RequestedRegion"
      values   = ["us-east-1"]
    }
  }
}

resource "aws_ecr_repository_policy" "app" {
  repository = aws_ecr_repository.app.name
  policy     = data.aws_iam_policy_document.pull.json
}

data "aws_ecr_lifecycle_policy_document" "app" {
  rule {
    priority    = 1
    description = "The newest builds."

    selection {
      tag_status      = "tagged"
      tag_prefix_list = ["build-"]
      count_type      = "imageCountMoreThan"
      count_number    = var.changed ? 20 : 10
    }
  }

  rule {
    priority = 2

    selection {
      tag_status   = "untagged"
      count_type   = "sinceImagePushed"
      count_unit   = "days"
      count_number = 14
    }
  }
}

resource "aws_ecr_lifecycle_policy" "app" {
  repository = aws_ecr_repository.app.name
  policy     = data.aws_ecr_lifecycle_policy_document.app.json
}

data "aws_iam_policy_document" "registry" {
  statement {
    sid       = local.stage
    actions   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = ["arn:aws:ecr:us-east-1:${data.aws_caller_identity.me.account_id}:repository/terraform/*"]

    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.runner.arn]
    }
  }
}

resource "aws_ecr_registry_policy" "registry" {
  policy = data.aws_iam_policy_document.registry.json
}

resource "aws_ecr_account_setting" "scope" {
  name  = "REGISTRY_POLICY_SCOPE"
  value = "V2"
}

resource "aws_ecr_repository_creation_template" "team" {
  prefix               = "terraform-team"
  description          = "Made ${local.stage}."
  image_tag_mutability = var.changed ? "MUTABLE" : "IMMUTABLE"
  applied_for          = ["PULL_THROUGH_CACHE", "REPLICATION"]
  repository_policy    = data.aws_iam_policy_document.pull.json
  lifecycle_policy     = data.aws_ecr_lifecycle_policy_document.app.json

  encryption_configuration {
    encryption_type = "AES256"
  }

  resource_tags = {
    template = local.stage
  }
}
