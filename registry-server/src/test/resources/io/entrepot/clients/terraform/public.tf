resource "aws_ecrpublic_repository" "app" {
  repository_name = "terraform-public"

  catalog_data {
    about_text        = "# What it is\nMade ${local.stage}."
    architectures     = var.changed ? ["ARM 64", "x86-64"] : ["x86-64"]
    description       = "Made ${local.stage}."
    operating_systems = ["Linux"]
    usage_text        = "docker pull"
  }

  tags = {
    team = local.stage
  }
}

resource "aws_ecrpublic_repository" "plain" {
  repository_name = "terraform-plain"
}

data "aws_iam_policy_document" "public" {
  statement {
    sid     = local.stage
    actions = ["ecr-public:BatchCheckLayerAvailability", "ecr-public:PutImage"]

    principals {
      type        = "AWS"
      identifiers = [aws_iam_user.builder.arn]
    }
  }
}

resource "aws_ecrpublic_repository_policy" "app" {
  repository_name = aws_ecrpublic_repository.app.repository_name
  policy          = data.aws_iam_policy_document.public.json
}

data "aws_ecrpublic_authorization_token" "here" {}

output "public" {
  value = {
    login = data.aws_ecrpublic_authorization_token.here.user_name
    url   = aws_ecrpublic_repository.app.repository_uri
  }
}
