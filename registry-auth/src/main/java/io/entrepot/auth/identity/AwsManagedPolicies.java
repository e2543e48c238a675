package io.entrepot.auth.identity;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The managed policies of Amazon ECR and ECR Public (their user guides, AWS managed policies). They
 * are in every account under AWS's own ARNs, and nobody changes them.
 */
public final class AwsManagedPolicies {
  /** What their ARNs begin with. */
  public static final String PREFIX = "arn:aws:iam::aws:policy/";

  private static final String FAMILY = "AmazonEC2ContainerRegistry";
  private static final String PUBLIC_FAMILY = "AmazonElasticContainerRegistryPublic";
  private static final int ID_CHARS = 17;
  private static final String VERSION = "v1";
  private static final Instant CREATED = Instant.parse("2015-12-21T17:06:48Z");

  private static final List<String> PULL_ONLY =
      List.of(
          "ecr:GetAuthorizationToken",
          "ecr:BatchGetImage",
          "ecr:GetDownloadUrlForLayer",
          "ecr:BatchImportUpstreamImage");

  private static final List<String> READ_ONLY =
      List.of(
          "ecr:GetAuthorizationToken",
          "ecr:BatchCheckLayerAvailability",
          "ecr:GetDownloadUrlForLayer",
          "ecr:GetRepositoryPolicy",
          "ecr:DescribeRepositories",
          "ecr:ListImages",
          "ecr:DescribeImages",
          "ecr:BatchGetImage",
          "ecr:GetLifecyclePolicy",
          "ecr:GetLifecyclePolicyPreview",
          "ecr:ListTagsForResource",
          "ecr:DescribeImageScanFindings");

  private static final List<String> PUSH =
      List.of(
          "ecr:InitiateLayerUpload",
          "ecr:UploadLayerPart",
          "ecr:CompleteLayerUpload",
          "ecr:PutImage");

  private static final List<String> PUBLIC_READ_ONLY =
      List.of(
          "ecr-public:GetAuthorizationToken",
          "sts:GetServiceBearerToken",
          "ecr-public:BatchCheckLayerAvailability",
          "ecr-public:GetRepositoryPolicy",
          "ecr-public:DescribeRepositories",
          "ecr-public:DescribeRegistries",
          "ecr-public:DescribeImages",
          "ecr-public:DescribeImageTags",
          "ecr-public:GetRepositoryCatalogData",
          "ecr-public:GetRegistryCatalogData");

  private static final List<String> PUBLIC_PUSH =
      List.of(
          "ecr-public:InitiateLayerUpload",
          "ecr-public:UploadLayerPart",
          "ecr-public:CompleteLayerUpload",
          "ecr-public:PutImage");

  private static final String CREATE_REPLICATION_ROLE =
      """
      {"Effect":"Allow","Action":["iam:CreateServiceLinkedRole"],"Resource":"*",\
      "Condition":{"StringEquals":{"iam:AWSServiceName":["replication.ecr.amazonaws.com"]}}}\
      """;

  private static final Map<String, PolicyVersion> DOCUMENTS = documents();

  private AwsManagedPolicies() {}

  /** Whether an ARN is of this kind, which says nothing of whether there is such a policy. */
  public static boolean owns(String arn) {
    return arn.startsWith(PREFIX);
  }

  /** All of them, by ARN. */
  public static SortedMap<String, PolicyVersion> all() {
    return new TreeMap<>(DOCUMENTS);
  }

  /** Its one version; empty when there is no such policy. */
  public static Optional<PolicyVersion> version(String arn) {
    return Optional.ofNullable(DOCUMENTS.get(arn));
  }

  /** The policy itself, with the counts that the caller knows. */
  public static ManagedPolicy policy(String arn, long attachments, long boundaries) {
    String name = arn.substring(PREFIX.length());
    return new ManagedPolicy(
        arn,
        id(name),
        "/",
        name,
        Optional.empty(),
        VERSION,
        attachments,
        boundaries,
        CREATED,
        CREATED,
        Map.of());
  }

  /** Made of the name, since it has to be the same at every start. */
  private static String id(String name) {
    String own =
        name.startsWith(FAMILY)
            ? "ECR" + name.substring(FAMILY.length())
            : "ECRPUB" + name.substring(PUBLIC_FAMILY.length());
    return "ANPA" + (own.toUpperCase(Locale.ROOT) + "A".repeat(ID_CHARS)).substring(0, ID_CHARS);
  }

  private static Map<String, PolicyVersion> documents() {
    Map<String, PolicyVersion> documents = new TreeMap<>();
    put(documents, FAMILY + "PullOnly", allow(PULL_ONLY));
    put(documents, FAMILY + "ReadOnly", allow(READ_ONLY));
    put(documents, FAMILY + "PowerUser", allow(join(READ_ONLY, PUSH)));
    put(
        documents,
        FAMILY + "FullAccess",
        allow(List.of("ecr:*", "cloudtrail:LookupEvents")) + "," + CREATE_REPLICATION_ROLE);
    put(documents, PUBLIC_FAMILY + "ReadOnly", allow(PUBLIC_READ_ONLY));
    put(documents, PUBLIC_FAMILY + "PowerUser", allow(join(PUBLIC_READ_ONLY, PUBLIC_PUSH)));
    put(
        documents,
        PUBLIC_FAMILY + "FullAccess",
        allow(List.of("ecr-public:*", "sts:GetServiceBearerToken")));
    return Map.copyOf(documents);
  }

  private static void put(Map<String, PolicyVersion> documents, String name, String statements) {
    documents.put(
        PREFIX + name,
        new PolicyVersion(
            VERSION,
            "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}",
            true,
            CREATED));
  }

  private static String allow(List<String> actions) {
    return "{\"Effect\":\"Allow\",\"Action\":["
        + actions.stream().map(action -> '"' + action + '"').collect(Collectors.joining(","))
        + "],\"Resource\":\"*\"}";
  }

  private static List<String> join(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
