package io.entrepot.storage.oci;

/**
 * The twelve digits of the account that owns a set of repositories (Amazon ECR calls it the
 * registry id). Repository names are unique within one.
 */
public record RegistryId(String value) {
  /** The registry of a server that was given no account. */
  public static final RegistryId DEFAULT = new RegistryId("000000000000");

  public RegistryId {
    if (value.length() != 12 || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException("a registry id is twelve digits");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
