package io.entrepot.server.contract;

import static io.entrepot.server.contract.Administrator.body;
import static io.entrepot.server.contract.Administrator.error;
import static io.entrepot.server.contract.GuardedExtension.basic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.identity.IdentityName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Accounts, and policies of repositories and registries, at the administration door. */
final class AdministrationAccountsAndRegistriesTest {
  @RegisterExtension static final GuardedExtension SERVER = new GuardedExtension();

  private static final String PULL =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
          + "\"PRINCIPAL\"},\"Action\":[\"ecr:BatchGetImage\"]}]}";
  private static final String REGISTRY =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
          + "\"PRINCIPAL\"},\"Action\":[\"ecr:BatchGetImage\"],\"Resource\":"
          + "\"arn:aws:ecr:us-east-1:123456789012:repository/*\"}]}";

  private static JsonNode organizations(String operation, String body) {
    return SERVER.root().call("organizations", operation, body).expect(200).json();
  }

  private static Answer ecr(String operation, String body) {
    return SERVER.root().call("ecr", operation, body);
  }

  private static String repository() {
    String name = SERVER.fresh("team/app");
    SERVER
        .repository(name, basic("root", SERVER.running().rootPassword()))
        .pushBlob(new byte[] {1, 2, 3});
    return name;
  }

  @Test
  void an_account_is_made_with_credentials_that_work_in_it_alone() {
    JsonNode made = organizations("CreateAccount", body("AccountId", "111122223333"));
    assertEquals("111122223333", made.get("CreateAccountStatus").get("AccountId").asString());
    assertFalse(made.get("RootPassword").asString().isEmpty());
    Administrator other =
        SERVER.administrator(
            basic(made.get("AccessKeyId").asString(), made.get("SecretAccessKey").asString()));
    assertEquals(
        "arn:aws:iam::111122223333:root",
        other.well("GetUser", "{}").get("User").get("Arn").asString());
    assertTrue(other.well("ListUsers", "{}").get("Users").isEmpty());
    error(other.call("organizations", "ListAccounts", "{}"), 403, "AccessDenied");
    error(other.call("organizations", "CreateAccount", "{}"), 403, "AccessDenied");
    error(
        SERVER.root().call("organizations", "CreateAccount", body("AccountId", "111122223333")),
        409,
        "EntityAlreadyExists");
    error(
        SERVER.root().call("organizations", "CreateAccount", body("AccountId", "1")),
        400,
        "ValidationError");
  }

  @Test
  void accounts_are_listed_page_by_page_and_described() {
    String number =
        organizations("CreateAccount", "{}").get("CreateAccountStatus").get("AccountId").asString();
    assertTrue(number.matches("[0-9]{12}"), number);
    JsonNode first = organizations("ListAccounts", "{\"MaxResults\":1}");
    assertEquals(1, first.get("Accounts").size());
    JsonNode second =
        organizations(
            "ListAccounts",
            "{\"MaxResults\":1,\"NextToken\":\"" + first.get("NextToken").asString() + "\"}");
    assertFalse(first.get("Accounts").equals(second.get("Accounts")));
    assertEquals(
        number,
        organizations("DescribeAccount", body("AccountId", number))
            .get("Account")
            .get("Id")
            .asString());
    error(
        SERVER.root().call("organizations", "DescribeAccount", body("AccountId", "999999999999")),
        404,
        "AccountNotFoundException");
  }

