# Terraform, and AWS's provider in a folder of mirrored providers, both from the machine: neither is
# a package of the system or of a language that could be installed here.

terraform_version=1.11
terraform_aws_version=5.100.0

terraform_platform() {
  case $(uname -m) in
    x86_64) echo linux_amd64 ;;
    aarch64) echo linux_arm64 ;;
    *) fail "Terraform is not published for $(uname -m)." ;;
  esac
}

# Where Terraform looks for mirrors, and where images of build machines put them: a folder for each
# host that gives providers, below it their publishers.
find_terraform_plugins() {
  local folder provider
  for folder in "${TF_PLUGIN_DIR-}" "${TF_PLUGIN_CACHE_DIR-}" "$HOME/.terraform.d/plugins" \
    "$HOME/.terraform.d/plugin-cache" "$HOME/.local/share/terraform/plugins" \
    /usr/local/share/terraform/plugins /usr/share/terraform/plugins /opt/*; do
    for provider in "$folder"/*/hashicorp/aws; do
      if [ -d "$provider/$terraform_aws_version/$(terraform_platform)" ] \
        || [ -f "$provider/terraform-provider-aws_${terraform_aws_version}_$(terraform_platform).zip" ]; then
        export TF_PLUGIN_DIR=$folder
        return
      fi
    done
  done
  return 1
}

find_terraform() {
  # Read whole before it is looked at: a reader that stops at the first line, as grep -q does, ends
  # the writer by SIGPIPE, which pipefail takes for a failure, a few times in a hundred.
  local version
  version=$(CHECKPOINT_DISABLE=1 terraform version 2>/dev/null) || version=
  version=${version%%$'\n'*}
  case $version in
    "Terraform v$terraform_version."*) ;;
    *) fail "Terraform $terraform_version is not on the PATH (found: ${version:-nothing}): install it from its publisher." ;;
  esac
  find_terraform_plugins \
    || fail "AWS's provider $terraform_aws_version for Terraform is in no folder of providers: mirror it there (terraform providers mirror) and name the folder by TF_PLUGIN_DIR."
}
