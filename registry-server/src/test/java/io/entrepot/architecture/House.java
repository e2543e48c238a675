package io.entrepot.architecture;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The rooms (packages) of the house and the arrows between them, as data. */
final class House {
  static final String ROOT = "io.entrepot.";

  /**
   * A room, and the rooms whose types it may name. A room that is not listed here may not exist.
   */
  static final Map<String, Set<String>> ARROWS = arrows();

  /** A library, by the start of its packages, and the only rooms that may import it. */
  static final Map<String, Set<String>> LIBRARIES =
      Map.ofEntries(
          Map.entry("io.netty.", Set.of("server.netty")),
          Map.entry("org.bouncycastle.", Set.of("server.tls", "auth.credential")),
          Map.entry("com.nimbusds.", Set.of("auth.token", "auth.federation")),
          Map.entry("io.micrometer.", Set.of("server.observe")),
          Map.entry("io.prometheus.", Set.of("server.observe")),
          Map.entry("ch.qos.logback.", Set.of("server.observe")),
          Map.entry("picocli.", Set.of("server.main", "server.command")),
          Map.entry("tools.jackson.dataformat.", Set.of("server.config")),
          Map.entry("tools.jackson.databind.", Set.of("server.config", "lifecycle.rule")),
          Map.entry("com.google.re2j.", Set.of("lifecycle.rule")),
          Map.entry("org.sqlite.", Set.of("storage.metadata", "auth.store")),
          Map.entry("org.flywaydb.", Set.of("storage.metadata", "auth.store")),
          Map.entry("java.sql.", Set.of("storage.metadata", "auth.store")),
          Map.entry("javax.sql.", Set.of("storage.metadata", "auth.store")));

  private House() {}

  private static Map<String, Set<String>> arrows() {
    Map<String, Set<String>> arrows = new TreeMap<>();
    storage(arrows);
    auth(arrows);
    lifecycle(arrows);
    events(arrows);
    server(arrows);
    return arrows;
  }

  private static void storage(Map<String, Set<String>> arrows) {
    arrows.put("storage.oci", Set.of());
    arrows.put("storage.failure", Set.of("storage.oci"));
    arrows.put("storage.driver", Set.of("storage.failure"));
    arrows.put("storage.driver.filesystem", Set.of("storage.driver", "storage.failure"));
    arrows.put("storage.layout", Set.of("storage.oci", "storage.driver"));
    arrows.put("storage.encoding", Set.of("storage.driver", "storage.failure"));
    Set<String> bytes =
        Set.of(
            "storage.oci",
            "storage.failure",
            "storage.driver",
            "storage.layout",
            "storage.encoding");
    arrows.put("storage.upload", bytes);
    arrows.put("storage.blob", and(bytes, "storage.upload"));
    arrows.put(
        "storage.metadata",
        Set.of(
            "storage.oci",
            "storage.failure",
            "storage.encoding",
            "storage.blob",
            "storage.upload"));
    arrows.put("storage.event", Set.of("storage.oci", "storage.metadata"));
    Set<String> whole = and(bytes, "storage.upload", "storage.blob", "storage.metadata");
    arrows.put(
        "storage.maintenance",
        Set.of(
            "storage.oci",
            "storage.blob",
            "storage.encoding",
            "storage.metadata",
            "storage.verify"));
    arrows.put("storage.registry", and(whole, "storage.event", "storage.maintenance"));
    arrows.put("storage.verify", whole);
    arrows.put("storage.backup", whole);
  }

  private static void auth(Map<String, Set<String>> arrows) {
    arrows.put("auth.principal", Set.of());
    arrows.put("auth.policy.pattern", Set.of());
    arrows.put("auth.policy.condition", Set.of("auth.policy.pattern"));
    arrows.put(
        "auth.policy", Set.of("auth.principal", "auth.policy.pattern", "auth.policy.condition"));
    arrows.put("auth.decide", Set.of("auth.principal", "auth.policy", "auth.policy.pattern"));
    arrows.put("auth.credential", Set.of("auth.principal", "auth.decide"));
    arrows.put("auth.signature", Set.of("auth.credential"));
    arrows.put("auth.identity", Set.of("auth.principal", "auth.credential"));
    arrows.put(
        "auth.token", Set.of("auth.principal", "auth.decide", "auth.credential", "auth.identity"));
    arrows.put(
        "auth.store",
        Set.of(
            "auth.principal",
            "auth.policy",
            "auth.decide",
            "auth.credential",
            "auth.identity",
            "auth.token"));
    arrows.put(
        "auth.federation",
        Set.of(
            "auth.principal",
            "auth.policy",
            "auth.policy.pattern",
            "auth.decide",
            "auth.credential",
            "auth.identity",
            "auth.store"));
  }

  private static void lifecycle(Map<String, Set<String>> arrows) {
    arrows.put("lifecycle.rule", Set.of("storage.oci"));
    arrows.put("lifecycle.job", Set.of("storage.metadata"));
    arrows.put("lifecycle.gc", Set.of("lifecycle.job", "storage.maintenance"));
    arrows.put("lifecycle.scrub", Set.of("lifecycle.job", "storage.maintenance"));
    arrows.put("lifecycle.planner", Set.of("lifecycle.rule", "storage.oci"));
    arrows.put(
        "lifecycle.run",
        Set.of(
            "lifecycle.rule",
            "lifecycle.planner",
            "lifecycle.job",
            "storage.oci",
            "storage.failure",
            "storage.registry"));
  }

