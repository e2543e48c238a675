package io.entrepot.server.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kinds of text that settings of identities take. */
final class IdentityKinds {
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern REGION = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9_.-]{1,253}|\\[[0-9a-fA-F:.]+])=([0-9]{12})");

  private static final Pattern PUBLIC_HOST =
      Pattern.compile("([A-Za-z0-9_.-]{1,253}|\\[[0-9a-fA-F:.]+])(:[0-9]{1,5})?");

  /** Names that stand for the private registry of the account in them. */
  private static final Pattern OF_ECR =
      Pattern.compile("^[0-9]{12}\\.dkr[.-]ecr", Pattern.CASE_INSENSITIVE);

  private static final Pattern ALIAS =
      Pattern.compile("(?=[^=]{2,50}=)([a-z](?:[._-]?[a-z0-9])+)=([0-9]{12})");
  private static final Pattern RESERVED_ALIAS = Pattern.compile("public|([a-z][0-9]){5}");

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

  /** Host names, perhaps with ports. */
  static Kind<List<String>> publicHosts() {
    return new Kind<>(
        "host names, perhaps with a port, parted by commas, such as public.example.org; none of the"
            + " form 111122223333.dkr.ecr.REGION.DOMAIN, which is private",
        text ->
            Optional.of(items(text))
                .filter(hosts -> hosts.stream().allMatch(PUBLIC_HOST.asMatchPredicate()))
                .filter(hosts -> hosts.stream().noneMatch(OF_ECR.asPredicate())));
  }

  /** Account ids by alias, in their order. */
  static Kind<Map<String, String>> aliases() {
    return new Kind<>(
        "ALIAS=ACCOUNT, several parted by commas, such as team=111122223333; an alias has 2 to 50"
            + " lower-case letters, digits, '.', '_' and '-', begins with a letter, and is neither"
            + " public nor of the form of a default alias (five times a letter and a digit)",
        text -> {
          Map<String, String> aliases = new LinkedHashMap<>();
          for (String item : items(text)) {
            Matcher matcher = ALIAS.matcher(item);
            if (!matcher.matches()
                || RESERVED_ALIAS.matcher(matcher.group(1)).matches()
                || aliases.put(matcher.group(1), matcher.group(2)) != null) {
              return Optional.empty();
            }
          }
          return Optional.of(aliases);
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
