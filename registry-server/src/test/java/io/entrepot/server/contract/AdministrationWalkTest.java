package io.entrepot.server.contract;

import static io.entrepot.server.contract.GuardedExtension.basic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.identity.IdentityName;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Operations;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks through the list of operations: none is done for nobody, or for whoever has no right. */
final class AdministrationWalkTest {
  @RegisterExtension static final GuardedExtension SERVER = new GuardedExtension();

  private static final int OPERATIONS_AT_LEAST = 120;
  private static final String POLICY =
      "\"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\","
          + "\\\"Action\\\":\\\"*\\\",\\\"Resource\\\":\\\"*\\\"}]}\"";
  private static final String ARN = "\"arn:aws:iam::123456789012:policy/none\"";

  private static final String DIGEST = "sha256:" + "0".repeat(64);

  /** Operations that need another action than that of their name (ECR API reference). */
  private static final Map<String, String> ACTIONS = Map.of("ListImageReferrers", "BatchGetImage");

  /** Something right for each member that some operation cannot do without. */
  private static final Map<String, String> MEMBERS =
      Map.ofEntries(
          Map.entry("UserName", "\"walker\""),
          Map.entry("GroupName", "\"walker\""),
          Map.entry("RoleName", "\"walker\""),
          Map.entry("PolicyName", "\"walker\""),
          Map.entry("PolicyDocument", POLICY),
          Map.entry("AssumeRolePolicyDocument", POLICY),
          Map.entry("PolicyArn", ARN),
          Map.entry("PermissionsBoundary", ARN),
          Map.entry("VersionId", "\"v1\""),
          Map.entry("Password", "\"walk-Walk-1\""),
          Map.entry("OldPassword", "\"walk-Walk-1\""),
          Map.entry("NewPassword", "\"walk-Walk-2\""),
          Map.entry("AccessKeyId", "\"AKIAAAAAAAAAAAAAAAAA\""),
          Map.entry("Status", "\"Active\""),
          Map.entry("Tags", "[{\"Key\":\"a\",\"Value\":\"b\"}]"),
          Map.entry("TagKeys", "[\"a\"]"),
          Map.entry("Url", "\"https://walker.example\""),
          Map.entry(
              "OpenIDConnectProviderArn",
              "\"arn:aws:iam::123456789012:oidc-provider/walker.example\""),
          Map.entry("ClientID", "\"walker\""),
          Map.entry("ThumbprintList", "[]"),
          Map.entry("PolicySourceArn", "\"arn:aws:iam::123456789012:user/walker\""),
          Map.entry("ActionNames", "[\"ecr:PutImage\"]"),
          Map.entry("AccountAlias", "\"walker\""),
          Map.entry("Description", "\"walks\""),
          Map.entry("AccountId", "\"111122223333\""),
          Map.entry("SinkName", "\"walker\""),
          Map.entry("Kind", "\"walker\""),
          Map.entry("EventIds", "[\"13cde686-328b-6117-af20-0e5566167482\"]"),
          Map.entry("repositoryName", "\"walker\""),
          Map.entry("policyText", POLICY),
          Map.entry("imageTagMutability", "\"MUTABLE\""),
          Map.entry("imageScanningConfiguration", "{}"),
          Map.entry("resourceArn", "\"arn:aws:ecr:us-east-1:123456789012:repository/walker\""),
          Map.entry("catalogData", "{}"),
          Map.entry("tags", "[{\"Key\":\"a\",\"Value\":\"b\"}]"),
          Map.entry("tagKeys", "[\"a\"]"),
          Map.entry(
              "lifecyclePolicyText",
              "\"{\\\"rules\\\":[{\\\"rulePriority\\\":1,\\\"selection\\\":{\\\"tagStatus\\\":"
                  + "\\\"any\\\",\\\"countType\\\":\\\"imageCountMoreThan\\\",\\\"countNumber\\\":1},"
                  + "\\\"action\\\":{\\\"type\\\":\\\"expire\\\"}}]}\""),
          Map.entry("name", "\"BLOB_MOUNTING\""),
          Map.entry("value", "\"ENABLED\""),
          Map.entry("principalArn", "\"arn:aws:iam::123456789012:user/walker\""),
          Map.entry("prefix", "\"walker\""),
          Map.entry("appliedFor", "[\"CREATE_ON_PUSH\"]"),
          Map.entry("layerDigests", "[\"" + DIGEST + "\"]"),
          Map.entry("layerDigest", "\"" + DIGEST + "\""),
          Map.entry("layerPartBlob", "\"YQ==\""),
          Map.entry("partFirstByte", "0"),
          Map.entry("partLastByte", "0"),
          Map.entry("uploadId", "\"00000000-0000-4000-8000-000000000000\""),
          Map.entry("run", "1"),
          Map.entry("image", "\"a\""),
          Map.entry("imageIds", "[{\"imageTag\":\"a\"}]"),
          Map.entry("imageManifest", "\"{}\""),
          Map.entry("subjectId", "{\"imageDigest\":\"" + DIGEST + "\"}"));

