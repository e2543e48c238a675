package io.entrepot.server.contract;

import static io.entrepot.server.contract.Administrator.body;
import static io.entrepot.server.contract.GuardedExtension.PULL;
import static io.entrepot.server.contract.GuardedExtension.allowing;
import static io.entrepot.server.contract.GuardedExtension.basic;

import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.NewAccessKey;
import io.entrepot.server.main.GuardedRegistry;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is decided while rights change: by the state that was acknowledged last, on every path. */
final class NeverStaleTest {
  @RegisterExtension static final GuardedExtension SERVER = new GuardedExtension();

  private static final int CLIENTS_OF_EACH = 8;
  private static final int CHANGES = 20;
  private static final String READ_ONLY =
      "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly";
  private static final Set<Integer> REFUSED = Set.of(401, 429);

  /** Longer than all wrong tries take to come back, so that a credential that is good again is. */
  private static final Duration TRIES_COME_BACK = Duration.ofSeconds(100);

  /** What an administrator switches on and off. */
  private enum Setting {
    ATTACHED,
    IN_GROUP,
    DENIED_INLINE,
    BOUNDED,
    REPOSITORY_ALLOWS,
    REPOSITORY_DENIES,
    KEY_INACTIVE
  }

  private final String repository = SERVER.fresh("watched/app");
  private final IdentityName user = SERVER.user(allowing("\"ecr:GetLifecyclePolicy\"", "*"));
  private final NewAccessKey key = SERVER.key(user);
  private final String group = SERVER.fresh("watchers");
  private final String byPassword = basic(user);
  private final String byKey = basic(key.key().id(), key.secret().reveal());
  private final String passwordsToken = SERVER.bearer(byPassword, scope());
  private final String keysToken = SERVER.bearer(byKey, scope());
  private final EnumSet<Setting> on = EnumSet.noneOf(Setting.class);

  NeverStaleTest() {
    SERVER.repository(repository, root()).pushImage("1", "layer");
    SERVER.root().well("CreateGroup", body("GroupName", group));
    SERVER
        .root()
        .well(
            "PutGroupPolicy",
            body("GroupName", group, "PolicyName", "p", "PolicyDocument", allowing(PULL, "*")));
  }

  private String scope() {
    return "repository:" + repository + ":pull";
  }

  private static String root() {
    return basic("root", SERVER.running().rootPassword());
  }

  private Askers askers() {
    return new Askers(
        new Repository(SERVER.http(), repository),
        List.of(byPassword, byKey, passwordsToken, keysToken),
        CLIENTS_OF_EACH);
  }

  private void iam(String operation, String... members) {
    SERVER.root().well(operation, body(members));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void every_request_that_begins_after_a_change_is_decided_by_it(long seed) throws Exception {
    Random random = new Random(seed);
    String boundary =
        SERVER
            .root()
            .well(
                "CreatePolicy",
                body(
                    "PolicyName",
                    SERVER.fresh("boundary"),
                    "PolicyDocument",
                    allowing("\"ecr:PutImage\"", "*")))
            .get("Policy")
            .get("Arn")
            .asString();
    try (Askers askers = askers()) {
      for (int i = 0; i < CHANGES; i++) {
        Setting[] all = Setting.values();
        Setting setting = all[random.nextInt(all.length)];
        boolean now = !on.remove(setting) && on.add(setting);
        askers.after(
            i + " " + setting + " " + now + ", of seed " + seed,
            () -> change(setting, now, boundary),
            expected());
      }
    }
  }

  private void change(Setting setting, boolean now, String boundary) {
    switch (setting) {
      case ATTACHED ->
          iam(
              now ? "AttachUserPolicy" : "DetachUserPolicy",
              "UserName",
              user.name(),
              "PolicyArn",
              READ_ONLY);
      case IN_GROUP ->
          iam(
              now ? "AddUserToGroup" : "RemoveUserFromGroup",
              "UserName",
              user.name(),
              "GroupName",
              group);
      case DENIED_INLINE -> deny(now);
      case BOUNDED -> bound(now, boundary);
      case REPOSITORY_ALLOWS, REPOSITORY_DENIES -> setRepositoryPolicy();
      case KEY_INACTIVE -> {
        iam(
            "UpdateAccessKey",
            "UserName",
            user.name(),
            "AccessKeyId",
            key.key().id(),
            "Status",
            now ? "Inactive" : "Active");
        SERVER.running().pass(TRIES_COME_BACK);
      }
    }
  }

  private void deny(boolean now) {
    if (now) {
      String denies =
          "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"*\","
              + "\"Resource\":\"*\"}}";
      iam("PutUserPolicy", "UserName", user.name(), "PolicyName", "deny", "PolicyDocument", denies);
    } else {
      iam("DeleteUserPolicy", "UserName", user.name(), "PolicyName", "deny");
    }
  }

  private void bound(boolean now, String boundary) {
    if (now) {
      iam("PutUserPermissionsBoundary", "UserName", user.name(), "PermissionsBoundary", boundary);
    } else {
      iam("DeleteUserPermissionsBoundary", "UserName", user.name());
    }
  }

  private void setRepositoryPolicy() {
    boolean allows = on.contains(Setting.REPOSITORY_ALLOWS);
    boolean denies = on.contains(Setting.REPOSITORY_DENIES);
    String own =
        ",\"Principal\":{\"AWS\":\"arn:aws:iam::"
            + GuardedRegistry.ACCOUNT
            + ":user/"
            + user.name()
            + "\"},\"Action\":\"ecr:BatchGetImage\"}";
    String statements =
        (allows ? "{\"Effect\":\"Allow\"" + own : "")
            + (allows && denies ? "," : "")
            + (denies ? "{\"Effect\":\"Deny\"" + own : "");
    if (statements.isEmpty()) {
      SERVER
          .root()
          .call("ecr", "DeleteRepositoryPolicy", body("repositoryName", repository))
          .expect(200);
    } else {
      String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}";
      SERVER
          .root()
          .call(
              "ecr",
              "SetRepositoryPolicy",
              body("repositoryName", repository, "policyText", policy))
          .expect(200);
    }
  }

