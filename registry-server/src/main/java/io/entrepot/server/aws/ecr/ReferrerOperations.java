package io.entrepot.server.aws.ecr;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.server.aws.registry.PageTokens;
import io.entrepot.server.aws.registry.Paging;
import io.entrepot.server.aws.registry.Registries;
import io.entrepot.server.oci.ImageTags;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.Governance;
import io.entrepot.storage.registry.Images;
import io.entrepot.storage.registry.Page;
import io.entrepot.storage.registry.Referrer;
import io.entrepot.storage.registry.Referrers;
import io.entrepot.storage.registry.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** ECR's {@code ListImageReferrers}, which needs what pulling the subject needs. */
final class ReferrerOperations {
  /** Most referrers of a page (ECR API reference). */
  private static final int MAX = 50;

  /** Most types that a filter names. */
  private static final int MAX_TYPES = 5;

  /** How many are read at once: each may carry annotations of nearly a manifest's size. */
  private static final int READ_AT_ONCE = 16;

  /** How many are looked at for a page when few are of the types that are meant. */
  private static final int MAX_LOOKED_AT = 1_000;

  /** Annotations of a page, in characters; a page has one referrer at least. */
  private static final int MAX_CHARACTERS = 4 << 20;

  private final Referrers referrers;
  private final Images images;
  private final Governance governance;
  private final PageTokens tokens;

  /**
   * What is meant.
   *
   * @param types only these; empty: all
   * @param any whether referrers are meant that are there, not archived ones alone
   */
  private record Filter(List<String> types, boolean any) {}

  ReferrerOperations(Referrers referrers, Images images, Governance governance, PageTokens tokens) {
    this.referrers = referrers;
    this.images = images;
    this.governance = governance;
    this.tokens = tokens;
  }

  List<Operation> all() {
    return List.of(new Operation("ListImageReferrers", this::list));
  }

  private Call list(Asker asker, Input input) {
    RepositoryKey key = Registries.PRIVATE.repository(asker, input);
    Input subjectId = input.requiredInput("subjectId");
    Digest subject = Digest.parse(subjectId.text("imageDigest"));
    subjectId.refuseRest();
    Filter filter = filter(input.input("filter"));
    String list = "ListImageReferrers " + key + " " + subject + " " + filter;
    Paging paging = Paging.of(tokens, list, input, MAX);
    return Call.needing(
            ImageTags.all(key, EcrAction.BATCH_GET_IMAGE, () -> images.tagsReaching(key, subject)))
        .gives(() -> {
          if (!governance.of(key).exists()) {
            throw new StorageFailure.RepositoryUnknown(key).exception();
          }
          Stretch<Referrer> found = find(key, subject, filter, paging);
          return Members.of("referrers", Tree.items(found.items(), ReferrerOperations::shape))
              .and("nextToken", paging.next(found.next()));
        });
  }

  private static Filter filter(Optional<Input> inside) {
    if (inside.isEmpty()) {
      return new Filter(List.of(), true);
    }
    List<String> types = inside.get().texts("artifactTypes").orElse(List.of());
    String status =
        inside
            .get()
            .oneOf(
                "artifactStatus", List.of("ACTIVE", "ARCHIVED", "ACTIVATING", "ANY"), each -> each)
            .orElse("ACTIVE");
    inside.get().refuseRest();
    if (types.size() > MAX_TYPES) {
      throw AwsError.INVALID_PARAMETER.because(
          "Invalid parameter at 'artifactTypes' failed to satisfy constraint: 'Member must have"
              + " length less than or equal to "
              + MAX_TYPES
              + "'");
    }
    return new Filter(types, status.equals("ACTIVE") || status.equals("ANY"));
  }

  private Stretch<Referrer> find(RepositoryKey key, Digest subject, Filter filter, Paging paging) {
    List<Referrer> found = new ArrayList<>();
    if (!filter.any()) {
      return new Stretch<>(found, Optional.empty());
    }
    Optional<String> one =
        filter.types().size() == 1 ? Optional.of(filter.types().getFirst()) : Optional.empty();
    Optional<Digest> at = paging.after().map(Digest::parse);
    long characters = 0;
    for (int looked = 0; looked < MAX_LOOKED_AT; looked += READ_AT_ONCE) {
      Page<Referrer> part = referrers.list(key, subject, one, at, READ_AT_ONCE);
      for (Referrer each : part.items()) {
        if (found.size() == paging.limit() || characters > MAX_CHARACTERS) {
          return new Stretch<>(found, at.map(Digest::toString));
        }
        if (filter.types().isEmpty()
            || each.artifactType().filter(filter.types()::contains).isPresent()) {
          found.add(each);
          characters += characters(each.annotations());
        }
        at = Optional.of(each.descriptor().digest());
      }
      if (!part.more()) {
        return new Stretch<>(found, Optional.empty());
      }
    }
    return new Stretch<>(found, at.map(Digest::toString));
  }

  private static long characters(Map<String, String> annotations) {
    return annotations.entrySet().stream()
        .mapToLong(each -> each.getKey().length() + each.getValue().length())
        .sum();
  }

  private static Members shape(Referrer referrer) {
    Members annotations = Members.NONE;
    for (String name : referrer.annotations().keySet().stream().sorted().toList()) {
      annotations = annotations.and(name, referrer.annotations().getOrDefault(name, ""));
    }
    return Members.of("digest", referrer.descriptor().digest().toString())
        .and("mediaType", referrer.descriptor().mediaType().value())
        .and("artifactType", referrer.artifactType())
        .and("size", referrer.descriptor().size())
        .and("annotations", annotations)
        .and("artifactStatus", "ACTIVE");
  }
}
