package io.entrepot.server.aws.ecr;

import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.AwsException;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.server.aws.lifecycle.LifecycleTexts;
import io.entrepot.server.aws.registry.ResourceTags;
import io.entrepot.storage.registry.RepositoryTemplate;
import io.entrepot.storage.registry.RepositoryTemplate.Use;
import io.entrepot.storage.registry.TagMutability;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a request says of a template; an empty policy takes the policy away.
 *
 * @param tags empty: the request does not speak of them
 */
record TemplateMembers(
    Optional<String> description,
    Optional<TagMutability> tagMutability,
    Map<String, String> tags,
    Optional<String> policy,
    Optional<String> lifecycle,
    Optional<Set<Use>> appliedFor,
    Optional<String> customRole) {
  private static final int MAX_PREFIX = 256;
  private static final int MAX_DESCRIPTION = 256;
  private static final Pattern PREFIX =
      Pattern.compile(
          "([a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*/?|ROOT)");
  private static final List<String> USES = Arrays.stream(Use.values()).map(Enum::name).toList();

  static String prefix(Input input) {
    String prefix = input.text("prefix");
    if (prefix.length() > MAX_PREFIX || !PREFIX.matcher(prefix).matches()) {
      throw invalid("prefix", "must satisfy regular expression '^" + PREFIX + "$'");
    }
    return prefix;
  }

  static TemplateMembers read(Input input) {
    RepositorySettings.requireAes256(input.input("encryptionConfiguration"));
    Optional<String> description = input.optionalText("description");
    if (description.filter(text -> text.length() > MAX_DESCRIPTION).isPresent()) {
      throw invalid("description", "at most " + MAX_DESCRIPTION + " characters");
    }
    return new TemplateMembers(
        description,
        RepositorySettings.tagMutability(input),
        ResourceTags.read("resourceTags", input),
        input.optionalText("repositoryPolicy"),
        input
            .optionalText("lifecyclePolicy")
            .map(text -> text.isEmpty() ? text : LifecycleTexts.checked(text)),
        input.texts("appliedFor").filter(all -> !all.isEmpty()).map(TemplateMembers::uses),
        input.optionalText("customRoleArn"));
  }

  private static Set<Use> uses(List<String> names) {
    for (String name : names) {
      if (!USES.contains(name)) {
        throw invalid("appliedFor", "Member must satisfy enum value set: " + USES);
      }
    }
    return names.stream().map(Use::valueOf).collect(Collectors.toSet());
  }

  static AwsException invalid(String member, String why) {
    return AwsError.INVALID_PARAMETER.because(
        "Invalid parameter at '" + member + "' failed to satisfy constraint: '" + why + "'");
  }

  /** A template that begins with what is said. */
  RepositoryTemplate begun(String prefix, UnaryOperator<String> kept, Instant now) {
    return new RepositoryTemplate(
        prefix,
        description,
        tagMutability.orElse(TagMutability.MUTABLE),
        tags,
        policy.filter(text -> !text.isEmpty()).map(kept),
        lifecycle.filter(text -> !text.isEmpty()),
        appliedFor.orElse(Set.of()),
        customRole,
        now,
        now);
  }

  /** The template with what is said of it changed. */
  RepositoryTemplate changed(RepositoryTemplate was, Optional<String> keptPolicy, Instant now) {
    return new RepositoryTemplate(
        was.prefix(),
        description.or(was::description),
        tagMutability.orElse(was.tagMutability()),
        tags.isEmpty() ? was.tags() : tags,
        keptPolicy.or(was::policy).filter(text -> !text.isEmpty()),
        lifecycle.or(was::lifecycle).filter(text -> !text.isEmpty()),
        appliedFor.orElse(was.appliedFor()),
        customRole.or(was::customRole),
        was.createdAt(),
        now);
  }

  static Members shape(RepositoryTemplate template, UnaryOperator<String> shown) {
    Members shape =
        Members.of("prefix", template.prefix())
            .and("description", template.description())
            .and("encryptionConfiguration", RepositorySettings.encryption());
    if (!template.tags().isEmpty()) {
      shape = shape.and("resourceTags", ResourceTags.shape(template.tags()));
    }
    return shape
        .and(RepositorySettings.shape(template.tagMutability()))
        .and("repositoryPolicy", template.policy().map(shown))
        .and("lifecyclePolicy", template.lifecycle())
        .and(
            "appliedFor",
            Tree.texts(template.appliedFor().stream().map(Enum::name).sorted().toList()))
        .and("customRoleArn", template.customRole())
        .and("createdAt", template.createdAt())
        .and("updatedAt", template.updatedAt());
  }
}
