# Finds a JDK 25, which Maven finds by itself in the usual folders; the default java may be older.

is_jdk_25() {
  [ -x "$1/bin/javac" ] && grep -q '^JAVA_VERSION="25[."]' "$1/release" 2>/dev/null
}

find_jdk_25() {
  local on_path home
  on_path=$(readlink -f "$(command -v javac || true)" || true)
  for home in /usr/lib/jvm/*; do
    if is_jdk_25 "$home"; then
      echo "ci: JDK 25 in $home"
      return
    fi
  done
  for home in "${JAVA_HOME-}" "${JDK25_HOME-}" "${JAVA_HOME_25_X64-}" "${on_path%/bin/javac}" \
    /opt/java/* /opt/*jdk* /usr/local/*jdk*; do
    if [ -n "$home" ] && is_jdk_25 "$home"; then
      export JAVA_HOME=$home
      echo "ci: JDK 25 in $home"
      return
    fi
  done
  fail "no JDK 25 was found: install one (Temurin 25 or your system's openjdk-25-jdk) in /usr/lib/jvm, or set JAVA_HOME to it."
}
