package io.entrepot.server.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The kinds of text that settings of identities take. */
final class IdentityKinds {
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern REGION = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9_.-]{1,253}|\\[[0-9a-fA-F:.]+])=([0-9]{12})");

  private IdentityKinds() {}

  static Kind<String> account() {
    return new Kind<>("twelve digits", matching(ACCOUNT));
  }

  static Kind<String> region() {
    return new Kind<>("a region's name, such as eu-central-1", matching(REGION));
  }

  private static Function<String, Optional<String>> matching(Pattern pattern) {
    return text -> Optional.of(text).filter(given -> pattern.matcher(given).matches());
  }

  /** Account ids by host name. */
  static Kind<Map<String, String>> hosts() {
    return new Kind<>(
        "HOST=ACCOUNT, several parted by commas, such as registry.example.org=111122223333",
        text -> {
          Map<String, String> hosts = new LinkedHashMap<>();
          for (String item : items(text)) {
            int equals = item.lastIndexOf('=');
            if (!HOST.matcher(item).matches()
                || hosts.put(item.substring(0, equals), item.substring(equals + 1)) != null) {
              return Optional.empty();
            }
          }
          return Optional.of(hosts);
        });
  }

  static Kind<List<AddressRange>> ranges() {
    return new Kind<>(
        "addresses or CIDR ranges parted by commas, such as 10.0.0.0/8,fd00::/8",
        text -> {
          List<AddressRange> ranges = new ArrayList<>();
          for (String item : items(text)) {
            Optional<AddressRange> range = AddressRange.parse(item);
            if (range.isEmpty()) {
              return Optional.empty();
            }
            ranges.add(range.get());
          }
          return Optional.of(ranges);
        });
  }

  /** What stands between commas. */
  static List<String> items(String text) {
    return text.isEmpty()
        ? List.of()
        : Pattern.compile(",").splitAsStream(text).map(String::strip).toList();
  }
}
