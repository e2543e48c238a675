package io.entrepot.server.aws;

import io.entrepot.auth.decide.Witness;
import java.util.Map;
import java.util.Set;

/**
 * What the audit log hears of an operation's input: the members that name something, and policies.
 * A list of what may be told, so that a new member with a secret in it is not.
 */
final class Told {
  private static final Set<String> MEMBERS =
      Set.of(
          "AccessKeyId",
          "AccountAlias",
          "AccountId",
          "AccountName",
          "AssumeRolePolicyDocument",
          "CallerArn",
          "All",
          "ClientID",
          "EventIds",
          "GroupName",
          "MaxSessionDuration",
          "NewGroupName",
          "NewPath",
          "NewUserName",
          "OpenIDConnectProviderArn",
          "Path",
          "PathPrefix",
          "PermissionsBoundary",
          "PolicyArn",
          "PolicyDocument",
          "PolicyName",
          "PolicySourceArn",
          "RoleArn",
          "RoleName",
          "RoleSessionName",
          "SetAsDefault",
          "SinkName",
          "Status",
          "Url",
          "UserName",
          "VersionId",
          "encryptionType",
          "filter",
          "force",
          "imageDigest",
          "imageTag",
          "imageTagMutability",
          "layerDigest",
          "lifecyclePolicyText",
          "name",
          "partFirstByte",
          "partLastByte",
          "policyText",
          "prefix",
          "principalArn",
          "registryId",
          "repositoryName",
          "repositoryNames",
          "resourceArn",
          "tagKeys",
          "uploadId",
          "value");

  private Told() {}

  static void tell(Tree.Members input, Witness witness) {
    for (Map.Entry<String, Tree> member : input.values().entrySet()) {
      if (MEMBERS.contains(member.getKey())) {
        tell(member.getKey(), member.getValue(), witness);
      }
    }
  }

  private static void tell(String name, Tree value, Witness witness) {
    switch (value) {
      case Tree.Text text -> witness.told(cloudTrail(name), text.value());
      case Tree.Flag flag -> witness.told(cloudTrail(name), String.valueOf(flag.value()));
      case Tree.Whole whole -> witness.told(cloudTrail(name), String.valueOf(whole.value()));
      case Tree.Document document -> witness.told(cloudTrail(name), document.json());
      case Tree.Time time -> witness.told(cloudTrail(name), time.value().toString());
      case Tree.Table table -> tell(table.entries(), witness);
      case Tree.Ours ours -> tell(name, ours.value(), witness);
      case Tree.Bytes bytes -> witness.told(cloudTrail(name), bytes.part().size() + " bytes");
      case Tree.Items items -> items.values().forEach(each -> tell(name, each, witness));
      case Tree.Members members -> tell(members, witness);
    }
  }

  /** Its names begin with a small letter. */
  private static String cloudTrail(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
