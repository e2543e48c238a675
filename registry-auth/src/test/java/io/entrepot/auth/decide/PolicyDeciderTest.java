package io.entrepot.auth.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.decide.Decision.Cause;
import io.entrepot.auth.policy.PolicyKind;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.principal.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PolicyDeciderTest {
  private static final String ALLOW = "{'Effect':'Allow','Action':'ecr:*','Resource':'*'}";
  private static final String NONE = "{'Effect':'Allow','Action':'ecr:PutImage','Resource':'*'}";
  private static final String DENY = "{'Effect':'Deny','Action':'ecr:*','Resource':'*'}";
  private static final String SECRET = "secret";

  /** A repository called secret with a policy; all others are missing. */
  private record Policies(ResourceFacts secret, boolean inMemory) implements ResourcePolicies {
    @Override
    public long generation() {
      return 0;
    }

    @Override
    public ResourceFacts of(Resource resource) {
      return resource instanceof Resource.Repository repository && repository.name().equals(SECRET)
          ? secret
          : ResourceFacts.NONE;
    }

    @Override
    public Optional<ResourceFacts> now(Resource resource) {
      return inMemory ? Optional.of(of(resource)) : Optional.empty();
    }
  }

  private static PolicyDecider decider(String... statements) {
    List<AttachedPolicy> policies =
        statements.length == 0
            ? List.of()
            : List.of(Given.repository(String.join(",", statements)));
    return new PolicyDecider(
        new Policies(
            new ResourceFacts(new AttachedPolicies(policies), Map.of("Team", "blue")), true),
        Given.REGION);
  }

  private static Decision.Refused refused(PolicyDecider decider, Caller caller, String name) {
    return assertInstanceOf(
        Decision.Refused.class, decider.decide(caller, List.of(Given.pull(Given.HERE, name))));
  }

  private static Caller user(String... statements) {
    return Given.caller(
        Given.USER,
        statements.length == 0
            ? Standing.NONE
            : Given.standing(Given.identity(String.join(",", statements))));
  }

  private static String refusalOf(String why) {
    return "User: arn:aws:iam::123456789012:user/ann is not authorized to perform:"
        + " ecr:BatchGetImage on resource: arn:aws:ecr:us-east-1:123456789012:repository/secret "
        + why;
  }

  @Test
  void refusals_are_in_the_words_of_aws() {
    assertEquals(
        refusalOf("because no identity-based policy allows the ecr:BatchGetImage action"),
        refused(decider(), user(), SECRET).reason());
    assertEquals(
        refusalOf("with an explicit deny in an identity-based policy"),
        refused(decider(), user(DENY), SECRET).reason());
    assertEquals(
        refusalOf("with an explicit deny in a resource-based policy"),
        refused(decider("{'Effect':'Deny','Principal':'*','Action':'ecr:*'}"), user(ALLOW), SECRET)
            .reason());
    Caller bounded =
        limited(Optional.of(AttachedPolicies.of(Given.identity(NONE))), Optional.empty());
    assertEquals(
        refusalOf("because no permissions boundary allows the ecr:BatchGetImage action"),
        refused(decider(), bounded, SECRET).reason());
    Caller session =
        limited(Optional.empty(), Optional.of(AttachedPolicies.of(Given.identity(NONE))));
    assertEquals(
        refusalOf("because no session policy allows the ecr:BatchGetImage action"),
        refused(decider(), session, SECRET).reason());
  }

  private static Caller limited(
      Optional<AttachedPolicies> boundary, Optional<AttachedPolicies> session) {
    return Given.caller(
        Given.USER,
        new Standing(Map.of(), AttachedPolicies.of(Given.identity(ALLOW)), boundary, session));
  }

  @Test
  void the_explanation_names_the_statement() {
    Decision.Refused refused =
        refused(decider(), user(ALLOW, DENY.replace("{'", "{'Sid':'NoPulls','")), SECRET);
    assertEquals("denied by NoPulls of P", refused.explanation());
    assertEquals(Cause.EXPLICIT_DENY, refused.cause());
    assertEquals(
        "denied by Statement[1] of P", refused(decider(), user(ALLOW, DENY), SECRET).explanation());
  }

  @Test
  void a_stranger_hears_the_same_of_a_private_and_of_a_missing_repository() {
    Caller anonymous = Given.caller(new Principal.Anonymous(), Standing.NONE);
    Caller far =
        Given.caller(
            new Principal.User(Given.THERE, "/", "eve", "AIDAEVE0000000000001"),
            Given.standing(Given.identity(ALLOW)));
    for (Caller stranger : List.of(anonymous, far)) {
      for (String statement :
          List.of(
              "{'Effect':'Deny','Principal':'*','Action':'ecr:*'}",
              "{'Effect':'Allow','Principal':{'AWS':'123456789012'},'Action':'ecr:*'}")) {
        Decision.Refused hidden = refused(decider(statement), stranger, SECRET);
        Decision.Refused missing = refused(decider(statement), stranger, "absent");
        assertEquals(missing.reason().replace("/absent", "/secret"), hidden.reason());
        assertEquals(missing.cause(), hidden.cause());
        assertTrue(hidden.reason().contains("because no resource-based policy allows"));
      }
    }
  }

  @Test
  void whoever_could_not_do_it_anyway_does_not_hear_that_a_policy_of_the_resource_denies_it() {
    String deny = "{'Effect':'Deny','Principal':'*','Action':'ecr:*'}";
    Decision.Refused hidden = refused(decider(deny), user(), SECRET);
    Decision.Refused missing = refused(decider(deny), user(), "absent");
    assertEquals(missing.reason().replace("/absent", "/secret"), hidden.reason());
    assertEquals(missing.cause(), hidden.cause());
    assertTrue(hidden.explanation().startsWith("denied by"), hidden.explanation());
    assertEquals(Cause.EXPLICIT_DENY, refused(decider(deny), user(ALLOW), SECRET).cause());
  }

  @Test
  void outside_its_scope_a_credential_is_worth_nothing() {
    Caller scoped =
        new Caller(
            new Principal.Root(Given.HERE),
            Standing.NONE,
            (action, resource) -> action == EcrAction.PUT_IMAGE,
            Given.REQUEST);
    Decision.Refused refused = refused(decider(), scoped, SECRET);
    assertEquals(Cause.OUTSIDE_SCOPE, refused.cause());
    Permission push =
        new Permission(EcrAction.PUT_IMAGE, new Resource.Repository(Given.HERE, SECRET));
    assertInstanceOf(Decision.Allowed.class, decider().decide(scoped, List.of(push)));
    assertInstanceOf(Decision.Allowed.class, decider().decide(scoped, List.of()));
  }

  @Test
  void a_policy_that_denies_everything_leaves_the_owners_root_a_way_back() {
    PolicyDecider decider = decider("{'Effect':'Deny','Principal':'*','Action':'ecr:*'}");
    Caller root = Given.caller(new Principal.Root(Given.HERE), Standing.NONE);
    Caller stranger = Given.caller(new Principal.Root(Given.THERE), Standing.NONE);
    Resource secret = new Resource.Repository(Given.HERE, SECRET);
    for (EcrAction action :
        List.of(EcrAction.SET_REPOSITORY_POLICY, EcrAction.DELETE_REPOSITORY_POLICY)) {
      List<Permission> asked = List.of(new Permission(action, secret));
      assertInstanceOf(Decision.Allowed.class, decider.decide(root, asked));
      assertInstanceOf(Decision.Refused.class, decider.decide(user(ALLOW), asked));
      assertInstanceOf(Decision.Refused.class, decider.decide(stranger, asked));
    }
    assertEquals(Cause.EXPLICIT_DENY, refused(decider, root, SECRET).cause());
    AttachedPolicy registry =
        Given.policy(
            "registry",
            PolicyKind.REGISTRY,
            Given.versioned("{'Effect':'Deny','Principal':'*','Action':'*','Resource':'*'}"));
    ResourceFacts facts = new ResourceFacts(AttachedPolicies.of(registry), Map.of());
    for (EcrAction action :
        List.of(EcrAction.PUT_REGISTRY_POLICY, EcrAction.DELETE_REGISTRY_POLICY)) {
      Permission asked = new Permission(action, new Resource.Registry(Given.HERE));
      assertTrue(Given.evaluate(root, asked, facts).allowed());
      assertFalse(Given.evaluate(user(ALLOW), asked, facts).allowed());
    }
  }

  @Test
  void what_would_be_decided_under_another_policy_can_be_asked() {
    Permission set =
        new Permission(
            EcrAction.SET_REPOSITORY_POLICY, new Resource.Repository(Given.HERE, SECRET));
    Decision decision = decider().decide(user(ALLOW), List.of(set));
    Grant grant = assertInstanceOf(Decision.Allowed.class, decision).grant();
    assertTrue(grant.mightStill(set, ResourceFacts.NONE));
    AttachedPolicy deny = Given.repository("{'Effect':'Deny','Principal':'*','Action':'ecr:*'}");
    assertFalse(grant.mightStill(set, new ResourceFacts(AttachedPolicies.of(deny), Map.of())));
  }

  @Test
  void all_permissions_are_needed_and_the_first_that_is_refused_is_told() {
    Permission pull = Given.pull(Given.HERE, SECRET);
    Permission push =
        new Permission(EcrAction.PUT_IMAGE, new Resource.Repository(Given.HERE, SECRET));
    Decision decision = decider().decide(user(NONE), List.of(push, pull));
    assertEquals(pull, assertInstanceOf(Decision.Refused.class, decision).permission());
  }

  @Test
  void what_is_asked_of_the_registry_is_not_given_by_a_resources_policy() {
    AttachedPolicy registry =
        Given.policy(
            "registry",
            PolicyKind.REGISTRY,
            Given.versioned("{'Effect':'Allow','Principal':'*','Action':'*','Resource':'*'}"));
    ResourceFacts facts = new ResourceFacts(AttachedPolicies.of(registry), Map.of());
    Permission permission =
        new Permission(EcrAction.DESCRIBE_REPOSITORIES, new Resource.Registry(Given.HERE));
    assertEquals(
        "no policy of the caller's identity allows it",
        Given.evaluate(user(), permission, facts).why());
    assertTrue(Given.evaluate(user(ALLOW), permission, facts).allowed());
    assertTrue(
        !Given.evaluate(
                user(ALLOW.replace("'*'", "'arn:aws:ecr:*:*:repository/*'")), permission, facts)
            .allowed());
  }

  @Test
  void a_registry_policy_names_repositories() {
    AttachedPolicy registry =
        Given.policy(
            "registry",
            PolicyKind.REGISTRY,
            Given.versioned(
                "{'Effect':'Allow','Principal':'*','Action':'ecr:BatchGetImage',"
                    + "'Resource':'arn:aws:ecr:us-east-1:123456789012:repository/public/*'}"));
    ResourceFacts facts = new ResourceFacts(AttachedPolicies.of(registry), Map.of());
    Caller anonymous = Given.caller(new Principal.Anonymous(), Standing.NONE);
    assertTrue(Given.evaluate(anonymous, Given.pull(Given.HERE, "public/a"), facts).allowed());
    assertTrue(!Given.evaluate(anonymous, Given.pull(Given.HERE, "private"), facts).allowed());
  }

  @Test
  void a_decision_that_has_to_read_is_not_made_at_once() {
    String tagged = "'Condition':{'StringEquals':{'ecr:ImageTag':'prod'}}";
    String statement = ALLOW.replace("}", "," + tagged + "}");
    Permission pull =
        new Permission(
            EcrAction.BATCH_GET_IMAGE,
            new Resource.Repository(Given.HERE, SECRET),
            Map.of("ecr:imagetag", new KeyValues.Lookup(() -> List.of("dev", "prod"))));
    assertTrue(decider().decideNow(user(statement), List.of(pull)).isEmpty());
    assertTrue(decider().decideNow(user(ALLOW), List.of(pull)).isPresent());
    assertInstanceOf(Decision.Allowed.class, decider().decide(user(statement), List.of(pull)));
    String variable = ALLOW.replace("'*'", "'arn:aws:ecr:*:*:repository/${ecr:ImageTag}'");
    assertTrue(decider().decideNow(user(variable), List.of(pull)).isEmpty());
    PolicyDecider cold = new PolicyDecider(new Policies(ResourceFacts.NONE, false), Given.REGION);
    assertTrue(cold.decideNow(user(ALLOW), List.of(pull)).isEmpty());
  }

  @Test
  void the_keys_of_a_request_are_those_that_iam_names() {
    Caller caller =
        Given.caller(
            Given.ROLE,
            new Standing(
                Map.of("Team", "blue"), AttachedPolicies.NONE, Optional.empty(), Optional.empty()));
    RequestValues values =
        new RequestValues(
            caller,
            Given.pull(new AccountId("210987654321"), SECRET),
            new ResourceFacts(AttachedPolicies.NONE, Map.of("team", "red")),
            Given.REGION);
    Map<String, List<String>> expected =
        Map.ofEntries(
            Map.entry("aws:principalarn", List.of("arn:aws:iam::123456789012:role/ci")),
            Map.entry("aws:principalaccount", List.of("123456789012")),
            Map.entry("aws:principaltype", List.of("AssumedRole")),
            Map.entry("aws:userid", List.of("AROACI00000000000001:run")),
            Map.entry("aws:username", List.of()),
            Map.entry("aws:principaltag/team", List.of("blue")),
            Map.entry("aws:resourcetag/team", List.of("red")),
            Map.entry("ecr:resourcetag/team", List.of("red")),
            Map.entry("aws:sourceip", List.of("203.0.113.7")),
            Map.entry("aws:securetransport", List.of("true")),
            Map.entry("aws:currenttime", List.of("2026-11-21T08:00:00Z")),
            Map.entry("aws:epochtime", List.of("1795248000")),
            Map.entry("aws:useragent", List.of("docker/20.10")),
            Map.entry("aws:requestedregion", List.of("us-east-1")),
            Map.entry("aws:tokenissuetime", List.of()),
            Map.entry("aws:resourceaccount", List.of("210987654321")),
            Map.entry("aws:unheardof", List.of()));
    expected.forEach((key, value) -> assertEquals(value, values.values(key), key));
  }
}