  static Stream<Arguments> operations() {
    return SERVER.running().operations().stream()
        .flatMap(service ->
            service.all().stream().map(each -> Arguments.of(service.service(), each.name())));
  }

  @Test
  void the_walk_sees_all_operations() {
    assertTrue(operations().count() >= OPERATIONS_AT_LEAST, () -> operations().count() + " seen");
  }

  @ParameterizedTest
  @MethodSource("operations")
  void without_credentials_nothing_is_done(String service, String operation) {
    Answer answer = SERVER.administrator("").call(service, operation, "{}");
    Administrator.error(answer, 401, "MissingAuthenticationToken");
  }

  @ParameterizedTest
  @MethodSource("operations")
  void without_rights_nothing_is_done(String service, String operation) {
    IdentityName nobody =
        SERVER.user(GuardedExtension.allowing("\"ecr:BatchGetImage\"", "elsewhere"));
    Administrator walker = SERVER.administrator(basic(nobody));
    Answer answer = walker.call(service, operation, body(walker, service, operation));
    String message = Administrator.error(answer, 403, "AccessDenied");
    String action = service + ":" + ACTIONS.getOrDefault(operation, operation);
    assertTrue(message.contains("is not authorized to perform: " + action + " on "), message);
  }

  /** Members are added as their absence is complained of. */
  private static String body(Administrator walker, String service, String operation) {
    TreeSet<String> names = new TreeSet<>();
    for (int tries = 0; tries < MEMBERS.size(); tries++) {
      String body = body(names);
      if (service.equals("ecr-public")) {
        body = body.replace("arn:aws:ecr:us-east-1:", "arn:aws:ecr-public::");
      }
      Answer answer = walker.call(service, operation, body);
      String message = answer.json().get("message").asString();
      if (answer.status() != 400 || !message.endsWith(" is missing or empty.")) {
        return body;
      }
      String missing = message.substring(0, message.indexOf(' '));
      assertTrue(MEMBERS.containsKey(missing) && names.add(missing), message);
    }
    throw new AssertionError(operation + " is never content");
  }

  private static String body(Set<String> names) {
    StringBuilder json = new StringBuilder("{");
    for (String name : names) {
      json.append(json.length() == 1 ? "" : ",").append('"').append(name).append("\":");
      json.append(MEMBERS.get(name));
    }
    return json.append('}').toString();
  }

  @Test
  void every_operation_has_one_name_and_one_service() {
    TreeSet<String> names = new TreeSet<>();
    int count = 0;
    for (Operations service : SERVER.running().operations()) {
      for (Operation operation : service.all()) {
        names.add(service.service() + "/" + operation.name());
        count++;
      }
    }
    assertEquals(count, names.size());
  }
}
