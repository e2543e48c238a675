package io.entrepot.server.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every key there is. What is not in this list is refused, wherever it is written. */
public final class Settings {
  static final Setting<Path> DATA =
      new Setting<>("data", "./data", Kinds.path(), "The folder that holds everything.");
  static final Setting<ListenAddress> LISTEN =
      new Setting<>("listen", "127.0.0.1:5000", Kinds.address(), "Where clients push and pull.");
  static final Setting<Optional<ListenAddress>> MANAGEMENT_LISTEN =
      new Setting<>(
          "management.listen",
          "127.0.0.1:5001",
          Kinds.address().orWord("off"),
          "Where /healthz, /readyz and /metrics are served.");
  static final Setting<Optional<URI>> EXTERNAL_URL =
      new Setting<>(
          "external-url",
          "",
          Kinds.baseUrl().orNone(),
          "How clients reach this server; names it in absolute URLs.");
  static final Setting<Openness> OPEN =
      new Setting<>(
          "open",
          "none",
          Kinds.choice(Openness.class),
          "From where everybody may do everything without saying who: nowhere, this machine, or"
              + " any network it can be reached from.");
  static final Setting<String> ACCOUNT =
      new Setting<>(
          "account",
          "000000000000",
          IdentityKinds.account(),
          "The account of host names that name none; made at the first start.");
  static final Setting<String> REGION =
      new Setting<>(
          "region", "us-east-1", IdentityKinds.region(), "The region in the ARNs of repositories.");
  static final Setting<Map<String, String>> HOSTS =
      new Setting<>(
          "accounts.hosts",
          "",
          IdentityKinds.hosts(),
          "Further host names of accounts, as HOST=ACCOUNT.");
  static final Setting<List<String>> PUBLIC_HOSTS =
      new Setting<>(
          "public.hosts",
          "",
          IdentityKinds.publicHosts(),
          "Host names at which there are public repositories alone.");
  static final Setting<Map<String, String>> PUBLIC_ALIASES =
      new Setting<>(
          "public.aliases",
          "",
          IdentityKinds.aliases(),
          "What public registries are called, as ALIAS=ACCOUNT; an account's first is its primary"
              + " one.");
  static final Setting<List<AddressRange>> TRUSTED_PROXIES =
      new Setting<>(
          "trusted-proxies",
          "",
          IdentityKinds.ranges(),
          "Proxies whose forwarded header fields are believed; nobody else's are.");
  static final Setting<Duration> TOKENS_EXPIRY =
      new Setting<>(
          "tokens.expiry",
          "10m",
          Kinds.duration(Duration.ofMinutes(5), Duration.ofMinutes(15)),
          "How long a registry token is good.");
  static final Setting<Optional<Path>> KEY_FILE =
      new Setting<>(
          "key-file",
          "",
          Kinds.path().orNone(),
          "The file of the key that secrets are sealed with; made when absent.");
  static final Setting<Optional<Path>> WEB_IDENTITY_CA =
      new Setting<>(
          "web-identity.ca-file",
          "",
          Kinds.path().orNone(),
          "A PEM file of authorities for identity providers, beside the usual ones.");
  static final Setting<Duration> WEB_IDENTITY_LEEWAY =
      new Setting<>(
          "web-identity.leeway",
          "30s",
          Kinds.duration(Duration.ZERO, Duration.ofMinutes(5)),
          "How far the clock of an identity provider may be off.");
  static final Setting<Duration> WEB_IDENTITY_TIMEOUT =
      new Setting<>(
          "web-identity.timeout",
          "5s",
          Kinds.duration(Duration.ofMillis(100), Duration.ofSeconds(30)),
          "How long an identity provider may take to answer.");
  static final Setting<Duration> WEB_IDENTITY_FRESH_KEYS =
      new Setting<>(
          "web-identity.fresh-keys",
          "15m",
          Kinds.duration(Duration.ofSeconds(10), Duration.ofMinutes(15)),
          "How long the keys of an identity provider are used without asking again.");
  static final Setting<Duration> WEB_IDENTITY_STALE_KEYS =
      new Setting<>(
          "web-identity.stale-keys",
          "24h",
          Kinds.duration(Duration.ofMinutes(15), Duration.ofDays(7)),
          "How long the keys of an identity provider are used while it cannot be reached.");
  static final Setting<TlsMode> TLS =
      new Setting<>(
          "tls",
          "off",
          Kinds.choice(TlsMode.class),
          "self-signed makes a certificate and keeps it in the data folder.");
  static final Setting<Optional<Path>> TLS_CERTIFICATE =
      new Setting<>(
          "tls.certificate",
          "",
          Kinds.path().orNone(),
          "A PEM file: the certificate, then those that signed it.");
  static final Setting<Optional<Path>> TLS_KEY =
      new Setting<>(
          "tls.key", "", Kinds.path().orNone(), "A PEM file: the certificate's private key.");
  static final Setting<Boolean> CREATE_ON_PUSH =
      new Setting<>(
          "repositories.create-on-push",
          "on",
          Kinds.toggle(),
          "Whether a push makes a repository that is not there, when the pusher may.");
  static final Setting<SparseAllowance> ALLOW_SPARSE =
      new Setting<>(
          "manifests.allow-sparse",
          "none",
          Kinds.choice(SparseAllowance.class),
          "Which manifests may name what the repository does not hold.");
  static final Setting<Duration> UPLOADS_EXPIRY =
      new Setting<>(
          "uploads.expiry",
          "7d",
          Kinds.duration(Duration.ofMinutes(1), Duration.ofDays(90)),
          "How long an upload may rest before it is thrown away.");
  static final Setting<Integer> UPLOADS_PER_REPOSITORY =
      new Setting<>(
          "uploads.per-repository",
          "1000",
          Kinds.count(1, 1_000_000),
          "How many uploads a repository may have open at once.");
  static final Setting<Duration> GC_GRACE =
      new Setting<>(
          "gc.grace",
          "1h",
          Kinds.duration(Duration.ZERO, Duration.ofDays(90)),
          "How long a blob stays that no manifest names any more.");
  static final Setting<Duration> GC_UPLOAD_GRACE =
      new Setting<>(
          "gc.upload-grace",
          "24h",
          Kinds.duration(Duration.ofSeconds(1), Duration.ofDays(90)),
          "How long a blob stays that was uploaded and that no manifest names yet.");
  static final Setting<Duration> GC_INTERVAL =
      new Setting<>(
          "gc.interval",
          "1m",
          Kinds.duration(Duration.ofMillis(100), Duration.ofDays(1)),
          "How often is looked whether there is garbage to collect.");
  static final Setting<Optional<Long>> SCRUB_RATE =
      new Setting<>(
          "scrub.rate",
          "4MiB",
          Kinds.largeSize(256 << 10, 1L << 40).orWord("off"),
          "How many bytes a second are read to find broken blobs.");
  static final Setting<Duration> SCRUB_INTERVAL =
      new Setting<>(
          "scrub.interval",
          "7d",
          Kinds.duration(Duration.ofSeconds(1), Duration.ofDays(365)),
          "How long after all blobs were read they are read again.");
  static final Setting<Duration> LIFECYCLE_INTERVAL =
      new Setting<>(
          "lifecycle.interval",
          "1h",
          Kinds.duration(Duration.ofSeconds(1), Duration.ofDays(7)),
          "How often lifecycle policies are carried out.");
  static final Setting<Duration> LIFECYCLE_DELAY =
      new Setting<>(
          "lifecycle.delay",
          "0s",
          Kinds.duration(Duration.ZERO, Duration.ofDays(90)),
          "How long an image can be brought back that a lifecycle policy took away.");
  static final Setting<Integer> CONNECTIONS =
      new Setting<>(
          "limits.connections",
          "8192",
          Kinds.count(1, 1_000_000),
          "How many connections are served at once; more are closed at once.");
  static final Setting<Integer> HEADER_SIZE =
      new Setting<>(
          "limits.header-size",
          "16KiB",
          Kinds.size(8 << 10, 1 << 20),
          "How large a request's line and header fields may be together.");
  static final Setting<Duration> REQUEST_TIMEOUT =
      new Setting<>(
          "limits.request-timeout",
          "30s",
          Kinds.duration(Duration.ofMillis(100), Duration.ofHours(1)),
          "How long a client may take to send a request's head, or to shake hands.");
  static final Setting<Duration> STALL_TIMEOUT =
      new Setting<>(
          "limits.stall-timeout",
          "60s",
          Kinds.duration(Duration.ofMillis(100), Duration.ofDays(1)),
          "How long a transfer may stand still in either direction.");
  static final Setting<Duration> IDLE_TIMEOUT =
      new Setting<>(
          "limits.idle-timeout",
          "90s",
          Kinds.duration(Duration.ofMillis(100), Duration.ofDays(1)),
          "How long a connection may wait for its next request.");
  static final Setting<Duration> SHUTDOWN_GRACE =
      new Setting<>(
          "shutdown.grace",
          "30s",
          Kinds.duration(Duration.ZERO, Duration.ofDays(1)),
          "How long running transfers may go on after SIGTERM.");
  static final Setting<LogFormat> LOG_FORMAT =
      new Setting<>("log.format", "text", Kinds.choice(LogFormat.class), "How log lines look.");
  static final Setting<LogLevel> LOG_LEVEL =
      new Setting<>(
          "log.level",
          "info",
          Kinds.choice(LogLevel.class),
          "What is logged: this and worse, to the standard error.");
  static final Setting<Boolean> ACCESS_LOG =
      new Setting<>(
          "access-log", "on", Kinds.toggle(), "A line per request, to the standard output.");
  static final Setting<AuditTarget> AUDIT_LOG =
      new Setting<>(
          "audit.log",
          "file",
          Kinds.choice(AuditTarget.class),
          "Where each change and each refusal is recorded.");
  static final Setting<Optional<Path>> AUDIT_FOLDER =
      new Setting<>(
          "audit.folder",
          "",
          Kinds.path().orNone(),
          "The folder of the audit log's files; none: audit, in the data folder.");
  static final Setting<Integer> AUDIT_FILE_SIZE =
      new Setting<>(
          "audit.file-size",
          "64MiB",
          Kinds.size(1 << 20, 1 << 30),
          "How large a file of the audit log may become.");
  static final Setting<Duration> AUDIT_FILE_AGE =
      new Setting<>(
          "audit.file-age",
          "1d",
          Kinds.duration(Duration.ofMinutes(1), Duration.ofDays(366)),
          "How old a file of the audit log may become.");
  static final Setting<Long> AUDIT_TOTAL_SIZE =
      new Setting<>(
          "audit.total-size",
          "1GiB",
          Kinds.largeSize(1 << 20, 1L << 50),
          "How much is kept of the audit log; the oldest files go.");
  static final Setting<Boolean> AUDIT_PULLS =
      new Setting<>(
          "audit.pulls",
          "off",
          Kinds.toggle(),
          "Whether the audit log has a record of each pull and listing, too.");

