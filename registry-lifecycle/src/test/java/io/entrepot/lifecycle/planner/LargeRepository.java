package io.entrepot.lifecycle.planner;

import static io.entrepot.lifecycle.planner.Shelf.NOW;
import static io.entrepot.lifecycle.planner.Shelf.days;
import static io.entrepot.lifecycle.planner.Shelf.expire;
import static io.entrepot.lifecycle.planner.Shelf.newest;

import io.entrepot.lifecycle.rule.LifecyclePolicy;
import io.entrepot.lifecycle.rule.StorageClass;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.DigestAlgorithm;
import io.entrepot.storage.oci.Tag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;

/**
 * A repository as builds fill it: of ten manifests seven are images with two tags, one is an index
 * over two of three others without, one a signature. And policies of as many rules as there may be.
 */
final class LargeRepository {
  private LargeRepository() {}

  static List<LifecycleImage> of(int count) {
    List<LifecycleImage> images = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      images.add(image(i));
    }
    Collections.shuffle(images, new Random(1));
    return images;
  }

  private static LifecycleImage image(int i) {
    int kind = i % 10;
    List<Tag> tags =
        kind == 7 || kind == 8
            ? List.of()
            : kind == 9
                ? List.of(new Tag(digest(i - 3).toString().replace(':', '-') + ".sig"))
                : List.of(
                    new Tag("team-" + i % 97 + "-build-" + i),
                    new Tag("commit-" + digest(i).hex()));
    return new LifecycleImage(
        digest(i),
        tags,
        NOW.minus(Duration.ofMinutes(5L * i)),
        i % 3 == 0 ? Optional.of(NOW.minus(Duration.ofMinutes(i))) : Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        StorageClass.STANDARD,
        Optional.empty(),
        kind == 6 ? List.of(digest(i + 1), digest(i + 2)) : List.of(),
        i % 1000 == 0);
  }

  private static Digest digest(int i) {
    String number = String.format(Locale.ROOT, "%08x", i * 0x9e3779b1);
    return new Digest(DigestAlgorithm.SHA256, number.repeat(8));
  }

  /** Fifty rules: some of a list each, then one for what has no tag and one for all. */
  static LifecyclePolicy policy(IntFunction<String> list) {
    List<String> rules = new ArrayList<>();
    for (int i = 0; i < LifecyclePolicy.MAX_RULES - 2; i++) {
      String selection = "'tagStatus':'tagged'," + list.apply(i);
      rules.add(expire(selection, i % 2 == 0 ? newest(100) : days("sinceImagePushed", 30)));
    }
    rules.add(expire("'tagStatus':'untagged'", days("sinceImagePushed", 7)));
    rules.add(expire("'tagStatus':'any'", newest(50_000)));
    return Shelf.policy(rules.toArray(String[]::new));
  }

  static LifecyclePolicy prefixes() {
    return policy(i -> "'tagPrefixList':['team-" + i + "-']");
  }

  static LifecyclePolicy patterns() {
    return policy(i -> "'tagPatternList':['*eam-" + i + "-*7*','*t-*a*" + i + "*']");
  }

  static LifecyclePolicy expressions() {
    return policy(i -> "'tagRegexList':['team-" + i + "-build-[0-9]+']");
  }

  /** Expressions of which no tag is refused at its beginning. */
  static LifecyclePolicy openExpressions() {
    return policy(i -> "'tagRegexList':['(team|group)-" + i + "-.*[02468]']");
  }

  /** Expressions that may find what they look for anywhere in a tag. */
  static LifecyclePolicy searchingExpressions() {
    return policy(i -> "'tagRegexList':['.*-" + i + "-.*[02468]']");
  }

  /** Expressions that have to look at each character of a tag. */
  static LifecyclePolicy walkingExpressions() {
    return policy(i -> "'tagRegexList':['(.*[^0-9])?" + i + "']");
  }
}
