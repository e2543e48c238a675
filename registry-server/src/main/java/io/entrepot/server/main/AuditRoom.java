package io.entrepot.server.main;

import io.entrepot.auth.identity.IdentityException;
import io.entrepot.auth.store.IdentityStore;
import io.entrepot.server.access.Trail;
import io.entrepot.server.config.AuditSettings;
import io.entrepot.server.observe.Gauge;
import io.entrepot.server.observe.audit.AuditFileLimits;
import io.entrepot.server.observe.audit.AuditFiles;
import io.entrepot.server.observe.audit.AuditLog;
import io.entrepot.server.observe.audit.AuditSink;
import io.entrepot.server.observe.audit.AuditStream;
import io.entrepot.server.observe.audit.ClaimedNames;
import io.entrepot.server.observe.audit.RecordText;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Opens the audit log that the settings ask for. */
record AuditRoom(Trail trail, Optional<AuditLog> log) {
  private static final String FOLDER = "audit";

  /**
   * Opens it.
   *
   * @param data the data folder
   * @param region of the registries
   * @param identities whose names may stand in it
   * @throws StartException when it cannot be written
   */
  static AuditRoom open(
      AuditSettings settings,
      Path data,
      String region,
      Optional<IdentityStore> identities,
      InstantSource clock)
      throws StartException {
    Path folder = settings.folder().orElse(data.resolve(FOLDER));
    try {
      return switch (settings.target()) {
        case OFF -> new AuditRoom(Trail.NONE, Optional.empty());
        case STDOUT ->
            of(
                new AuditStream(new FileOutputStream(FileDescriptor.out)),
                settings,
                region,
                identities,
                clock);
        case FILE ->
            of(
                AuditFiles.open(
                    folder,
                    new AuditFileLimits(
                        settings.fileBytes(), settings.fileAge(), settings.totalBytes()),
                    clock),
                settings,
                region,
                identities,
                clock);
      };
    } catch (IOException e) {
      throw new StartException("the audit log in " + folder + " cannot be written: " + e);
    }
  }

  private static AuditRoom of(
      AuditSink sink,
      AuditSettings settings,
      String region,
      Optional<IdentityStore> identities,
      InstantSource clock) {
    ClaimedNames names = identities.map(AuditRoom::names).orElse(ClaimedNames.NONE);
    AuditLog log =
        new AuditLog(
            sink, new RecordText(region, names), AuditLog.Options.of(settings.pulls()), clock);
    return new AuditRoom(log, Optional.of(log));
  }

  private static ClaimedNames names(IdentityStore identities) {
    return (account, name) -> {
      if (name.equals("root")
          || isThere(() -> identities.users().get(account, name))
          || isThere(() -> identities.roles().get(account, role(name)))) {
        return ClaimedNames.Kind.USER;
      }
      return identities.accessKeys().find(name).isPresent()
          ? ClaimedNames.Kind.ACCESS_KEY
          : ClaimedNames.Kind.UNKNOWN;
    };
  }

  /** Its name in an ARN, or in a path such as {@code role/ci/runner}. */
  private static String role(String claimed) {
    return claimed.substring(claimed.lastIndexOf('/') + 1);
  }

  private static boolean isThere(Runnable lookup) {
    try {
      lookup.run();
      return true;
    } catch (IdentityException none) {
      return false;
    }
  }

  List<Gauge> gauges() {
    return log.map(AuditLog::gauges).orElse(List.of());
  }
}