  static final Setting<Boolean> EVENTS_LOG =
      new Setting<>(
          "events.log",
          "off",
          Kinds.toggle(),
          "Whether each event is a line of JSON on the standard output.");
  static final Setting<Map<String, URI>> EVENTS_WEBHOOKS =
      new Setting<>(
          "events.webhooks", "", EventKinds.webhooks(), "Where events are sent, as NAME=URL.");
  static final Setting<Map<String, List<AddressRange>>> EVENTS_ALLOW =
      new Setting<>(
          "events.allow",
          "",
          EventKinds.ranges(),
          "Addresses that a webhook may be at although they are not public, as NAME=RANGE.");
  static final Setting<Optional<Path>> EVENTS_SECRETS =
      new Setting<>(
          "events.secrets",
          "",
          Kinds.path().orNone(),
          "The folder of the secrets that events are signed with, one file for each webhook; none:"
              + " event-secrets, in the data folder.");
  static final Setting<Optional<Path>> EVENTS_CA =
      new Setting<>(
          "events.ca-file",
          "",
          Kinds.path().orNone(),
          "A PEM file of authorities for webhooks, beside the usual ones.");
  static final Setting<Duration> EVENTS_TIMEOUT =
      new Setting<>(
          "events.timeout",
          "10s",
          Kinds.duration(Duration.ofMillis(100), Duration.ofMinutes(1)),
          "How long a webhook may take to answer.");

