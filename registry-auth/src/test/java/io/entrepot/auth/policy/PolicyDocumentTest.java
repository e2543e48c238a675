package io.entrepot.auth.policy;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PolicyDocumentTest {
  private static final String ALLOW =
      "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'ecr:*','Resource':'*'}}";

  private static PolicyDocument parse(PolicyKind kind, String json) {
    return PolicyDocument.parse(json.replace('\'', '"'), kind);
  }

  private static String withPrincipal(String principal) {
    return "{'Statement':{'Effect':'Allow','Principal':" + principal + ",'Action':'ecr:*'}}";
  }

  private static String refusal(PolicyKind kind, String json) {
    return assertThrows(PolicySyntaxException.class, () -> parse(kind, json)).getMessage();
  }

  @Test
  void a_policy_keeps_its_text_and_tells_its_keys() {
    String json =
        """
        {'Statement': [{'Effect': 'Deny', 'NotAction': ['ecr:Get*'], 'NotResource':
         'arn:aws:ecr:*:*:repository/${aws:PrincipalTag/Team}/*',
         'Condition': {'StringLike': {'ecr:ImageTag': ['a', '${aws:username}']},
                       'NumericLessThan': {'test:n': 5}, 'Bool': {'aws:SecureTransport': true}}}],
         'Version': '2012-10-17', 'Id': 'x'}
        """
            .replace('\'', '"');
    PolicyDocument document = PolicyDocument.parse(json, PolicyKind.IDENTITY);
    assertEquals(json, document.json());
    assertEquals(
        Set.of(
            "aws:principaltag/team",
            "ecr:imagetag",
            "aws:username",
            "test:n",
            "aws:securetransport"),
        document.keys());
    assertTrue(document.size() < json.length());
    assertEquals("Statement[0]", document.statements().getFirst().label());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'Statement':[{'Effect':'Allow','Action':'a:*','Resource':'*'},{'Effect':'allow','Action':'a:*','Resource':'*'}]} | Statement[1].Effect: has to be Allow or Deny (line 1, column 74)
          {'Statement':{'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'StringLik':{'a:b':'c'}}}} | Statement.Condition.StringLik.a:b: there is no operator 'StringLik'
          {'Statement':{'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'NumericEquals':{'a:b':['5','x']}}}} | Statement.Condition.NumericEquals.a:b[1]: 'x' is not a number
          {'Statement':{'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'Bool':{'a:b':'maybe'}}}} | is neither true nor false
          {'Statement':{'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'IpAddress':{'a:b':'10.0.0.0/33'}}}} | is not an address
          {'Statement':{'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'IpAddress':{'a:b':'10.0.0'}}}} | is not an address
          {'Statement':{'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'DateEquals':{'a:b':'soon'}}}} | is neither a date
          {'Statement':{'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'ArnLike':{'a:b':'role/x'}}}} | is not an ARN
          {'Statement':{'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'BinaryEquals':{'a:b':'%'}}}} | is not base64
          {'Statement':{'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'NullIfExists':{'a:b':'true'}}}} | Null goes with neither
          {'Statement':{'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'StringEquals':{'ab':'c'}}}} | is not a condition key
          {'Statement':{'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'StringEquals':{'a:b':[]}}}} | the list is empty
          {'Statement':{'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'StringEquals':{}}}} | the object is empty
          {'Statement':{'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'StringEquals':{'a:b':null}}}} | not null
          {'Statement':{'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'StringEquals':{'a:b':{}}}}} | not an object
          {'Statement':{'Effect':'Allow','Action':'a:b','Resource':'*','Condition':[]}} | Statement.Condition: expected an object
          {'Statement':{'Effect':'Allow','Action':'a:b','Action':'a:c','Resource':'*'}} | Duplicate
          {'Statement':{'Effect':'Allow','Action':'a:b','NotAction':'a:c','Resource':'*'}} | Action is there as well
          {'Statement':{'Effect':'Allow','Action':[],'Resource':'*'}} | Statement.Action: the list is empty
          {'Statement':{'Effect':'Allow','Action':['a:b',5],'Resource':'*'}} | Statement.Action[1]: expected a string
          {'Statement':{'Effect':'Allow','Action':'PutImage','Resource':'*'}} | is not an action
          {'Statement':{'Effect':'Allow','Action':'e*:PutImage','Resource':'*'}} | is not an action
          {'Statement':{'Effect':'Allow','Action':'ecr:Put Image','Resource':'*'}} | is not an action
          {'Statement':{'Effect':'Allow','Action':'a:b','Resource':'repository/x'}} | is neither '*' nor an ARN
          {'Statement':{'Effect':'Allow','Action':'a:b'}} | Resource is missing
          {'Statement':{'Effect':'Allow','Resource':'*'}} | Action is missing
          {'Statement':{'Action':'a:b','Resource':'*'}} | Effect is missing
          {'Statement':{'Effect':'Allow','Action':'a:b','Resource':'*','Principal':'*'}} | names no principal
          {'Statement':{'Effect':'Allow','Action':'a:b','Resource':'*','Sid':'a b'}} | letters and digits
          {'Statement':[{'Sid':'a','Effect':'Allow','Action':'a:b','Resource':'*'},{'Sid':'a','Effect':'Deny','Action':'a:b','Resource':'*'}]} | another statement has the Sid
          {'Statement':{'Effect':'Allow','Action':'a:b','Resource':'*','Extra':1}} | Statement.Extra: there is no element of this name
          {'Statement':[]} | Statement: the list is empty
          {'Version':'2012-10-17'} | Statement is missing
          {'Version':'2012','Statement':[]} | Version: has to be 2012-10-17 or 2008-10-17
          {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'a:b','Resource':'arn:aws:ecr:*:*:repository/${aws:username'}} | is not closed
          {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'a:b','Resource':'arn:aws:ecr:${aws:username}:1:x'}} | only after the fifth colon
          {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'StringEquals':{'a:b':'${x:y, z}'}}}} | single quotes
          [] | expected an object
          {} {} | something stands after its end
          { | Unexpected end-of-input
          {'Statement':{'Effect':NaN}} | NaN
          """)
  void a_mistake_is_refused_with_its_place(String json, String message) {
    String refusal = refusal(PolicyKind.IDENTITY, json);
    assertTrue(refusal.contains(message), refusal);
    assertTrue(refusal.contains("line 1"), refusal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'*'",
        "{'AWS':'*'}",
        "{'AWS':'123456789012'}",
        "{'AWS':['arn:aws:iam::123456789012:root','arn:aws:iam::123456789012:user/a/b']}",
        "{'AWS':'arn:aws:sts::123456789012:assumed-role/ci/run'}",
        "{'AWS':'AROA1234567890ABCDEF'}",
        "{'Service':'lambda.amazonaws.com','AWS':'arn:aws:iam::123456789012:role/ci'}",
        "{'Federated':'arn:aws:iam::123456789012:oidc-provider/example.org'}"
      })
  void principals_come_in_these_forms(String principal) {
    assertDoesNotThrow(() -> parse(PolicyKind.REPOSITORY, withPrincipal(principal)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'ann'",
        "{}",
        "{'AWS':[]}",
        "{'AWS':'arn:aws:iam::123456789012:user/*'}",
        "{'AWS':'arn:aws:iam::123456789012:group/a'}",
        "{'AWS':'arn:aws:iam::1234:user/a'}",
        "{'AWS':'1234'}",
        "{'CanonicalUser':'x'}",
        "{'Federated':'*'}",
        "['*']"
      })
  void and_in_no_others(String principal) {
    assertTrue(
        refusal(PolicyKind.REPOSITORY, withPrincipal(principal)).contains("Statement.Principal"));
  }

  @Test
  void each_kind_has_its_elements() {
    String bare = "{'Statement':{'Effect':'Allow','Principal':'*','Action':'ecr:*'}}";
    String full =
        "{'Statement':{'Effect':'Allow','Principal':'*','Action':'ecr:*','Resource':'*'}}";
    parse(PolicyKind.REPOSITORY, bare);
    parse(PolicyKind.REPOSITORY, full);
    parse(PolicyKind.REGISTRY, full);
    parse(PolicyKind.TRUST, bare);
    assertTrue(refusal(PolicyKind.REGISTRY, bare).contains("Resource is missing"));
    assertTrue(refusal(PolicyKind.TRUST, full).contains("names no resource"));
    assertTrue(refusal(PolicyKind.REPOSITORY, ALLOW).contains("Principal is missing"));
    assertTrue(
        refusal(
                PolicyKind.REPOSITORY,
                "{'Statement':{'Effect':'Allow','NotPrincipal':'*','Action':'ecr:*'}}")
            .contains("goes with Deny alone"));
  }

  @Test
  void a_repository_policy_may_repeat_and_space_its_sids() {
    String statement = "{'Sid':'new statement','Effect':'Allow','Principal':'*','Action':'ecr:*'}";
    parse(PolicyKind.REPOSITORY, "{'Statement':[" + statement + "," + statement + "]}");
  }

  @Test
  void sizes_are_taken_at_the_limit_and_refused_past_it() {
    String spaces = " ".repeat(PolicyLimits.DOCUMENT_LENGTH - ALLOW.length());
    parse(PolicyKind.IDENTITY, ALLOW + spaces);
    assertTrue(refusal(PolicyKind.IDENTITY, ALLOW + spaces + " ").contains("131073"));
    String id = ALLOW.replaceFirst("\\{", "{'Id':'%s',");
    int left = PolicyLimits.IDENTITY_SIZE - id.length() + 2;
    parse(PolicyKind.IDENTITY, id.formatted("x".repeat(left)));
    assertTrue(
        refusal(PolicyKind.IDENTITY, id.formatted("x".repeat(left + 1)))
            .contains("may have 10240"));
    String open = "{'Statement':{'Effect':'Allow','Principal':'*','Action':'ecr:*'}}";
    parse(PolicyKind.REPOSITORY, open + " ".repeat(PolicyLimits.RESOURCE_SIZE - open.length()));
    assertTrue(
        refusal(
                PolicyKind.REPOSITORY,
                open + " ".repeat(PolicyLimits.RESOURCE_SIZE + 1 - open.length()))
            .contains("may have 10240"));
  }

  @Test
  void nesting_is_bounded() {
    String deep = "[".repeat(PolicyLimits.DEPTH + 1) + "]".repeat(PolicyLimits.DEPTH + 1);
    assertTrue(refusal(PolicyKind.IDENTITY, deep).contains("depth"));
  }
}