  private Map<String, Set<Integer>> expected() {
    boolean own = on.contains(Setting.ATTACHED) || on.contains(Setting.IN_GROUP);
    boolean denied = on.contains(Setting.DENIED_INLINE) || on.contains(Setting.REPOSITORY_DENIES);
    // A repository's policy that names the user needs no boundary's leave.
    boolean allowed =
        !denied
            && (on.contains(Setting.REPOSITORY_ALLOWS) || (own && !on.contains(Setting.BOUNDED)));
    Set<Integer> status = Set.of(allowed ? 200 : 403);
    Set<Integer> ofKey = on.contains(Setting.KEY_INACTIVE) ? REFUSED : status;
    return expected(status, ofKey, status, ofKey);
  }

  private Map<String, Set<Integer>> expected(
      Set<Integer> password,
      Set<Integer> accessKey,
      Set<Integer> ofPassword,
      Set<Integer> ofAccessKey) {
    return Map.of(
        byPassword, password, byKey, accessKey, passwordsToken, ofPassword, keysToken, ofAccessKey);
  }

  @Test
  void the_same_password_set_again_shuts_nobody_out() {
    Repository watched = SERVER.repository(repository, byPassword);
    SERVER.allow(user, allowing(PULL, repository));
    watched.get("/manifests/1").expect(200);
    iam("UpdateLoginProfile", "UserName", user.name(), "Password", GuardedExtension.PASSWORD);
    watched.get("/manifests/1").expect(200);
  }

  @Test
  void who_is_deleted_is_gone_at_once_and_a_namesake_is_somebody_else() throws Exception {
    Set<Integer> in = Set.of(200);
    String[] named = {"UserName", user.name()};
    String[] password = {"UserName", user.name(), "Password", GuardedExtension.PASSWORD};
    SERVER.allow(user, allowing(PULL, repository));
    try (Askers askers = askers()) {
      askers.after("the start", () -> {}, expected(in, in, in, in));
      askers.after(
          "the same password was set again",
          () -> iam("UpdateLoginProfile", password),
          expected(in, in, REFUSED, in));
      askers.after(
          "the key was deleted",
          () -> iam("DeleteAccessKey", "UserName", user.name(), "AccessKeyId", key.key().id()),
          expected(in, REFUSED, REFUSED, REFUSED));
      Map<String, Set<Integer>> none = expected(REFUSED, REFUSED, REFUSED, REFUSED);
      askers.after("the password was deleted", () -> iam("DeleteLoginProfile", named), none);
      askers.after(
          "the user was deleted",
          () -> {
            iam("DeleteUserPolicy", "UserName", user.name(), "PolicyName", "own");
            iam("DeleteUser", named);
          },
          none);
      askers.after(
          "another one has the name and the password",
          () -> {
            iam("CreateUser", named);
            SERVER.allow(user, allowing(PULL, repository));
            iam("CreateLoginProfile", password);
            SERVER.running().pass(TRIES_COME_BACK);
          },
          expected(in, REFUSED, REFUSED, REFUSED));
    }
  }
}
