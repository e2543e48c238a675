package io.entrepot.server.aws.sts;

import io.entrepot.auth.decide.Permission;
import io.entrepot.auth.decide.Resource;
import io.entrepot.auth.decide.StsAction;
import io.entrepot.auth.principal.Principal;
import io.entrepot.auth.store.IdentityStore;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AuthorizationMessages;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Operations;
import io.entrepot.server.aws.Tree.Members;
import java.time.InstantSource;
import java.util.List;

/** The list of the operations of AWS STS that are signed (AWS STS API reference). */
public final class StsOperations {
  /** Of the API. */
  public static final String VERSION = "2011-06-15";

  /** Of the answers. */
  public static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

  private StsOperations() {}

  public static Operations of(IdentityStore store, InstantSource clock) {
    IssuedSessions issued = new IssuedSessions(store.temporaryKeys(), clock);
    AssumeRole roles = new AssumeRole(store, issued);
    OwnSessions own = new OwnSessions(store, issued);
    AuthorizationMessages messages =
        new AuthorizationMessages(store.key(AuthorizationMessages.PURPOSE));
    return new Operations(
        "sts",
        List.of(
            new Operation("AssumeRole", roles::read),
            new Operation(
                "DecodeAuthorizationMessage", (asker, input) -> decode(messages, asker, input)),
            new Operation("GetAccessKeyInfo", (asker, input) -> accessKeyInfo(store, asker, input)),
            new Operation("GetCallerIdentity", StsOperations::callerIdentity),
            new Operation("GetFederationToken", own::federationToken),
            new Operation("GetSessionToken", own::sessionToken)));
  }

  /** No policy takes it away: who was refused something could tell it from the refusal. */
  private static Call callerIdentity(Asker asker, Input input) {
    Principal principal = asker.principal();
    return Call.needingNothing()
        .gives(() ->
            Members.of("UserId", principal.userId())
                .and("Account", asker.account().value())
                .and("Arn", principal.arn()));
  }

  /** Of what was said to somebody of the same account. */
  private static Call decode(AuthorizationMessages messages, Asker asker, Input input) {
    String message = input.text("EncodedMessage");
    return Call.needing(
            new Permission(
                StsAction.DECODE_AUTHORIZATION_MESSAGE, new Resource.Account(asker.account())))
        .gives(() ->
            Members.of(
                "DecodedMessage",
                messages
                    .decode(asker.account(), message)
                    .orElseThrow(() ->
                        AwsError.INVALID_AUTHORIZATION_MESSAGE.because("Message is not valid"))));
  }

  private static Call accessKeyInfo(IdentityStore store, Asker asker, Input input) {
    String id = input.text("AccessKeyId");
    return Call.needing(
            new Permission(StsAction.GET_ACCESS_KEY_INFO, new Resource.Account(asker.account())))
        .gives(() ->
            Members.of(
                "Account",
                store
                    .accessKeys()
                    .find(id)
                    .orElseThrow(
                        () -> AwsError.VALIDATION.because("There is no access key " + id + "."))
                    .owner()
                    .account()
                    .value()));
  }
}
