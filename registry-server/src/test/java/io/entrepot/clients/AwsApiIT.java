package io.entrepot.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.identity.NewAccessKey;
import io.entrepot.server.aws.shape.AwsModels;
import io.entrepot.server.main.GuardedRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.json.JsonMapper;

/** AWS's own clients on {@code POST /}: its command, and its SDK for Python. */
@Tries({Client.AWS, Client.AWS_MODULE, Client.BOTO})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
final class AwsApiIT {
  private final Path scratch = Workspace.temporary();
  private GuardedRegistry registry;
  private NewAccessKey key;

  @BeforeAll
  void start() throws IOException {
    registry = GuardedRegistry.start(Workspace.make(scratch.resolve("data")));
    key = registry.administrator();
  }

  @AfterAll
  void stop() throws IOException {
    registry.close();
    Workspace.delete(scratch);
  }

  private String url() {
    return "http://127.0.0.1:" + registry.address().getPort();
  }

  private Commands commands(String secret) {
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_ENDPOINT_URL", url());
    environment.put("AWS_DEFAULT_REGION", "eu-west-3");
    environment.put("AWS_MAX_ATTEMPTS", "1");
    environment.put("AWS_ACCESS_KEY_ID", key.key().id());
    environment.put("AWS_SECRET_ACCESS_KEY", secret);
    environment.put("HOME", scratch.toString());
    return new Commands(scratch, environment);
  }

  private Commands commands() {
    return commands(key.secret().reveal());
  }

  @Test
  void the_aws_command_is_answered_by_each_protocol() {
    Commands aws = commands();
    String who = aws.run(Client.AWS, "sts", "get-caller-identity", "--output", "text");
    assertTrue(who.contains("arn:aws:iam::123456789012:user/administrator"), who);
    aws.run(Client.AWS, "iam", "create-user", "--user-name", "ann", "--tags", "Key=a,Value=b c");
    String ann = aws.run(Client.AWS, "iam", "get-user", "--user-name", "ann");
    assertTrue(ann.contains("b c"), ann);
    String nothing = aws.attempt(Client.AWS, "ecr", "get-registry-policy").refusal();
    assertTrue(nothing.contains("(RegistryPolicyNotFoundException)"), nothing);
  }

  @Test
  void the_aws_command_tells_what_was_refused() {
    String invalid =
        commands().attempt(Client.AWS, "iam", "create-user", "--user-name", "a b").refusal();
    assertTrue(
        invalid.contains(
            "(ValidationError) when calling the CreateUser operation: 1 validation error detected:"
                + " Value 'a b' at 'userName' failed to satisfy constraint: Member must satisfy"
                + " regular expression pattern: [\\w+=,.@-]+"),
        invalid);
    String json = commands("wrong").attempt(Client.AWS, "ecr", "get-registry-policy").refusal();
    assertTrue(json.contains("(InvalidSignatureException)"), json);
    String query = commands("wrong").attempt(Client.AWS, "iam", "list-users").refusal();
    assertTrue(query.contains("(SignatureDoesNotMatch)"), query);
    String missing =
        commands().attempt(Client.AWS, "ecr", "describe-pull-through-cache-rules").refusal();
    assertTrue(
        missing.contains("(UnsupportedOperationException)")
            && missing.contains("DescribePullThroughCacheRules"),
        missing);
  }

  @Test
  void boto3_walks_through_the_operations_and_finds_every_answer_in_the_models()
      throws IOException {
    walk(AwsModels.home().orElseThrow().resolve("bin/python").toString(), "boto3");
  }

  @Test
  void the_code_of_the_aws_command_walks_through_the_operations_likewise() throws IOException {
    walk(Client.AWS_MODULE.path(), "aws");
  }

  private void walk(String python, String through) throws IOException {
    for (String name : List.of("aws_walk.py", "aws_command.py")) {
      try (InputStream in = AwsApiIT.class.getResourceAsStream(name)) {
        Files.write(scratch.resolve(name), Objects.requireNonNull(in).readAllBytes());
      }
    }
    Commands.Answer answer =
        commands()
            .attempt(
                List.of(
                    python,
                    scratch.resolve("aws_walk.py").toString(),
                    url(),
                    key.key().id(),
                    key.secret().reveal(),
                    JsonMapper.shared().writeValueAsString(registry.awsOperations()),
                    through));
    assertEquals("", answer.everything().strip(), answer::toString);
  }

  @Test
  void a_request_may_be_presigned() throws IOException {
    String made =
        commands()
            .attempt(
                List.of(
                    AwsModels.home().orElseThrow().resolve("bin/python").toString(),
                    "-c",
                    "import boto3, urllib.request\n"
                        + "sts = boto3.client('sts')\n"
                        + "url = sts.generate_presigned_url('get_caller_identity', ExpiresIn=60,"
                        + " HttpMethod='GET')\n"
                        + "print(urllib.request.urlopen(url).read().decode())"))
            .text();
    assertTrue(made.contains("<Arn>arn:aws:iam::123456789012:user/administrator</Arn>"), made);
  }
}
