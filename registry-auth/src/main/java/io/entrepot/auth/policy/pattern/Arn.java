package io.entrepot.auth.policy.pattern;

import java.util.List;
import java.util.Optional;

/**
 * A name of something, in its parts (AWS general reference, Amazon resource names).
 *
 * @param parts {@code arn}, partition, service, region, account and resource; the last may hold
 *     further colons
 */
public record Arn(List<String> parts) {
  /** How many parts there are. */
  public static final int PARTS = 6;

  public Arn {
    parts = List.copyOf(parts);
    if (parts.size() != PARTS) {
      throw new IllegalArgumentException("an ARN has " + PARTS + " parts");
    }
  }

  /** An ARN in the partition {@code aws}. */
  public static Arn of(String service, String region, String account, String resource) {
    return new Arn(List.of("arn", "aws", service, region, account, resource));
  }

  /** Empty when the text is none. */
  public static Optional<Arn> parse(String text) {
    List<String> parts = List.of(text.split(":", PARTS));
    return parts.size() == PARTS && parts.getFirst().equals("arn")
        ? Optional.of(new Arn(parts))
        : Optional.empty();
  }

  public String account() {
    return parts.get(4);
  }

  public String service() {
    return parts.get(2);
  }

  public String resource() {
    return parts.get(5);
  }

  @Override
  public String toString() {
    return String.join(":", parts);
  }
}
