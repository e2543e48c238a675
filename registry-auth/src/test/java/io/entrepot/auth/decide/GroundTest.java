package io.entrepot.auth.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.principal.Principal;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What was decided last is told again only while all that it depends on is the same. */
final class GroundTest {
  private static final Instant TIME = Instant.parse("2026-11-21T08:00:00Z");
  private static final RequestFacts HOME = request("10.0.0.1", Optional.of("docker/27"), TIME);

  private final AtomicLong generation = new AtomicLong();
  private ResourceFacts facts = ResourceFacts.NONE;
  private final PolicyDecider decider =
      new PolicyDecider(
          new ResourcePolicies() {
            @Override
            public long generation() {
              return generation.get();
            }

            @Override
            public ResourceFacts of(Resource resource) {
              return facts;
            }

            @Override
            public Optional<ResourceFacts> now(Resource resource) {
              return Optional.of(facts);
            }
          },
          Given.REGION);

  private static RequestFacts request(String source, Optional<String> agent, Instant time) {
    return new RequestFacts(InetAddress.ofLiteral(source), true, agent, time, Optional.empty());
  }

  private boolean allows(Standing standing, RequestFacts request) {
    return allows(standing, request, Map.of());
  }

  private boolean allows(Standing standing, RequestFacts request, Map<String, KeyValues> keys) {
    return allows(Given.USER, standing, request, keys);
  }

  /** Asked twice, so that the second answer is one that was kept. */
  private boolean allows(
      Principal principal, Standing standing, RequestFacts request, Map<String, KeyValues> keys) {
    Permission permission =
        new Permission(
            EcrAction.BATCH_GET_IMAGE, new Resource.Repository(Given.HERE, "team/app"), keys);
    Caller caller = Given.caller(principal, standing, request);
    boolean first = isAllowed(decider.decideNow(caller, List.of(permission)).orElseThrow());
    boolean second = isAllowed(decider.decideNow(caller, List.of(permission)).orElseThrow());
    boolean blocking = isAllowed(decider.decide(caller, List.of(permission)));
    assertEquals(first, second);
    assertEquals(first, blocking);
    return first;
  }

  private static boolean isAllowed(Decision decision) {
    return decision instanceof Decision.Allowed;
  }

  private static Standing with(String condition) {
    return Given.standing(
        Given.identity(
            "{'Effect':'Allow','Action':'ecr:*','Resource':'*','Condition':" + condition + "}"));
  }

  @Test
  void another_address_is_decided_anew() {
    Standing standing = with("{'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}}");
    assertTrue(allows(standing, HOME));
    assertFalse(allows(standing, request("192.0.2.1", Optional.of("docker/27"), TIME)));
    assertTrue(allows(standing, HOME));
  }

  @Test
  void another_agent_and_none_are_decided_anew() {
    Standing standing = with("{'StringLike':{'aws:UserAgent':'docker/*'}}");
    assertTrue(allows(standing, HOME));
    assertFalse(allows(standing, request("10.0.0.1", Optional.of("curl/8"), TIME)));
    assertFalse(allows(standing, request("10.0.0.1", Optional.empty(), TIME)));
    assertTrue(allows(standing, HOME));
  }

  @Test
  void time_goes_on() {
    Standing standing = with("{'DateLessThan':{'aws:CurrentTime':'2026-11-21T08:00:01Z'}}");
    assertTrue(allows(standing, HOME));
    assertFalse(
        allows(standing, request("10.0.0.1", Optional.of("docker/27"), TIME.plusSeconds(1))));
  }

  @Test
  void a_key_of_the_action_is_decided_anew() {
    Standing standing = with("{'StringEquals':{'ecr:ImageTag':'prod'}}");
    assertTrue(allows(standing, HOME, tag("prod")));
    assertFalse(allows(standing, HOME, tag("dev")));
    assertFalse(allows(standing, HOME));
    assertTrue(allows(standing, HOME, tag("prod")));
  }

  private static Map<String, KeyValues> tag(String tag) {
    return Map.of("ecr:imagetag", new KeyValues.Known(List.of(tag)));
  }

  @Test
  void another_who_has_the_same_policies_is_decided_anew() {
    Standing standing = with("{'StringEquals':{'aws:username':'ann'}}");
    Principal ann = new Principal.User(Given.HERE, "/", "ann", "AIDAANN0000000000001");
    Principal bob = new Principal.User(Given.HERE, "/", "bob", "AIDABOB0000000000001");
    assertTrue(allows(ann, standing, HOME, Map.of()));
    assertFalse(allows(bob, standing, HOME, Map.of()));
    assertTrue(allows(ann, standing, HOME, Map.of()));
  }

  @Test
  void the_same_policies_with_other_tags_or_limits_are_decided_anew() {
    Standing first = with("{'StringEquals':{'aws:PrincipalTag/team':'red'}}");
    Standing red =
        new Standing(Map.of("team", "red"), first.identity(), Optional.empty(), Optional.empty());
    assertFalse(allows(first, HOME));
    assertTrue(allows(red, HOME));
    Standing bounded =
        new Standing(
            red.tags(),
            red.identity(),
            Optional.of(
                AttachedPolicies.of(
                    Given.identity("{'Effect':'Allow','Action':'ecr:PutImage','Resource':'*'}"))),
            Optional.empty());
    assertFalse(allows(bounded, HOME));
    assertTrue(allows(red, HOME));
  }

  @Test
  void a_change_of_the_resource_is_seen_when_the_generation_is_another() {
    Standing standing =
        Given.standing(Given.identity("{'Effect':'Allow','Action':'ecr:*','Resource':'*'}"));
    assertTrue(allows(standing, HOME));
    facts =
        new ResourceFacts(
            AttachedPolicies.of(
                Given.repository("{'Effect':'Deny','Principal':'*','Action':'ecr:*'}")),
            Map.of());
    generation.incrementAndGet();
    assertFalse(allows(standing, HOME));
    facts = ResourceFacts.NONE;
    generation.incrementAndGet();
    assertTrue(allows(standing, HOME));
  }
}
