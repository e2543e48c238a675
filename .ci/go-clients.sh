# Clients that are published as Go modules, at the versions the tests are written for.

# program module version package
go_clients='
crane  github.com/google/go-containerregistry v0.22.1 github.com/google/go-containerregistry/cmd/crane
regctl github.com/regclient/regclient         v0.11.7 github.com/regclient/regclient/cmd/regctl
helm   helm.sh/helm/v3                        v3.22.0 helm.sh/helm/v3/cmd/helm
cosign github.com/sigstore/cosign/v3          v3.1.3  github.com/sigstore/cosign/v3/cmd/cosign
'

# True when the program $1 was built from module $2 at version $3.
is_built_from() {
  go version -m "$1" 2>/dev/null | awk -v module="$2" -v version="$3" \
    '$1 == "mod" && $2 == module && $3 == version { found = 1 } END { exit !found }'
}

find_go() {
  command -v go >/dev/null || PATH=$PATH:/usr/local/go/bin
  command -v go >/dev/null || fail "Go was not found: install Go 1.25 or newer; crane, regctl, helm and cosign are built with it."
  PATH=$cache/bin:$(go env GOPATH)/bin:$PATH
  export PATH
}

install_go_clients() {
  local program module version package started
  find_go
  while read -r program module version package; do
    [ -n "$program" ] || continue
    if is_built_from "$(command -v "$program" || true)" "$module" "$version"; then continue; fi
    started=$SECONDS
    GOBIN=$cache/bin go install "$package@$version" 2>"$cache/$program.log" \
      || { cat "$cache/$program.log" >&2; fail "$program $version could not be built."; }
    hash -r
    echo "ci: built $program $version in $((SECONDS - started)) s"
  done <<<"$go_clients"
}
