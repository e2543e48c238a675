data "aws_caller_identity" "me" {}

data "aws_iam_session_context" "me" {
  arn = data.aws_caller_identity.me.arn
}

data "aws_iam_policy" "read_only" {
  name = "AmazonEC2ContainerRegistryReadOnly"
}

data "aws_iam_policy" "first" {
  arn = aws_iam_policy.first.arn
}

data "aws_iam_user" "builder" {
  user_name = aws_iam_user.builder.name
}

data "aws_iam_users" "all" {
  path_prefix = "/terraform/"
  depends_on  = [aws_iam_user.builder]
}

data "aws_iam_access_keys" "builder" {
  user       = aws_iam_user.builder.name
  depends_on = [aws_iam_access_key.builder]
}

data "aws_iam_group" "builders" {
  group_name = aws_iam_user_group_membership.builder.groups == null ? "" : aws_iam_group.builders.name
}

data "aws_iam_role" "runner" {
  name = aws_iam_role.runner.name
}

data "aws_iam_roles" "all" {
  path_prefix = "/terraform/"
  depends_on  = [aws_iam_role.runner]
}

data "aws_iam_openid_connect_provider" "ci" {
  arn = aws_iam_openid_connect_provider.ci.arn
}

data "aws_iam_account_alias" "here" {
  depends_on = [aws_iam_account_alias.here]
}

data "aws_iam_principal_policy_simulation" "push" {
  policy_source_arn = aws_iam_role.runner.arn
  action_names      = ["ecr:DeleteRepository"]
  depends_on        = [aws_iam_role_policy.runner]
}

data "aws_ecr_authorization_token" "here" {}

data "aws_ecr_repository" "app" {
  name = aws_ecr_repository.app.name
}

data "aws_ecr_repositories" "all" {
  depends_on = [aws_ecr_repository.plain]
}

data "aws_ecr_repository_creation_template" "team" {
  prefix = aws_ecr_repository_creation_template.team.prefix
}

data "aws_ecr_image" "pushed" {
  repository_name = "pushed"
  image_tag       = "one"
}

data "aws_ecr_image" "newest" {
  repository_name = "pushed"
  most_recent     = true
}


output "seen" {
  value = {
    account      = data.aws_caller_identity.me.account_id
    issuer       = data.aws_iam_session_context.me.issuer_arn
    first        = data.aws_iam_policy.first.description
    user         = data.aws_iam_user.builder.path
    users        = tolist(data.aws_iam_users.all.names)
    keys         = [for key in data.aws_iam_access_keys.builder.access_keys : key.status]
    members      = [for user in data.aws_iam_group.builders.users : user.user_name]
    role         = data.aws_iam_role.runner.description
    roles        = tolist(data.aws_iam_roles.all.names)
    clients      = sort(data.aws_iam_openid_connect_provider.ci.client_id_list)
    alias        = data.aws_iam_account_alias.here.account_alias
    simulation   = [for result in data.aws_iam_principal_policy_simulation.push.results : result.decision]
    login        = data.aws_ecr_authorization_token.here.user_name
    url          = data.aws_ecr_repository.app.repository_url
    repositories = tolist(data.aws_ecr_repositories.all.names)
    template     = data.aws_ecr_repository_creation_template.team.description
    tags         = data.aws_ecr_image.pushed.image_tags
    same         = data.aws_ecr_image.newest.image_digest == data.aws_ecr_image.pushed.image_digest
    size         = data.aws_ecr_image.pushed.image_size_in_bytes
  }
}

output "key" {
  value = aws_iam_access_key.builder.id
}

output "second" {
  value = aws_iam_policy.second.arn
}
