package io.entrepot.lifecycle.planner;

import io.entrepot.lifecycle.rule.LifecyclePolicy;
import io.entrepot.lifecycle.rule.StorageClass;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.DigestAlgorithm;
import io.entrepot.storage.oci.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Images by short names, which are in the order of their digests, and plans for them. */
final class Shelf {
  static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final List<LifecycleImage> images = new ArrayList<>();

  static Digest digest(String name) {
    String hex = HexFormat.of().formatHex(name.getBytes(StandardCharsets.UTF_8));
    return new Digest(DigestAlgorithm.SHA256, hex + "0".repeat(64 - hex.length()));
  }

  static String name(Digest digest) {
    byte[] bytes = HexFormat.of().parseHex(digest.hex());
    return new String(bytes, StandardCharsets.UTF_8).replace("\0", "");
  }

  static LifecycleImage image(String name, long days, String... tags) {
    return new LifecycleImage(
        digest(name),
        Arrays.stream(tags).map(Tag::new).toList(),
        NOW.minus(Duration.ofDays(days)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        StorageClass.STANDARD,
        Optional.empty(),
        List.of(),
        false);
  }

  static LifecycleImage index(LifecycleImage image, String... children) {
    return new LifecycleImage(
        image.digest(),
        image.tags(),
        image.pushedAt(),
        image.pulledAt(),
        image.activatedAt(),
        image.archivedAt(),
        image.storageClass(),
        image.subject(),
        Arrays.stream(children).map(Shelf::digest).toList(),
        image.pinned());
  }

  static LifecycleImage about(LifecycleImage image, String subject) {
    return new LifecycleImage(
        image.digest(),
        image.tags(),
        image.pushedAt(),
        image.pulledAt(),
        image.activatedAt(),
        image.archivedAt(),
        image.storageClass(),
        Optional.of(digest(subject)),
        image.children(),
        image.pinned());
  }

  static LifecycleImage pinned(LifecycleImage image) {
    return new LifecycleImage(
        image.digest(),
        image.tags(),
        image.pushedAt(),
        image.pulledAt(),
        image.activatedAt(),
        image.archivedAt(),
        image.storageClass(),
        image.subject(),
        image.children(),
        true);
  }

  /** The days since it was pulled and restored; below zero it never was. */
  static LifecycleImage used(LifecycleImage image, long pulled, long restored) {
    return new LifecycleImage(
        image.digest(),
        image.tags(),
        image.pushedAt(),
        Optional.of(NOW.minus(Duration.ofDays(pulled))).filter(at -> pulled >= 0),
        Optional.of(NOW.minus(Duration.ofDays(restored))).filter(at -> restored >= 0),
        image.archivedAt(),
        image.storageClass(),
        image.subject(),
        image.children(),
        image.pinned());
  }

  static LifecycleImage archived(LifecycleImage image, long days) {
    return new LifecycleImage(
        image.digest(),
        image.tags(),
        image.pushedAt(),
        image.pulledAt(),
        image.activatedAt(),
        Optional.of(NOW.minus(Duration.ofDays(days))),
        StorageClass.ARCHIVE,
        image.subject(),
        image.children(),
        image.pinned());
  }

  Shelf with(LifecycleImage... more) {
    images.addAll(List.of(more));
    return this;
  }

  /** Rules by their priorities from 1, each a selection and an action, with single quotes. */
  static LifecyclePolicy policy(String... rules) {
    List<String> numbered = new ArrayList<>();
    for (String rule : rules) {
      numbered.add("{'rulePriority':" + (numbered.size() + 1) + "," + rule + "}");
    }
    String json = "{'rules':[" + String.join(",", numbered) + "]}";
    return LifecyclePolicy.parse(json.replace('\'', '"'));
  }

  /** A selection with an action, {@code expire} or {@code transition}. */
  static String rule(String tags, String count, String action) {
    String target = action.equals("transition") ? ",'targetStorageClass':'archive'" : "";
    return "'selection':{"
        + tags
        + ","
        + count
        + "},'action':{'type':'"
        + action
        + "'"
        + target
        + "}";
  }

  static String expire(String tags, String count) {
    return rule(tags, count, "expire");
  }

  static String tagged(String... patterns) {
    return Arrays.stream(patterns)
        .collect(Collectors.joining("','", "'tagStatus':'tagged','tagPatternList':['", "']"));
  }

  static String newest(int count) {
    return "'countType':'imageCountMoreThan','countNumber':" + count;
  }

  static String days(String type, int count) {
    return "'countType':'" + type + "','countUnit':'days','countNumber':" + count;
  }

  Plan plan(String... rules) {
    return Planner.plan(images, policy(rules), NOW);
  }

  /** The names of those that something happens to, in their order. */
  String changes(String... rules) {
    return plan(rules).changes().stream()
        .map(verdict -> name(verdict.image().digest()))
        .collect(Collectors.joining(" "));
  }

  /** Each image's outcome, by its name. */
  Map<String, Outcome> outcomes(String... rules) {
    return plan(rules).verdicts().stream()
        .collect(
            Collectors.toMap(
                verdict -> name(verdict.image().digest()), verdict -> verdict.outcome()));
  }

  /** What people are told of an image. */
  String sentence(String name, String... rules) {
    return Optional.ofNullable(outcomes(rules).get(name)).orElseThrow().sentence();
  }
}
