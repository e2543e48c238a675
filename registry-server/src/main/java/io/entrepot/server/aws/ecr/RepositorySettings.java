package io.entrepot.server.aws.ecr;

import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.storage.registry.TagFilter;
import io.entrepot.storage.registry.TagMutability;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What may be set of repositories, as ECR's members say it. */
final class RepositorySettings {
  private static final String MUTABILITY = "imageTagMutability";
  private static final String EXCLUSIONS = "imageTagMutabilityExclusionFilters";
  private static final String AES256 = "AES256";
  private static final List<String> MODES =
      Arrays.stream(TagMutability.Mode.values()).map(Enum::name).toList();

  private RepositorySettings() {}

  /** Which tags may be moved; empty when the input does not say. */
  static Optional<TagMutability> tagMutability(Input input) {
    Optional<TagMutability.Mode> mode = input.oneOf(MUTABILITY, MODES, TagMutability.Mode::valueOf);
    try {
      List<TagFilter> filters =
          input.inputs(EXCLUSIONS).stream().map(RepositorySettings::filter).toList();
      if (mode.isEmpty() && filters.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(new TagMutability(mode.orElse(TagMutability.Mode.MUTABLE), filters));
    } catch (IllegalArgumentException e) {
      throw AwsError.INVALID_PARAMETER.because(String.valueOf(e.getMessage()));
    }
  }

  private static TagFilter filter(Input each) {
    each.text("filterType");
    each.oneOf("filterType", List.of("WILDCARD"), type -> type);
    TagFilter filter = new TagFilter(each.text("filter"));
    each.refuseRest();
    return filter;
  }

  /** The members that say it. */
  static Members shape(TagMutability mutability) {
    Members mode = Members.of(MUTABILITY, mutability.mode().name());
    return mutability.exclusions().isEmpty()
        ? mode
        : mode.and(
            EXCLUSIONS,
            Tree.items(
                mutability.exclusions(),
                filter -> Members.of("filterType", "WILDCARD").and("filter", filter.pattern())));
  }

  /** Whether to scan on push, of an object that is there or not. */
  static boolean scanOnPush(Optional<Input> configuration) {
    return configuration
        .map(inside -> {
          boolean scan = inside.flag("scanOnPush").orElse(false);
          inside.refuseRest();
          return scan;
        })
        .orElse(false);
  }

  static Members scanning(boolean scanOnPush) {
    return Members.NONE.and("scanOnPush", scanOnPush);
  }

  /** Refuses any encryption but what the disk gives. */
  static void requireAes256(Optional<Input> configuration) {
    if (configuration.isEmpty()) {
      return;
    }
    Input inside = configuration.get();
    String type = inside.text("encryptionType");
    inside.oneOf("encryptionType", List.of(AES256, "KMS", "KMS_DSSE"), each -> each);
    Optional<String> kmsKey = inside.optionalText("kmsKey");
    inside.refuseRest();
    if (!type.equals(AES256)) {
      throw AwsError.KMS.because(
          "Encryption with KMS keys is not offered by this registry; use " + AES256 + ".",
          Members.of("kmsError", "KMS.DisabledException"));
    }
    if (kmsKey.isPresent()) {
      throw AwsError.INVALID_PARAMETER.because(
          "Invalid parameter at 'encryptionConfiguration' failed to satisfy constraint: 'kmsKey can"
              + " be specified only with an encryptionType of KMS or KMS_DSSE'");
    }
  }

  static Members encryption() {
    return Members.of("encryptionType", AES256);
  }
}