  @Test
  void a_repository_policy_is_kept_by_unique_ids_and_shown_by_arns() {
    String repository = repository();
    String named = body("repositoryName", repository);
    error(ecr("GetRepositoryPolicy", named), 404, "RepositoryPolicyNotFoundException");
    IdentityName user = SERVER.user(GuardedExtension.allowing("\"ecr:*\"", "none"));
    String policy = PULL.replace("PRINCIPAL", "arn:aws:iam::123456789012:user/" + user.name());
    JsonNode set =
        ecr("SetRepositoryPolicy", body("repositoryName", repository, "policyText", policy))
            .expect(200)
            .json();
    assertEquals("123456789012", set.get("registryId").asString());
    assertEquals(policy, set.get("policyText").asString());
    assertEquals(
        policy, ecr("GetRepositoryPolicy", named).expect(200).json().get("policyText").asString());
    // A later user of the same name is not the one who was meant.
    SERVER.root().well("DeleteUserPolicy", body("UserName", user.name(), "PolicyName", "own"));
    SERVER.root().well("DeleteLoginProfile", body("UserName", user.name()));
    SERVER.root().well("DeleteUser", body("UserName", user.name()));
    SERVER.root().well("CreateUser", body("UserName", user.name()));
    String shown =
        ecr("GetRepositoryPolicy", named).expect(200).json().get("policyText").asString();
    assertTrue(shown.contains("\"AIDA"), shown);
    ecr("DeleteRepositoryPolicy", named).expect(200);
    error(ecr("DeleteRepositoryPolicy", named), 404, "RepositoryPolicyNotFoundException");
  }

  @Test
  void a_bad_repository_policy_is_refused_with_its_place_or_its_principal() {
    String repository = repository();
    String message =
        error(
            ecr(
                "SetRepositoryPolicy",
                body("repositoryName", repository, "policyText", PULL.replace("Allow", "Maybe"))),
            400,
            "InvalidParameterException");
    assertTrue(message.startsWith("Invalid parameter at 'PolicyText'"), message);
    assertTrue(message.contains("Effect"), message);
    String unknown = "arn:aws:iam::123456789012:user/nobody";
    message =
        error(
            ecr(
                "SetRepositoryPolicy",
                body(
                    "repositoryName",
                    repository,
                    "policyText",
                    PULL.replace("PRINCIPAL", unknown))),
            400,
            "InvalidParameterException");
    assertTrue(message.contains(unknown), message);
    error(
        ecr("SetRepositoryPolicy", body("repositoryName", "none/such", "policyText", PULL)),
        404,
        "RepositoryNotFoundException");
    error(
        ecr("GetRepositoryPolicy", body("repositoryName", "Not/Valid")),
        400,
        "InvalidParameterException");
    error(
        ecr("GetRepositoryPolicy", body("repositoryName", "a", "registryId", "12")),
        400,
        "InvalidParameterException");
  }

  @Test
  void a_registry_policy_is_put_shown_and_deleted() {
    error(ecr("GetRegistryPolicy", "{}"), 404, "RegistryPolicyNotFoundException");
    String policy = REGISTRY.replace("PRINCIPAL", "arn:aws:iam::123456789012:root");
    ecr("PutRegistryPolicy", body("policyText", policy)).expect(200);
    assertEquals(
        policy, ecr("GetRegistryPolicy", "{}").expect(200).json().get("policyText").asString());
    error(ecr("PutRegistryPolicy", body("policyText", "{}")), 400, "InvalidParameterException");
    ecr("DeleteRegistryPolicy", "{}").expect(200);
    error(ecr("DeleteRegistryPolicy", "{}"), 404, "RegistryPolicyNotFoundException");
  }

  @Test
  void a_repository_policy_lets_somebody_in_and_its_end_shuts_them_out() {
    String repository = repository();
    IdentityName user = SERVER.user(GuardedExtension.allowing("\"ecr:GetX\"", "none"));
    String policy =
        PULL.replace("PRINCIPAL", "arn:aws:iam::123456789012:user/" + user.name())
            .replace("ecr:BatchGetImage", "ecr:GetRepositoryPolicy");
    Administrator reader = SERVER.administrator(basic(user));
    String named = body("repositoryName", repository);
    error(reader.call("ecr", "GetRepositoryPolicy", named), 403, "AccessDenied");
    ecr("SetRepositoryPolicy", body("repositoryName", repository, "policyText", policy))
        .expect(200);
    reader.call("ecr", "GetRepositoryPolicy", named).expect(200);
    ecr("DeleteRepositoryPolicy", named).expect(200);
    error(reader.call("ecr", "GetRepositoryPolicy", named), 403, "AccessDenied");
  }
}
