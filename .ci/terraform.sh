# Terraform, and AWS's provider in a folder of mirrored providers: those that are on the machine at
# the versions the tests are written for, or else their publisher's, checked against its sums.

terraform_version=1.11.4
terraform_aws_version=5.100.0
terraform_releases=https://releases.hashicorp.com

# True when the program $1 is any 1.11, which all read the tests' configuration alike.
is_terraform() {
  [ -n "$1" ] && CHECKPOINT_DISABLE=1 "$1" version 2>/dev/null | grep -q "^Terraform v${terraform_version%.*}\."
}

terraform_platform() {
  case $(uname -m) in
    x86_64) echo linux_amd64 ;;
    aarch64) echo linux_arm64 ;;
    *) fail "Terraform is not published for $(uname -m)." ;;
  esac
}

# Where Terraform looks for mirrors, and where images of build machines put them.
find_terraform_plugins() {
  local folder provider
  for folder in "${TF_PLUGIN_DIR-}" "${TF_PLUGIN_CACHE_DIR-}" "$cache/terraform-plugins" \
    "$HOME/.terraform.d/plugins" "$HOME/.terraform.d/plugin-cache" \
    "$HOME/.local/share/terraform/plugins" /usr/local/share/terraform/plugins \
    /usr/share/terraform/plugins /opt/*; do
    provider=$folder/registry.terraform.io/hashicorp/aws
    if [ -d "$provider/$terraform_aws_version/$(terraform_platform)" ] \
      || [ -f "$provider/terraform-provider-aws_${terraform_aws_version}_$(terraform_platform).zip" ]; then
      export TF_PLUGIN_DIR=$folder
      return
    fi
  done
  return 1
}

# Fetches $1 of version $2 into the folder $3 and checks it; fails saying what is missing.
fetch_release() {
  local archive=$1_$2_$(terraform_platform).zip
  mkdir -p "$3"
  if ! curl --fail --silent --show-error --location --max-time 600 \
    --output "$3/$archive" "$terraform_releases/$1/$2/$archive" \
    --output "$3/$1.sums" "$terraform_releases/$1/$2/$1_$2_SHA256SUMS"; then
    rm -f "$3/$archive"
    fail "$1 $2 is not on this machine and could not be fetched from $terraform_releases: install it, and for a provider set TF_PLUGIN_DIR to the folder that holds registry.terraform.io/."
  fi
  (cd "$3" && grep " $archive\$" "$1.sums" | sha256sum --check --status) \
    || { rm -f "$3/$archive"; fail "$archive is not what its publisher's sums say."; }
  rm -f "$3/$1.sums"
}

install_terraform() {
  if ! is_terraform "$(command -v terraform || true)"; then
    fetch_release terraform "$terraform_version" "$cache/terraform"
    python3 -m zipfile -e "$cache/terraform/terraform_${terraform_version}_$(terraform_platform).zip" "$cache/bin"
    chmod +x "$cache/bin/terraform"
    hash -r
    is_terraform "$(command -v terraform || true)" \
      || fail "a terraform that is not ${terraform_version%.*} stands on the PATH before $cache/bin."
  fi
  if ! find_terraform_plugins; then
    fetch_release terraform-provider-aws "$terraform_aws_version" \
      "$cache/terraform-plugins/registry.terraform.io/hashicorp/aws"
    find_terraform_plugins || fail "the provider that was fetched cannot be found."
  fi
}
