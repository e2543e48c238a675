# What AWS's provider cannot import, or imports without what only its making tells.

resource "aws_iam_user" "visitor" {
  name          = "terraform-visitor"
  force_destroy = true
}

resource "aws_iam_user_login_profile" "visitor" {
  user                    = aws_iam_user.visitor.name
  password_length         = 24
  password_reset_required = false
}

resource "aws_iam_access_key" "visitor" {
  user = aws_iam_user.visitor.name
}

resource "aws_iam_group" "visitors" {
  name = "terraform-visitors"
}

resource "aws_iam_group_membership" "visitors" {
  name  = "visitors"
  group = aws_iam_group.visitors.name
  users = var.changed ? [aws_iam_user.visitor.name] : [aws_iam_user.visitor.name, aws_iam_user.builder.name]
}

resource "aws_iam_policy" "everywhere" {
  name   = "terraform-everywhere"
  policy = data.aws_iam_policy_document.push.json
}

resource "aws_iam_policy_attachment" "everywhere" {
  name       = "everywhere"
  policy_arn = aws_iam_policy.everywhere.arn
  users      = [aws_iam_user.visitor.name]
  groups     = var.changed ? [] : [aws_iam_group.visitors.name]
}

resource "aws_ecr_repository" "passing" {
  name         = "terraform/passing"
  force_delete = true
}
