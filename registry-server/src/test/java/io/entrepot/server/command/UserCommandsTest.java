package io.entrepot.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.server.command.Shell.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class UserCommandsTest {
  private ServerDouble server = new ServerDouble();
  private Shell shell = new Shell();

  UserCommandsTest() throws IOException {}

  @BeforeEach
  void connect() {
    shell = Shell.with(server.url(), "AKIA1", "secret");
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aUserIsMadeWithItsTagsAndTheArnIsTold() {
    server.answers("CreateUser", "{\"User\":{\"Arn\":\"arn:aws:iam::1:user/ci/bo\"}}");
    Outcome outcome =
        shell.run("user", "create", "bo", "--path", "/ci/", "--tag", "a=b=c", "--tag=d=");
    assertEquals(new Outcome(0, "created arn:aws:iam::1:user/ci/bo\n", ""), outcome);
    assertEquals(
        List.of(
            "CreateUser {\"UserName\":\"bo\",\"Path\":\"/ci/\",\"Tags\":["
                + "{\"Key\":\"a\",\"Value\":\"b=c\"},{\"Key\":\"d\",\"Value\":\"\"}]}"),
        server.asked());
    assertEquals("Basic QUtJQTE6c2VjcmV0", server.questions().getFirst().authorization());
  }

  @Test
  void aTagWithoutAnEqualsSignIsAMistakeAndNothingIsAsked() {
    Outcome outcome = shell.run("user", "create", "bo", "--tag", "team");
    assertEquals(new Outcome(2, "", "entrepot: a tag is KEY=VALUE, not 'team'\n"), outcome);
    assertEquals(List.of(), server.asked());
  }

  @Test
  void allPagesOfAListComeAsOneTable() {
    server
        .answers(
            "ListUsers",
            "{\"Users\":[{\"UserName\":\"a\",\"UserId\":\"AIDA1\",\"Path\":\"/\","
                + "\"CreateDate\":\"2026-11-21T10:00:00Z\"}],"
                + "\"IsTruncated\":true,\"Marker\":\"m\"}")
        .answers(
            "ListUsers",
            "{\"Users\":[{\"UserName\":\"long.name\",\"UserId\":\"AIDA2\",\"Path\":\"/x/\"}],"
                + "\"IsTruncated\":false}");
    Outcome outcome = shell.run("user", "list", "--path-prefix", "/");
    assertEquals(
        """
        NAME       ID     PATH  CREATED               PASSWORD LAST USED
        a          AIDA1  /     2026-11-21T10:00:00Z  -
        long.name  AIDA2  /x/   -                     -
        """,
        outcome.out());
    assertEquals(
        List.of(
            "ListUsers {\"PathPrefix\":\"/\"}",
            "ListUsers {\"PathPrefix\":\"/\",\"Marker\":\"m\"}"),
        server.asked());
  }

  @Test
  void programsGetOneObjectWithoutAnythingOfThePages() {
    server
        .answers(
            "ListUsers", "{\"Users\":[{\"UserName\":\"a\"}],\"IsTruncated\":true,\"Marker\":\"m\"}")
        .answers("ListUsers", "{\"Users\":[{\"UserName\":\"b\"}],\"IsTruncated\":false}");
    Outcome outcome = shell.run("user", "list", "--output", "json");
    assertEquals(
        "{\"Users\":[{\"UserName\":\"a\"},{\"UserName\":\"b\"}]}",
        Json.parse(outcome.out()).toString());
  }

  @Test
  void whatACallerMayNotSeeIsLeftOutAndSaid() {
    server
        .answers(
            "GetUser",
            "{\"User\":{\"UserName\":\"bo\",\"Tags\":[{\"Key\":\"k\",\"Value\":\"v\"}]}}")
        .answers("ListGroupsForUser", "{\"Groups\":[{\"GroupName\":\"g\"},{\"GroupName\":\"h\"}]}")
        .refuses("ListAccessKeys", 403, "AccessDenied");
    Outcome outcome = shell.run("user", "show", "bo");
    assertEquals(0, outcome.code());
    assertTrue(outcome.out().contains("groups              g, h\n"), outcome.out());
    assertTrue(outcome.out().contains("tags                k=v\n"), outcome.out());
    assertEquals("entrepot: not all is shown: AccessDenied: because\n", outcome.err());
  }

  @Test
  void forceTakesTheWaysInAwayFirst() {
    server
        .answers("ListAccessKeys", "{\"AccessKeyMetadata\":[{\"AccessKeyId\":\"AKIA2\"}]}")
        .answers("ListGroupsForUser", "{\"Groups\":[{\"GroupName\":\"g\"}]}")
        .refuses("DeleteLoginProfile", 404, "NoSuchEntity")
        .answers("ListAttachedUserPolicies", "{\"AttachedPolicies\":[{\"PolicyArn\":\"arn:p\"}]}")
        .answers("ListUserPolicies", "{\"PolicyNames\":[\"in\"]}");
    Outcome outcome = shell.run("user", "delete", "bo", "--force");
    assertEquals(0, outcome.code(), outcome.err());
    assertEquals(
        List.of(
            "ListAccessKeys {\"UserName\":\"bo\"}",
            "DeleteAccessKey {\"UserName\":\"bo\",\"AccessKeyId\":\"AKIA2\"}",
            "DeleteLoginProfile {\"UserName\":\"bo\"}",
            "ListGroupsForUser {\"UserName\":\"bo\"}",
            "RemoveUserFromGroup {\"UserName\":\"bo\",\"GroupName\":\"g\"}",
            "ListAttachedUserPolicies {\"UserName\":\"bo\"}",
            "DetachUserPolicy {\"UserName\":\"bo\",\"PolicyArn\":\"arn:p\"}",
            "ListUserPolicies {\"UserName\":\"bo\"}",
            "DeleteUserPolicy {\"UserName\":\"bo\",\"PolicyName\":\"in\"}",
            "DeleteUser {\"UserName\":\"bo\"}"),
        server.asked());
  }

  @Test
  void withoutForceNothingElseIsTouched() {
    server.refuses("DeleteUser", 409, "DeleteConflict");
    Outcome outcome = shell.run("user", "delete", "bo");
    assertEquals(1, outcome.code());
    assertTrue(outcome.err().startsWith("entrepot: DeleteConflict: because"), outcome.err());
    assertTrue(outcome.err().contains("--force"), outcome.err());
    assertEquals(List.of("DeleteUser {\"UserName\":\"bo\"}"), server.asked());
  }

  @Test
  void aFirstPasswordIsMadeWhereThereWasNone() {
    server.refuses("UpdateLoginProfile", 404, "NoSuchEntity");
    Outcome outcome = shell.types("new-Passw0rd", "new-Passw0rd").run("user", "set-password", "bo");
    assertEquals(new Outcome(0, "the password of user bo was set\n", ""), outcome);
    assertEquals(
        List.of(
            "UpdateLoginProfile {\"UserName\":\"bo\",\"Password\":\"new-Passw0rd\"}",
            "CreateLoginProfile {\"UserName\":\"bo\",\"Password\":\"new-Passw0rd\"}"),
        server.asked());
  }

  @Test
  void aPasswordTypedTwoWaysIsNotSet() {
    Outcome outcome = shell.types("one", "other").run("user", "set-password", "bo");
    assertEquals(new Outcome(2, "", "entrepot: the two passwords differ\n"), outcome);
    assertEquals(List.of(), server.asked());
  }

  @Test
  void aPasswordCanBePipedAndLosesItsLineEnd() {
    shell.pipe("from a file \r\n").run("user", "set-password", "bo", "--new-password-stdin");
    assertEquals(
        List.of("UpdateLoginProfile {\"UserName\":\"bo\",\"Password\":\"from a file \"}"),
        server.asked());
  }

  @Test
  void aRandomPasswordIsShownOnce() {
    Outcome outcome = shell.run("user", "set-password", "bo", "--random");
    String password = server.questions().getFirst().body().text("Password").orElseThrow();
    assertEquals("password  " + password + "\n", outcome.out());
    assertEquals("It is shown this once; keep it now.\n", outcome.err());
    assertTrue(password.matches("([a-zA-Z2-9]{6}-){3}[a-zA-Z2-9]{6}"), password);
    Outcome json = shell.run("user", "set-password", "bo", "--random", "--output=json");
    String other = Json.parse(json.out()).text("Password").orElseThrow();
    assertFalse(other.equals(password));
  }

  @Test
  void withoutATerminalAPasswordIsNotWaitedFor() {
    Outcome outcome = shell.run("user", "set-password", "bo");
    assertEquals(2, outcome.code());
    assertTrue(outcome.err().contains("--random"), outcome.err());
  }

  @Test
  void aNewKeysSecretIsOnTheStandardOutputAlone() {
    server.answers(
        "CreateAccessKey",
        "{\"AccessKey\":{\"UserName\":\"bo\",\"AccessKeyId\":\"AKIA9\",\"SecretAccessKey\":\"hush\"}}");
    Outcome outcome = shell.run("key", "create", "bo");
    assertEquals(
        """
        user               bo
        access key id      AKIA9
        secret access key  hush
        """,
        outcome.out());
    assertEquals("The secret is shown this once; keep it now.\n", outcome.err());
  }

  @Test
  void whoseAKeyIsNeedNotBeKnown() {
    server.answers("GetAccessKeyLastUsed", "{\"UserName\":\"bo\"}");
    Outcome outcome = shell.run("key", "deactivate", "AKIA9");
    assertEquals(new Outcome(0, "access key AKIA9 is now inactive\n", ""), outcome);
    assertEquals(
        List.of(
            "GetAccessKeyLastUsed {\"AccessKeyId\":\"AKIA9\"}",
            "UpdateAccessKey"
                + " {\"AccessKeyId\":\"AKIA9\",\"UserName\":\"bo\",\"Status\":\"Inactive\"}"),
        server.asked());
    server.answers("UpdateAccessKey", 200, "", Map.of());
    assertEquals(0, shell.run("key", "activate", "AKIA9", "--owner", "bo").code());
  }

  @Test
  void aRootPutsItsOwnKeyAway() {
    server.answers("GetAccessKeyLastUsed", "{\"UserName\":\"root\"}");
    assertEquals(0, shell.run("key", "deactivate", "AKIA9").code());
    assertEquals(
        "UpdateAccessKey {\"AccessKeyId\":\"AKIA9\",\"Status\":\"Inactive\"}",
        server.asked().getLast());
  }

  @Test
  void whatOthersWroteCannotSteerTheTerminal() {
    server.answers("ListUsers", "{\"Users\":[{\"UserName\":\"a\\u001b[31m\\nb\\u202e\"}]}");
    String out = shell.run("user", "list").out();
    assertTrue(out.contains("\na?[31m?b?  "), out);
  }
}