  private static void events(Map<String, Set<String>> arrows) {
    arrows.put("server.event", Set.of("server.observe", "storage.event", "storage.oci"));
    arrows.put("server.event.webhook", Set.of("server.event", "auth.credential"));
  }

  private static void server(Map<String, Set<String>> arrows) {
    arrows.put("server.http", Set.of());
    arrows.put("server.spelling", Set.of());
    arrows.put("server.config", Set.of("server.spelling"));
    arrows.put("server.tls", Set.of());
    arrows.put("server.credentials", Set.of("auth.federation"));
    arrows.put("server.command", Set.of());
    arrows.put("server.netty", Set.of("server.http"));
    arrows.put("server.observe", Set.of("server.http"));
    arrows.put("server.error", Set.of("server.http", "storage.failure", "storage.oci"));
    arrows.put(
        "server.access",
        Set.of(
            "server.http",
            "server.error",
            "auth.decide",
            "auth.principal",
            "auth.credential",
            "auth.identity",
            "auth.federation",
            "auth.signature",
            "auth.token"));
    arrows.put(
        "server.observe.audit",
        Set.of(
            "server.access", "server.observe", "auth.decide", "auth.principal", "auth.credential"));
    arrows.put(
        "server.route",
        Set.of("server.http", "server.error", "server.access", "auth.decide", "auth.principal"));
    arrows.put(
        "server.token",
        Set.of(
            "server.http",
            "server.error",
            "server.access",
            "server.route",
            "auth.decide",
            "auth.credential",
            "auth.token"));
    Set<String> endpoint =
        Set.of(
            "server.http",
            "server.error",
            "server.access",
            "server.route",
            "auth.decide",
            "auth.principal",
            "storage.oci",
            "storage.failure",
            "storage.upload",
            "storage.registry");
    arrows.put("server.oci", endpoint);
    for (String noun : List.of("blob", "upload", "manifest", "tag", "referrer", "catalog")) {
      arrows.put("server.oci." + noun, and(endpoint, "server.oci"));
    }
    arrows.put("server.logo", endpoint);
    aws(arrows);
    Set<String> all = new java.util.TreeSet<>(arrows.keySet());
    arrows.put("server.main", all);
  }

  private static void aws(Map<String, Set<String>> arrows) {
    Set<String> operations = Set.of("auth.decide", "auth.principal", "auth.identity");
    Set<String> door =
        Set.of(
            "server.http",
            "server.error",
            "server.access",
            "server.route",
            "storage.failure",
            "storage.oci");
    arrows.put(
        "server.aws",
        and(
            and(operations, door.toArray(String[]::new)),
            "server.spelling",
            "auth.signature",
            "auth.credential"));
    arrows.put("server.aws.shape", Set.of("server.aws"));
    arrows.put(
        "server.aws.wire",
        Set.of(
            "server.aws",
            "server.aws.shape",
            "server.http",
            "server.access",
            "server.route",
            "auth.decide"));
    services(arrows, and(operations, "server.aws", "auth.store", "auth.credential"));
  }

  /** The rooms of AWS's services, each of which may name these. */
  private static void services(Map<String, Set<String>> arrows, Set<String> service) {
    arrows.put("server.aws.iam", and(service, "server.access", "auth.policy"));
    arrows.put("server.aws.organizations", service);
    arrows.put("server.aws.event", and(service, "server.event", "storage.event", "storage.oci"));
    arrows.put("server.aws.job", and(service, "lifecycle.job"));
    arrows.put(
        "server.aws.gc",
        and(
            service,
            "lifecycle.job",
            "lifecycle.gc",
            "lifecycle.scrub",
            "storage.maintenance",
            "storage.oci"));
    Set<String> registry =
        and(
            service,
            "auth.policy",
            "auth.token",
            "server.access",
            "server.oci",
            "storage.failure",
            "storage.registry",
            "storage.oci",
            "storage.upload");
    arrows.put("server.aws.registry", registry);
    arrows.put(
        "server.aws.ecr",
        and(registry, "server.aws.registry", "server.oci.blob", "server.aws.lifecycle"));
    arrows.put("server.aws.lifecycle", and(registry, "server.aws.registry", "lifecycle.rule"));
    arrows.put("server.aws.ecrpublic", and(registry, "server.aws.registry", "server.logo"));
    arrows.put(
        "server.aws.sts",
        Set.of(
            "server.http",
            "server.access",
            "server.aws",
            "server.aws.wire",
            "auth.decide",
            "auth.principal",
            "auth.credential",
            "auth.identity",
            "auth.federation",
            "auth.store",
            "auth.token"));
  }

  private static Set<String> and(Set<String> rooms, String... more) {
    Set<String> joined = new java.util.TreeSet<>(rooms);
    joined.addAll(List.of(more));
    return Set.copyOf(joined);
  }
}
