# Debian's clients, engine and tools. Nothing is fetched when all are there.

debian_packages=(
  maven git ca-certificates python3-venv nodejs npm
  docker.io docker-compose containerd runc iptables
  spin gcc libc6-dev
  podman buildah skopeo crun uidmap fuse-overlayfs
)

is_installed() {
  [ "$(dpkg-query --show --showformat '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

install_packages() {
  local package missing=()
  command -v apt-get >/dev/null || fail "apt-get was not found: this runs on Debian and what is made of it."
  for package in "${debian_packages[@]}"; do
    # A Maven or Node from elsewhere will do as well.
    if [ "$package" = maven ] && command -v mvn >/dev/null; then continue; fi
    if [ "$package" = nodejs ] && command -v node >/dev/null; then continue; fi
    if [ "$package" = npm ] && command -v npm >/dev/null; then continue; fi
    is_installed "$package" || missing+=("$package")
  done
  # The tests fetch more packages, to make images of: the lists must be there, and not be old ones.
  if [ ${#missing[@]} -gt 0 ] || ! apt-get download --print-uris busybox-static >/dev/null 2>&1; then
    apt-get -qq update
  fi
  if [ ${#missing[@]} -gt 0 ]; then
    echo "ci: installing ${missing[*]}"
    DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends "${missing[@]}" >/dev/null
  fi
}
