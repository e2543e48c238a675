package io.entrepot.server.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.InlinePolicy;
import io.entrepot.auth.identity.NewAccessKey;
import io.entrepot.server.main.GuardedRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One registry that asks who one is, for a class of tests, each with users of its own. */
final class GuardedExtension implements BeforeAllCallback, AfterAllCallback {
  static final String PASSWORD = "correct-Horse-7-staple";

  /** What ECR's documentation wants for a push, without the making of repositories. */
  static final String PUSH =
      "\"ecr:BatchCheckLayerAvailability\",\"ecr:InitiateLayerUpload\",\"ecr:UploadLayerPart\","
          + "\"ecr:CompleteLayerUpload\",\"ecr:PutImage\"";

  static final String PULL =
      "\"ecr:BatchGetImage\",\"ecr:GetDownloadUrlForLayer\",\"ecr:ListImages\"";
  static final String CREATE = "\"ecr:CreateRepository\"";

  private final AtomicInteger names = new AtomicInteger();
  private final String[] flags;
  private @Nullable GuardedRegistry registry;
  private @Nullable Path data;

  GuardedExtension(String... flags) {
    this.flags = flags;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    data = Files.createTempDirectory("guarded");
    registry = GuardedRegistry.start(data, flags);
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    running().close();
    if (data != null) {
      RegistryExtension.delete(data);
    }
  }

  GuardedRegistry running() {
    if (registry == null) {
      throw new IllegalStateException("not started yet");
    }
    return registry;
  }

  HttpCalls http() {
    return new HttpCalls(running().address());
  }

  /** A name that nobody else has. */
  String fresh(String kind) {
    return kind + names.incrementAndGet();
  }

  /** A user with a password and this policy. */
  IdentityName user(String policy) {
    IdentityName user = IdentityName.user(GuardedRegistry.ACCOUNT, fresh("user"));
    running().identities().users().create(GuardedRegistry.ACCOUNT, user.name());
    running().identities().loginProfiles().create(user, PASSWORD);
    allow(user, policy);
    return user;
  }

  /** Replaces the user's policy. */
  void allow(IdentityName user, String policy) {
    running().identities().identityPolicies().putInline(user, new InlinePolicy("own", policy));
  }

  NewAccessKey key(IdentityName user) {
    return running().identities().accessKeys().create(user);
  }

  /** A policy of one statement that allows actions on a repository and those below it. */
  static String allowing(String actions, String repository) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[" + statement(actions, repository) + "]}";
  }

  static String statement(String actions, String repository) {
    return "{\"Effect\":\"Allow\",\"Action\":["
        + actions
        + "],\"Resource\":\""
        + arn(repository)
        + "\"}";
  }

  static String arn(String repository) {
    return "arn:aws:ecr:us-east-1:" + GuardedRegistry.ACCOUNT + ":repository/" + repository;
  }

  /** The root of the account, at the administration door. */
  Administrator root() {
    return Administrator.with(http(), basic("root", running().rootPassword()));
  }

  /** Somebody else there. */
  Administrator administrator(String authorization) {
    return Administrator.with(http(), authorization);
  }

  static String basic(String user, String password) {
    return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
  }

  static String basic(IdentityName user) {
    return basic(user.name(), PASSWORD);
  }

  /** Asks for a token with these credentials, and returns the header field with it. */
  String bearer(String authorization, String... scopes) {
    return "Bearer " + token(authorization, scopes).expect(200).json().get("token").asString();
  }

  Answer token(String authorization, String... scopes) {
    StringBuilder target = new StringBuilder("/token?service=entrepot");
    for (String scope : scopes) {
      target.append("&scope=").append(scope);
    }
    return authorization.isEmpty()
        ? http().call("GET", target.toString())
        : http().call("GET", target.toString(), "Authorization", authorization);
  }

  /** All that the audit log holds, once what was answered before is written. */
  String auditText() throws IOException {
    // Records are written in order, and that of a change before its answer.
    repository(fresh("audit-barrier/x"), basic(user(allowing("\"ecr:*\"", "*")))).startUpload();
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.list(Objects.requireNonNull(data).resolve("audit"))) {
      for (Path file : files.sorted().toList()) {
        text.append(Files.readString(file));
      }
    }
    return text.toString();
  }

  List<JsonNode> auditRecords() throws IOException {
    return auditText().lines().map(line -> JsonMapper.shared().readTree(line)).toList();
  }

  /** A client with these credentials in a repository. */
  Repository repository(String name, String authorization) {
    return new Repository(http().with("Authorization", authorization), name);
  }
}
