package io.entrepot.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.server.command.Shell.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PolicyCommandsTest {
  private static final String AWS = "arn:aws:iam::aws:policy/Pull";
  private static final String OWN = "arn:aws:iam::000000000000:policy/ci/Pull";

  private final ServerDouble server = new ServerDouble();
  private Shell shell = new Shell();

  @TempDir private Path folder = Path.of(".");

  PolicyCommandsTest() throws IOException {}

  @BeforeEach
  void connect() {
    shell = Shell.with(server.url(), "AKIA1", "secret");
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aBareNameIsTheAccountsOwnPolicyBeforeAwss() {
    server.answers(
        "ListPolicies",
        "{\"Policies\":[{\"PolicyName\":\"Pull\",\"Arn\":\"%s\"},{\"PolicyName\":\"Pull\",\"Arn\":\"%s\"}]}"
            .formatted(AWS, OWN));
    Outcome outcome = shell.run("policy", "attach", "Pull", "--user", "bo");
    assertEquals(new Outcome(0, "policy Pull is attached to user bo\n", ""), outcome);
    assertEquals(
        List.of(
            "ListPolicies {}",
            "AttachUserPolicy {\"UserName\":\"bo\",\"PolicyArn\":\"" + OWN + "\"}"),
        server.asked());
  }

  @Test
  void anArnIsTakenAsItIs() {
    shell.run("policy", "detach", AWS, "--role", "ci");
    assertEquals(
        List.of("DetachRolePolicy {\"RoleName\":\"ci\",\"PolicyArn\":\"" + AWS + "\"}"),
        server.asked());
  }

  @Test
  void anUnknownNameSaysHowToFindTheKnown() {
    Outcome outcome = shell.run("policy", "attach", "Pul", "--group", "g");
    assertEquals(1, outcome.code());
    assertTrue(outcome.err().contains("entrepot policy list"), outcome.err());
  }

  @Test
  void aPolicyIsForExactlyOne() {
    assertEquals(2, shell.run("policy", "attach", AWS).code());
    assertEquals(2, shell.run("policy", "attach", AWS, "--user", "a", "--role", "b").code());
    assertEquals(2, shell.run("policy", "list", "--user", "a", "--role", "b").code());
    assertEquals(List.of(), server.asked());
  }

  @Test
  void aDocumentComesFromAFileOrTheStandardInputUnchanged() throws IOException {
    Path file = Files.writeString(folder.resolve("p.json"), "{ \"a\": \"ü\" }\n");
    shell.run("policy", "put", "in", "--user", "bo", "--document", file.toString());
    shell.pipe("{}").run("policy", "create", "p", "--document", "-");
    assertEquals(
        List.of(
            "PutUserPolicy {\"PolicyName\":\"in\",\"PolicyDocument\":\"{ \\\"a\\\": \\\"ü\\\""
                + " }\\n\",\"UserName\":\"bo\"}",
            "CreatePolicy {\"PolicyName\":\"p\",\"PolicyDocument\":\"{}\"}"),
        server.asked());
  }

  @Test
  void aDocumentThatCannotBeReadIsAMistake() throws IOException {
    Path large = folder.resolve("large.json");
    Files.write(large, new byte[StandardInput.MOST_BYTES + 1]);
    Path latin = Files.write(folder.resolve("l1.json"), "ü".getBytes(StandardCharsets.ISO_8859_1));
    for (Path file : List.of(folder.resolve("absent"), large, latin, folder)) {
      Outcome outcome = shell.run("policy", "create", "p", "--document", file.toString());
      assertTrue(outcome.code() > 0, file.toString());
      assertTrue(outcome.err().contains(file.toString()), outcome.err());
    }
    assertEquals(List.of(), server.asked());
  }

  @Test
  void anInlineDocumentIsShownSoThatItCanBeSentBack() {
    server.answers("GetUserPolicy", "{\"PolicyDocument\":\"{\\\"a\\\":[1.5,true]}\"}");
    Outcome outcome = shell.run("policy", "get", "in", "--user", "bo");
    assertEquals("{\"a\":[1.5,true]}", Json.parse(outcome.out()).toString());
  }

  @Test
  void whatSomebodyHasIsListedAttachedAndInline() {
    server
        .answers(
            "ListAttachedGroupPolicies",
            "{\"AttachedPolicies\":[{\"PolicyName\":\"Pull\",\"PolicyArn\":\"arn:p\"}]}")
        .answers("ListGroupPolicies", "{\"PolicyNames\":[\"in\"]}");
    assertEquals(
        """
        NAME  KIND      ARN
        Pull  attached  arn:p
        in    inline    -
        """,
        shell.run("policy", "list", "--group", "g").out());
  }

  @Test
  void forceDetachesAndDeletesTheOlderVersions() {
    server
        .answers("ListEntitiesForPolicy", "{\"PolicyUsers\":[{\"UserName\":\"bo\"}]}")
        .answers("ListEntitiesForPolicy", "{\"PolicyGroups\":[]}")
        .answers("ListEntitiesForPolicy", "{\"PolicyRoles\":[]}")
        .answers(
            "ListPolicyVersions",
            "{\"Versions\":[{\"VersionId\":\"v2\",\"IsDefaultVersion\":true},{\"VersionId\":\"v1\"}]}");
    assertEquals(0, shell.run("policy", "delete", OWN, "--force").code());
    String policy = "\"PolicyArn\":\"" + OWN + "\"";
    assertEquals(
        List.of(
            "ListEntitiesForPolicy {" + policy + ",\"EntityFilter\":\"User\"}",
            "DetachUserPolicy {\"UserName\":\"bo\"," + policy + "}",
            "ListEntitiesForPolicy {" + policy + ",\"EntityFilter\":\"Group\"}",
            "ListEntitiesForPolicy {" + policy + ",\"EntityFilter\":\"Role\"}",
            "ListPolicyVersions {" + policy + "}",
            "DeletePolicyVersion {" + policy + ",\"VersionId\":\"v1\"}",
            "DeletePolicy {" + policy + "}"),
        server.asked());
  }

  @Test
  void aSimulationAsksForTheRepositoriesOfTheOnesAccount() {
    server
        .answers("GetUser", "{\"User\":{\"Arn\":\"arn:aws:iam::111122223333:user/bo\"}}")
        .answers(
            "SimulatePrincipalPolicy",
            "{\"EvaluationResults\":[{\"EvalActionName\":\"ecr:PutImage\",\"EvalDecision\":\"allowed\","
                + "\"MatchedStatements\":[{\"SourcePolicyId\":\"Push\"}]}]}");
    Outcome outcome =
        shell
            .set("ENTREPOT_REGION", "eu-west-1")
            .run(
                "policy",
                "simulate",
                "--user",
                "bo",
                "--action",
                "ecr:PutImage",
                "--repository",
                "t/a",
                "--context",
                "ecr:ImageTag=v1",
                "--context",
                "ecr:ImageTag=v2",
                "--context",
                "aws:SourceIp=10.0.0.7");
    assertEquals(0, outcome.code(), outcome.err());
    assertTrue(outcome.out().contains("ecr:PutImage  -         allowed   Push"), outcome.out());
    assertEquals(
        "SimulatePrincipalPolicy {\"ActionNames\":[\"ecr:PutImage\"],"
            + "\"PolicySourceArn\":\"arn:aws:iam::111122223333:user/bo\","
            + "\"ResourceArns\":[\"arn:aws:ecr:eu-west-1:111122223333:repository/t/a\"],"
            + "\"ContextEntries\":[{\"ContextKeyName\":\"ecr:ImageTag\","
            + "\"ContextKeyValues\":[\"v1\",\"v2\"],\"ContextKeyType\":\"stringList\"},"
            + "{\"ContextKeyName\":\"aws:SourceIp\",\"ContextKeyValues\":[\"10.0.0.7\"],"
            + "\"ContextKeyType\":\"string\"}]}",
        server.asked().getLast());
  }

  @Test
  void aSimulationThatIsRefusedEndsWithOneAndHasItsAnswer() {
    server.answers(
        "SimulateCustomPolicy",
        "{\"EvaluationResults\":[{\"EvalDecision\":\"allowed\"},{\"EvalDecision\":\"implicitDeny\"}]}");
    Outcome outcome =
        shell.pipe("{}").run("policy", "simulate", "--document=-", "--action=a:b", "--output=json");
    assertEquals(1, outcome.code());
    assertEquals("", outcome.err());
    assertEquals(2, Json.parse(outcome.out()).objects("EvaluationResults").size());
    assertEquals(
        List.of("SimulateCustomPolicy {\"ActionNames\":[\"a:b\"],\"PolicyInputList\":[\"{}\"]}"),
        server.asked());
  }

  @Test
  void repositoriesAndTheRegistryHavePoliciesOfTheirOwn() {
    shell.pipe("{}");
    shell.run("policy", "repository", "set", "t/a", "--document=-", "--registry=111122223333");
    shell.run("policy", "registry", "set", "--document=-");
    shell.run("policy", "registry", "delete");
    assertEquals(
        List.of(
            "POST /entrepot/v1/ecr/SetRepositoryPolicy {\"repositoryName\":\"t/a\","
                + "\"policyText\":\"{}\",\"registryId\":\"111122223333\"}",
            "POST /entrepot/v1/ecr/PutRegistryPolicy {\"policyText\":\"{}\"}",
            "POST /entrepot/v1/ecr/DeleteRegistryPolicy {}"),
        server.asked());
  }

  @Test
  void aProviderIsFoundByItsUrl() {
    String arn = "arn:aws:iam::000000000000:oidc-provider/ci.example.org/x";
    server.answers(
        "ListOpenIDConnectProviders",
        "{\"OpenIDConnectProviderList\":[{\"Arn\":\"arn:aws:iam::0:oidc-provider/ci.example.org\"},"
            + "{\"Arn\":\""
            + arn
            + "\"}]}");
    assertEquals(0, shell.run("provider", "delete", "https://ci.example.org/x/").code());
    assertEquals(
        "DeleteOpenIDConnectProvider {\"OpenIDConnectProviderArn\":\"" + arn + "\"}",
        server.asked().getLast());
    assertEquals(1, shell.run("provider", "delete", "https://example.org").code());
  }
}
