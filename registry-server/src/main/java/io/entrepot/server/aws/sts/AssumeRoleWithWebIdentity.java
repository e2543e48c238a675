package io.entrepot.server.aws.sts;

import io.entrepot.auth.federation.FederationException;
import io.entrepot.auth.federation.WebIdentityRequest;
import io.entrepot.auth.federation.WebIdentitySession;
import io.entrepot.auth.principal.Principal;
import io.entrepot.auth.token.TemporaryKeys;
import io.entrepot.server.access.Arrival;
import io.entrepot.server.access.SignIns;
import io.entrepot.server.access.Workloads;
import io.entrepot.server.aws.wire.Xml;
import io.entrepot.server.http.FormFields;
import io.entrepot.server.http.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code AssumeRoleWithWebIdentity} (AWS STS API reference). The token is the only proof, and the
 * request is not signed.
 */
final class AssumeRoleWithWebIdentity {
  static final String NAME = "AssumeRoleWithWebIdentity";

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

  private final Workloads workloads;
  private final TemporaryKeys keys;
  private final SignIns signIns;

  AssumeRoleWithWebIdentity(Workloads workloads, TemporaryKeys keys, SignIns signIns) {
    this.workloads = workloads;
    this.keys = keys;
    this.signIns = signIns;
  }

  Response answer(Arrival arrival, FormFields form) {
    WebIdentitySession session = session(arrival, form);
    TemporaryKeys.Issued key;
    try {
      key =
          keys.issue(
              session.login(), Optional.of(session.session()), session.issued(), session.expires());
    } catch (IllegalArgumentException e) {
      throw new StsRefusal(
          StsError.PACKED_POLICY_TOO_LARGE,
          "The session policies and tags do not fit a session token.");
    }
    signIns.assumed(arrival, session.login(), session.session(), session.issued());
    return Xml.answer(
        200,
        NAME + "Response",
        StsOperations.NAMESPACE,
        xml ->
            xml.element(NAME + "Result", result -> write(result, session, key))
                .element(
                    "ResponseMetadata", meta -> meta.element("RequestId", arrival.request().id())));
  }

  private WebIdentitySession session(Arrival arrival, FormFields form) {
    if (form.first("ProviderId").isPresent()) {
      throw new StsRefusal(StsError.VALIDATION_ERROR, "ProviderId is not supported here.");
    }
    WebIdentityRequest request =
        new WebIdentityRequest(
            required(form, "RoleArn"),
            required(form, "WebIdentityToken"),
            Optional.of(required(form, "RoleSessionName")),
            form.first("DurationSeconds").map(AssumeRoleWithWebIdentity::seconds),
            SessionFields.wanted(form),
            workloads.facts(arrival));
    try {
      return workloads.session(arrival, request);
    } catch (FederationException e) {
      throw new StsRefusal(StsError.of(e.kind()), String.valueOf(e.getMessage()));
    }
  }

  private static String required(FormFields form, String name) {
    return form.first(name)
        .filter(value -> !value.isEmpty())
        .orElseThrow(() ->
            new StsRefusal(StsError.VALIDATION_ERROR, "The request must contain " + name + "."));
  }

  private static Duration seconds(String text) {
    if (!SECONDS.matcher(text).matches()) {
      throw new StsRefusal(StsError.VALIDATION_ERROR, "DurationSeconds is a number.");
    }
    return Duration.ofSeconds(Long.parseLong(text));
  }

  private static void write(Xml xml, WebIdentitySession session, TemporaryKeys.Issued key) {
    Principal.AssumedRole role = session.role();
    SessionFields.write(session.session(), xml);
    xml.element("SubjectFromWebIdentityToken", session.subject())
        .element("Audience", session.audience())
        .element("Provider", session.provider())
        .element(
            "AssumedRoleUser",
            user -> user.element("Arn", role.arn()).element("AssumedRoleId", role.userId()))
        .element(
            "Credentials",
            credentials ->
                credentials
                    .element("AccessKeyId", key.accessKeyId())
                    .element("SecretAccessKey", key.secret().reveal())
                    .element("SessionToken", key.sessionToken().reveal())
                    .element("Expiration", key.expires().toString()));
  }
}
