package io.entrepot.server.observe.audit;

import java.time.Duration;

/**
 * When a file of the audit log ends, and how much is kept.
 *
 * @param fileBytes a file ends before it is larger
 * @param fileAge a file ends when its first record is older, once the next one comes
 * @param totalBytes all files together; the oldest go
 */
public record AuditFileLimits(long fileBytes, Duration fileAge, long totalBytes) {
  public AuditFileLimits {
    if (fileBytes <= 0 || totalBytes < fileBytes) {
      throw new IllegalArgumentException("all files together hold at least one file");
    }
  }
}
