# What Terraform is told of the registry. The key comes from AWS_ACCESS_KEY_ID and
# AWS_SECRET_ACCESS_KEY.

terraform {
  required_version = "~> 1.11.0"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

variable "entrepot" {
  description = "The registry's URL."
  type        = string
}

variable "changed" {
  description = "Whether all that can be changed is to be so."
  type        = bool
  default     = false
}

locals {
  stage = var.changed ? "after" : "before"
}

provider "aws" {
  region = "us-east-1"

  endpoints {
    ecr       = var.entrepot
    ecrpublic = var.entrepot
    iam       = var.entrepot
    sts       = var.entrepot
  }

  default_tags {
    tags = {
      stage = local.stage
    }
  }
}
