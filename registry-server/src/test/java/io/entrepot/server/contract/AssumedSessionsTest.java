package io.entrepot.server.contract;

import static io.entrepot.server.contract.AwsCaller.element;
import static io.entrepot.server.contract.AwsCaller.refusedXml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.InlinePolicy;
import io.entrepot.auth.identity.NewAccessKey;
import io.entrepot.auth.identity.NewRole;
import io.entrepot.server.main.GuardedRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sessions that are begun with signed requests: AssumeRole, and those of users themselves. */
final class AssumedSessionsTest {
  @RegisterExtension static final GuardedExtension SERVER = new GuardedExtension();

  private static final String NOTHING = policy("Deny", "ecr:PutImage");

  private static String policy(String effect, String action) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\""
        + effect
        + "\",\"Action\":\""
        + action
        + "\",\"Resource\":\"*\"}]}";
  }

  private record Person(IdentityName user, NewAccessKey key) {
    static Person with(String policy) {
      IdentityName user = SERVER.user(policy);
      return new Person(user, SERVER.key(user));
    }

    AwsCaller calls(String service) {
      return new AwsCaller(SERVER, Signing.with(key.key().id(), key.secret().reveal(), service));
    }

    String arn() {
      return "arn:aws:iam::" + GuardedRegistry.ACCOUNT + ":user/" + user.name();
    }
  }

  /** A role that one statement more trusts, and that may list users. */
  private static String role(String trusted, String... more) {
    String name = SERVER.fresh("role");
    SERVER
        .running()
        .identities()
        .roles()
        .create(
            new NewRole(
                GuardedRegistry.ACCOUNT,
                name,
                "/",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                    + "{\"AWS\":\""
                    + trusted
                    + "\"},\"Action\":[\"sts:AssumeRole\""
                    + String.join("", more)
                    + "]}]}",
                Optional.empty(),
                Duration.ofHours(2),
                Optional.empty(),
                Map.of()));
    SERVER
        .running()
        .identities()
        .identityPolicies()
        .putInline(
            IdentityName.role(GuardedRegistry.ACCOUNT, name),
            new InlinePolicy("own", policy("Allow", "iam:ListUsers")));
    return "arn:aws:iam::" + GuardedRegistry.ACCOUNT + ":role/" + name;
  }

  private static Answer assume(AwsCaller sts, String role, String... more) {
    String[] fields = new String[4 + more.length];
    fields[0] = "RoleArn";
    fields[1] = role;
    fields[2] = "RoleSessionName";
    fields[3] = "run-7";
    System.arraycopy(more, 0, fields, 4, more.length);
    return sts.query("AssumeRole", fields);
  }

  private static AwsCaller as(Answer session, String service) {
    return new AwsCaller(
        SERVER,
        Signing.with(element(session, "AccessKeyId"), element(session, "SecretAccessKey"), service)
            .session(element(session, "SessionToken")));
  }

  @Test
  void whom_the_trust_policy_names_gets_what_the_role_may() {
    Person ann = Person.with(NOTHING);
    String role = role(ann.arn());
    refusedXml(ann.calls("iam").query("ListUsers"), 403, "AccessDenied");
    Answer session = assume(ann.calls("sts"), role).expect(200);
    String arn =
        "arn:aws:sts::"
            + GuardedRegistry.ACCOUNT
            + ":assumed-role/"
            + role.substring(role.indexOf('/') + 1)
            + "/run-7";
    assertEquals(arn, element(session, "Arn"));
    assertEquals(arn, element(as(session, "sts").query("GetCallerIdentity"), "Arn"));
    as(session, "iam").query("ListUsers").expect(200);
    SERVER.running().identities().accessKeys().activate(ann.user(), ann.key().key().id(), false);
    refusedXml(as(session, "iam").query("ListUsers"), 403, "InvalidClientTokenId");
  }

  @Test
  void whom_it_does_not_name_is_refused_whatever_their_own_policies_say() {
    Person ann = Person.with(policy("Allow", "*"));
    String role = role("arn:aws:iam::" + GuardedRegistry.ACCOUNT + ":root");
    assume(ann.calls("sts"), role).expect(200);
    refusedXml(assume(ann.calls("sts"), role(Person.with(NOTHING).arn())), 403, "AccessDenied");
    refusedXml(assume(Person.with(NOTHING).calls("sts"), role), 403, "AccessDenied");
    Answer missing = assume(ann.calls("sts"), role + "-not");
    refusedXml(missing, 403, "AccessDenied");
    assertTrue(
        element(missing, "Message").contains("is not authorized to perform: sts:AssumeRole"),
        missing.text());
  }

  @Test
  void session_policies_bound_it_and_tags_need_a_right_of_their_own() {
    Person ann = Person.with(NOTHING);
    Answer bounded =
        assume(
                ann.calls("sts"),
                role(ann.arn()),
                "Policy",
                policy("Allow", "ecr:DescribeRepositories"))
            .expect(200);
    refusedXml(as(bounded, "iam").query("ListUsers"), 403, "AccessDenied");
    assertTrue(Integer.parseInt(element(bounded, "PackedPolicySize")) > 0);
    String[] tags = {"Tags.member.1.Key", "team", "Tags.member.1.Value", "blue"};
    refusedXml(assume(ann.calls("sts"), role(ann.arn()), tags), 403, "AccessDenied");
    assume(ann.calls("sts"), role(ann.arn(), ",\"sts:TagSession\""), tags).expect(200);
  }

  @Test
  void a_session_lasts_as_long_as_the_role_lets_it_and_an_hour_when_a_session_began_it() {
    Person ann = Person.with(NOTHING);
    String role = role(ann.arn());
    assume(ann.calls("sts"), role, "DurationSeconds", "7200").expect(200);
    refusedXml(assume(ann.calls("sts"), role, "DurationSeconds", "7201"), 400, "ValidationError");
    refusedXml(assume(ann.calls("sts"), role, "DurationSeconds", "899"), 400, "ValidationError");
    Answer first = assume(ann.calls("sts"), role).expect(200);
    String next = role(role);
    assume(as(first, "sts"), next).expect(200);
    refusedXml(assume(as(first, "sts"), next, "DurationSeconds", "3601"), 400, "ValidationError");
  }

  @Test
  void a_user_begins_sessions_of_its_own_with_its_key_alone() {
    Person ann = Person.with(policy("Allow", "iam:ListUsers"));
    Answer session = ann.calls("sts").query("GetSessionToken").expect(200);
    assertEquals(ann.arn(), element(as(session, "sts").query("GetCallerIdentity"), "Arn"));
    as(session, "iam").query("ListUsers").expect(200);
    refusedXml(as(session, "sts").query("GetSessionToken"), 403, "AccessDenied");
  }

  @Test
  void a_federated_user_may_what_both_its_policies_and_its_makers_allow() {
    Person ann = Person.with(policy("Allow", "*"));
    AwsCaller sts = ann.calls("sts");
    Answer nothing = sts.query("GetFederationToken", "Name", "bob").expect(200);
    refusedXml(as(nothing, "iam").query("ListUsers"), 403, "AccessDenied");
    Answer some =
        sts.query("GetFederationToken", "Name", "bob", "Policy", policy("Allow", "iam:List*"))
            .expect(200);
    as(some, "iam").query("ListUsers").expect(200);
    refusedXml(
        as(some, "iam").query("CreateUser", "UserName", SERVER.fresh("u")), 403, "AccessDenied");
    assertEquals(
        "arn:aws:sts::" + GuardedRegistry.ACCOUNT + ":federated-user/bob", element(some, "Arn"));
    refusedXml(
        Person.with(NOTHING).calls("sts").query("GetFederationToken", "Name", "bob"),
        403,
        "AccessDenied");
  }

  @Test
  void the_account_of_a_key_is_told() {
    Person ann = Person.with(policy("Allow", "sts:*"));
    assertEquals(
        GuardedRegistry.ACCOUNT.value(),
        element(
            ann.calls("sts").query("GetAccessKeyInfo", "AccessKeyId", ann.key().key().id()),
            "Account"));
    refusedXml(
        ann.calls("sts").query("GetAccessKeyInfo", "AccessKeyId", "AKIAAAAAAAAAAAAAAAAA"),
        400,
        "ValidationError");
  }
}
