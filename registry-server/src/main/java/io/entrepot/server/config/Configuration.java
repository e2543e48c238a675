package io.entrepot.server.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All settings, checked; one record per feature. Read once, at start. */
public record Configuration(
    StorageSettings storage,
    ListenSettings listen,
    IdentitySettings identity,
    WebIdentitySettings webIdentity,
    CertificateSettings certificate,
    LimitSettings limits,
    LogSettings log,
    AuditSettings audit,
    EventSettings events) {

  /**
   * Reads command line, environment and file, the first of which wins.
   *
   * @param arguments those after the subcommand
   * @throws ConfigException on anything that cannot be used
   */
  public static Effective read(List<String> arguments, Map<String, String> environment) {
    Flags flags = Flags.of(arguments);
    Environment variables = Environment.of(environment);
    List<Effective.Layer> layers = new ArrayList<>(List.of(flags, variables));
    Optional<String> file = flags.file().or(variables::file);
    if (file.isPresent()) {
      layers.add(YamlFile.read(Path.of(file.orElseThrow())));
    }
    return Effective.of(layers);
  }

  /**
   * Checks every value, alone and with the others.
   *
   * @throws ConfigException on the first that cannot be used
   */
  public static Configuration of(Effective effective) {
    return new Configuration(
        new StorageSettings(
            effective.get(Settings.DATA),
            effective.get(Settings.CREATE_ON_PUSH),
            effective.get(Settings.ALLOW_SPARSE),
            effective.get(Settings.UPLOADS_EXPIRY),
            effective.get(Settings.UPLOADS_PER_REPOSITORY),
            new GcSettings(
                effective.get(Settings.GC_GRACE),
                effective.get(Settings.GC_UPLOAD_GRACE),
                effective.get(Settings.GC_INTERVAL)),
            new ScrubSettings(
                effective.get(Settings.SCRUB_RATE), effective.get(Settings.SCRUB_INTERVAL)),
            new LifecycleSettings(
                effective.get(Settings.LIFECYCLE_INTERVAL),
                effective.get(Settings.LIFECYCLE_DELAY))),
        listen(effective),
        new IdentitySettings(
            effective.get(Settings.ACCOUNT),
            effective.get(Settings.REGION),
            effective.get(Settings.HOSTS),
            effective.get(Settings.TRUSTED_PROXIES),
            new PublicSettings(
                effective.get(Settings.PUBLIC_HOSTS), effective.get(Settings.PUBLIC_ALIASES)),
            effective.get(Settings.TOKENS_EXPIRY),
            effective.get(Settings.KEY_FILE)),
        new WebIdentitySettings(
            effective.get(Settings.WEB_IDENTITY_CA),
            effective.get(Settings.WEB_IDENTITY_LEEWAY),
            effective.get(Settings.WEB_IDENTITY_TIMEOUT),
            effective.get(Settings.WEB_IDENTITY_FRESH_KEYS),
            effective.get(Settings.WEB_IDENTITY_STALE_KEYS)),
        certificate(effective),
        new LimitSettings(
            effective.get(Settings.CONNECTIONS),
            effective.get(Settings.HEADER_SIZE),
            effective.get(Settings.REQUEST_TIMEOUT),
            effective.get(Settings.STALL_TIMEOUT),
            effective.get(Settings.IDLE_TIMEOUT),
            effective.get(Settings.SHUTDOWN_GRACE)),
        new LogSettings(
            effective.get(Settings.LOG_FORMAT),
            effective.get(Settings.LOG_LEVEL),
            effective.get(Settings.ACCESS_LOG)),
        audit(effective),
        events(effective));
  }

  private static EventSettings events(Effective effective) {
    EventSettings events =
        new EventSettings(
            effective.get(Settings.EVENTS_LOG),
            effective.get(Settings.EVENTS_WEBHOOKS),
            effective.get(Settings.EVENTS_ALLOW),
            effective.get(Settings.EVENTS_SECRETS),
            effective.get(Settings.EVENTS_CA),
            effective.get(Settings.EVENTS_TIMEOUT));
    for (String name : events.allowed().keySet()) {
      if (!events.webhooks().containsKey(name)) {
        throw effective.refuse(
            Settings.EVENTS_ALLOW, "no webhook of events.webhooks is called " + name);
      }
    }
    return events;
  }

  private static AuditSettings audit(Effective effective) {
    int file = effective.get(Settings.AUDIT_FILE_SIZE);
    long total = effective.get(Settings.AUDIT_TOTAL_SIZE);
    if (total < file) {
      throw effective.refuse(Settings.AUDIT_TOTAL_SIZE, "one file of audit.file-size is more");
    }
    return new AuditSettings(
        effective.get(Settings.AUDIT_LOG),
        effective.get(Settings.AUDIT_FOLDER),
        file,
        effective.get(Settings.AUDIT_FILE_AGE),
        total,
        effective.get(Settings.AUDIT_PULLS));
  }

  private static ListenSettings listen(Effective effective) {
    ListenSettings listen =
        new ListenSettings(
            effective.get(Settings.LISTEN),
            effective.get(Settings.MANAGEMENT_LISTEN),
            effective.get(Settings.EXTERNAL_URL),
            effective.get(Settings.OPEN));
    if (listen.open() == Openness.LOOPBACK) {
      refuseNetwork(effective, Settings.LISTEN, listen.registry());
      listen
          .management()
          .ifPresent(address -> refuseNetwork(effective, Settings.MANAGEMENT_LISTEN, address));
    }
    return listen;
  }

  /** Without identities, whoever reaches the server may do everything. */
  private static void refuseNetwork(
      Effective effective, Setting<?> setting, ListenAddress address) {
    InetSocketAddress resolved = address.resolve();
    if (!resolved.getAddress().isLoopbackAddress()) {
      throw effective.refuse(
          setting,
          "with --open only loopback addresses such as 127.0.0.1 are served; to let"
              + " everybody on that network push, pull and delete, add --open=network");
    }
  }

  private static CertificateSettings certificate(Effective effective) {
    Optional<Path> certificate = effective.get(Settings.TLS_CERTIFICATE);
    Optional<Path> key = effective.get(Settings.TLS_KEY);
    boolean selfSigned = effective.get(Settings.TLS) == TlsMode.SELF_SIGNED;
    if (certificate.isEmpty() && key.isEmpty()) {
      return selfSigned ? new CertificateSettings.SelfSigned() : new CertificateSettings.None();
    }
    if (selfSigned) {
      throw effective.refuse(Settings.TLS, "a certificate of your own and this exclude each other");
    }
    if (key.isEmpty()) {
      throw effective.refuse(Settings.TLS_KEY, "tls.certificate needs it, a path");
    }
    if (certificate.isEmpty()) {
      throw effective.refuse(Settings.TLS_CERTIFICATE, "tls.key needs it, a path");
    }
    return new CertificateSettings.Files(certificate.orElseThrow(), key.orElseThrow());
  }
}