  /** In the order of the documentation. */
  public static final List<Setting<?>> ALL =
      List.of(
          DATA,
          LISTEN,
          MANAGEMENT_LISTEN,
          EXTERNAL_URL,
          OPEN,
          ACCOUNT,
          REGION,
          HOSTS,
          PUBLIC_HOSTS,
          PUBLIC_ALIASES,
          TRUSTED_PROXIES,
          TOKENS_EXPIRY,
          KEY_FILE,
          WEB_IDENTITY_CA,
          WEB_IDENTITY_LEEWAY,
          WEB_IDENTITY_TIMEOUT,
          WEB_IDENTITY_FRESH_KEYS,
          WEB_IDENTITY_STALE_KEYS,
          TLS,
          TLS_CERTIFICATE,
          TLS_KEY,
          CREATE_ON_PUSH,
          ALLOW_SPARSE,
          UPLOADS_EXPIRY,
          UPLOADS_PER_REPOSITORY,
          GC_GRACE,
          GC_UPLOAD_GRACE,
          GC_INTERVAL,
          SCRUB_RATE,
          SCRUB_INTERVAL,
          LIFECYCLE_INTERVAL,
          LIFECYCLE_DELAY,
          CONNECTIONS,
          HEADER_SIZE,
          REQUEST_TIMEOUT,
          STALL_TIMEOUT,
          IDLE_TIMEOUT,
          SHUTDOWN_GRACE,
          LOG_FORMAT,
          LOG_LEVEL,
          ACCESS_LOG,
          AUDIT_LOG,
          AUDIT_FOLDER,
          AUDIT_FILE_SIZE,
          AUDIT_FILE_AGE,
          AUDIT_TOTAL_SIZE,
          AUDIT_PULLS,
          EVENTS_LOG,
          EVENTS_WEBHOOKS,
          EVENTS_ALLOW,
          EVENTS_SECRETS,
          EVENTS_CA,
          EVENTS_TIMEOUT);

  private Settings() {}
}
