package io.entrepot.server.contract;

import static io.entrepot.server.contract.GuardedExtension.allowing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.InlinePolicy;
import io.entrepot.auth.identity.Role;
import io.entrepot.server.main.GuardedRegistry;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tags that the token of an identity provider lays down for the session of a role. */
@SuppressWarnings("NullAway.Init")
final class SessionTagsTest {
  @RegisterExtension static final GuardedExtension SERVER = new GuardedExtension();

  private static final String CLAIM = "https://aws.amazon.com/tags";

  private WorkloadRig rig;
  private Role tagging;

  @BeforeEach
  void start() throws IOException {
    rig = WorkloadRig.of(SERVER);
    String trust =
        WorkloadRig.trusting(
                rig.provider, "\"StringEqualsIfExists\":{\"aws:RequestTag/team\":\"a\"}")
            .replace(
                "\"sts:AssumeRoleWithWebIdentity\"",
                "[\"sts:AssumeRoleWithWebIdentity\",\"sts:TagSession\"]");
    tagging = WorkloadRig.makeRole(SERVER, rig.provider, trust);
    IdentityName role = IdentityName.role(GuardedRegistry.ACCOUNT, tagging.name());
    SERVER
        .running()
        .identities()
        .identityPolicies()
        .putInline(
            role, new InlinePolicy("own", allowing("\"ecr:*\"", "${aws:PrincipalTag/Team}/*")));
    SERVER.running().identities().identityTags().put(role, Map.of("Team", "role"));
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private String token(Object tags) {
    return rig.issuer.token(claims -> claims.claim(CLAIM, tags));
  }

  private static Map<String, Object> tags(Map<String, ?> tags, String... transitive) {
    return Map.of("principal_tags", tags, "transitive_tag_keys", List.of(transitive));
  }

  private Answer push(Role role, String token, String repository) {
    return SERVER
        .http()
        .call(
            "POST",
            "/v2/" + repository + "/blobs/uploads/",
            "Authorization",
            GuardedExtension.basic(WorkloadRig.user(role), token));
  }

  @Test
  void a_session_tag_takes_the_place_of_the_roles_own() {
    String name = SERVER.fresh("x");
    push(tagging, rig.issuer.token(), "role/" + name).expect(202);
    push(tagging, rig.issuer.token(), "a/" + name).expectError(403, "DENIED");
    String tagged = token(tags(Map.of("team", List.of("a"))));
    push(tagging, tagged, "a/" + name).expect(202);
    push(tagging, tagged, "role/" + name).expectError(403, "DENIED");
  }

  @Test
  void a_registry_token_that_the_session_buys_has_its_tags() {
    String name = "a/" + SERVER.fresh("x");
    String tagged = token(tags(Map.of("team", List.of("a")), "team"));
    String bearer =
        SERVER.bearer(
            GuardedExtension.basic(WorkloadRig.user(tagging), tagged),
            "repository:" + name + ":pull,push");
    SERVER.repository(name, bearer).startUpload();
  }

  @Test
  void the_largest_session_buys_a_token_unless_the_scope_is_too_long_beside_it() {
    Map<String, Object> many = new HashMap<>();
    many.put("team", List.of("a"));
    for (int i = 0; i < 15; i++) {
      many.put("tag" + (char) ('a' + i), List.of("\u00e9".repeat(128)));
    }
    String who = GuardedExtension.basic(WorkloadRig.user(tagging), token(tags(many)));
    SERVER.token(who, "repository:a/b:pull,push").expect(200);
    String[] scopes = new String[12];
    Arrays.setAll(scopes, i -> "repository:" + "a".repeat(200) + i + ":pull,push");
    SERVER.token(who, scopes).expect(400);
    SERVER.token(GuardedExtension.basic(rig.user(), rig.issuer.token()), scopes).expect(200);
  }

  @Test
  void claims_whose_names_are_paths_are_tags_as_well() {
    String name = SERVER.fresh("x");
    String flat =
        rig.issuer.token(claims ->
            claims
                .claim(CLAIM + "/principal_tags/team", "a")
                .claim(CLAIM + "/transitive_tag_keys", List.of("team")));
    push(tagging, flat, "a/" + name).expect(202);
  }

  @Test
  void the_trust_policy_has_to_allow_tags_and_may_ask_which() {
    String tagged = token(tags(Map.of("team", List.of("a"))));
    Answer refused = push(rig.role, tagged, "a/b").expectError(401, "UNAUTHORIZED");
    assertTrue(refused.text().contains("sts:TagSession"), refused.toString());
    push(rig.role, rig.issuer.token(), "a/" + SERVER.fresh("x")).expect(202);
    push(tagging, token(tags(Map.of("team", List.of("b")))), "b/c")
        .expectError(401, "UNAUTHORIZED");
  }

  @Test
  void tags_that_are_malformed_or_break_a_rule_get_nobody_in() {
    List<Object> malformed =
        List.of(
            "text",
            Map.of("principal_tags", "text"),
            tags(Map.of("team", List.of("a", "a"))),
            tags(Map.of("team", 7)),
            tags(Map.of("team", Map.of())));
    for (Object each : malformed) {
      Answer answer = push(tagging, token(each), "a/b").expectError(401, "UNAUTHORIZED");
      assertTrue(answer.text().contains("session tags are malformed"), answer.toString());
    }
    List<Object> forbidden =
        List.of(
            tags(Map.of("team", List.of("a"), "aws:x", List.of("y"))),
            tags(Map.of("team", List.of("a"), "b", List.of("x".repeat(257)))),
            tags(Map.of("team", List.of("a"), "TEAM", List.of("a"))),
            tags(Map.of("team", List.of("a")), "other"));
    for (Object each : forbidden) {
      assertEquals(400, push(tagging, token(each), "a/b").status(), each::toString);
    }
  }
}
