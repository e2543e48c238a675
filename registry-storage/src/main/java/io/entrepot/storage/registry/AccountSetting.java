package io.entrepot.storage.registry;

import java.util.List;

/**
 * A setting of a registry, by ECR's name (Amazon ECR API reference, PutAccountSetting). What has
 * one value only is how this registry always is.
 */
public enum AccountSetting {
  BASIC_SCAN_TYPE_VERSION,
  /** Whether a push may take a blob over from another repository. */
  BLOB_MOUNTING,
  REGISTRY_POLICY_SCOPE;

  static final String DISABLED = "DISABLED";

  /** What it may be; first what it is until it is set. */
  public List<String> options() {
    return switch (this) {
      case BASIC_SCAN_TYPE_VERSION -> List.of("AWS_NATIVE");
      case BLOB_MOUNTING -> List.of("ENABLED", DISABLED);
      case REGISTRY_POLICY_SCOPE -> List.of("V2");
    };
  }

  String initial() {
    return options().getFirst();
  }
}
