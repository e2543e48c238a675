package io.entrepot.server.aws.iam;

import io.entrepot.auth.decide.IamAction;
import io.entrepot.auth.identity.NewOidcProvider;
import io.entrepot.auth.identity.OidcProvider;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.store.IdentityStore;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import java.util.List;

/** Operations on OpenID Connect providers (IAM API reference). */
final class ProviderOperations {
  private static final String ARN = "OpenIDConnectProviderArn";
  private static final String SCHEME = "https://";

  private final IdentityStore store;
  private final Targets targets;

  ProviderOperations(IdentityStore store) {
    this.store = store;
    this.targets = new Targets(store);
  }

  List<Operation> all() {
    return List.of(
        new Operation("CreateOpenIDConnectProvider", this::create),
        new Operation("GetOpenIDConnectProvider", this::get),
        new Operation("ListOpenIDConnectProviders", this::list),
        new Operation("DeleteOpenIDConnectProvider", this::delete),
        new Operation("AddClientIDToOpenIDConnectProvider", this::addClient),
        new Operation("RemoveClientIDFromOpenIDConnectProvider", this::removeClient),
        new Operation("UpdateOpenIDConnectProviderThumbprint", this::thumbprints));
  }

  private Call create(Asker asker, Input input) {
    NewOidcProvider provider =
        new NewOidcProvider(
            asker.account(),
            input.text("Url"),
            input.texts("ClientIDList").orElse(List.of()),
            input.texts("ThumbprintList").orElse(List.of()),
            input.tags("Tags"));
    Target target = targets.provider(asker.account(), provider.arn()).tagging(provider.tags());
    Call.Needing needs = Call.needing(target.may(IamAction.CREATE_OPEN_ID_CONNECT_PROVIDER));
    return (provider.tags().isEmpty()
            ? needs
            : needs.and(target.may(IamAction.TAG_OPEN_ID_CONNECT_PROVIDER)))
        .gives(() -> {
          OidcProvider made = store.oidcProviders().create(provider);
          return Shapes.withTags(Members.of(ARN, made.arn()), made.tags());
        });
  }

  private Call get(Asker asker, Input input) {
    String arn = input.text(ARN);
    return needing(asker, arn, IamAction.GET_OPEN_ID_CONNECT_PROVIDER)
        .gives(() -> {
          OidcProvider found = store.oidcProviders().get(asker.account(), arn);
          // As AWS has it, without the scheme.
          return Shapes.withTags(
              Members.of("Url", found.url().substring(SCHEME.length()))
                  .and("ClientIDList", Tree.texts(found.clientIds()))
                  .and("ThumbprintList", Tree.texts(found.thumbprints()))
                  .and("CreateDate", found.created()),
              found.tags());
        });
  }

  private Call list(Asker asker, Input input) {
    AccountId account = asker.account();
    return Call.needing(Targets.all(account).may(IamAction.LIST_OPEN_ID_CONNECT_PROVIDERS))
        .gives(() ->
            Members.of(
                "OpenIDConnectProviderList",
                Tree.items(
                    store.oidcProviders().list(account),
                    provider -> Members.of("Arn", provider.arn()))));
  }

  private Call delete(Asker asker, Input input) {
    String arn = input.text(ARN);
    return needing(asker, arn, IamAction.DELETE_OPEN_ID_CONNECT_PROVIDER)
        .does(() -> store.oidcProviders().delete(asker.account(), arn));
  }

  private Call addClient(Asker asker, Input input) {
    String arn = input.text(ARN);
    String client = input.text("ClientID");
    return needing(asker, arn, IamAction.ADD_CLIENT_ID_TO_OPEN_ID_CONNECT_PROVIDER)
        .does(() -> store.oidcProviders().addClientId(asker.account(), arn, client));
  }

  private Call removeClient(Asker asker, Input input) {
    String arn = input.text(ARN);
    String client = input.text("ClientID");
    return needing(asker, arn, IamAction.REMOVE_CLIENT_ID_FROM_OPEN_ID_CONNECT_PROVIDER)
        .does(() -> store.oidcProviders().removeClientId(asker.account(), arn, client));
  }

  private Call thumbprints(Asker asker, Input input) {
    String arn = input.text(ARN);
    List<String> prints =
        input
            .texts("ThumbprintList")
            .orElseThrow(() -> AwsError.VALIDATION.because("ThumbprintList is missing or empty."));
    return needing(asker, arn, IamAction.UPDATE_OPEN_ID_CONNECT_PROVIDER_THUMBPRINT)
        .does(() -> store.oidcProviders().updateThumbprints(asker.account(), arn, prints));
  }

  private Call.Needing needing(Asker asker, String arn, IamAction action) {
    return Call.needing(targets.provider(asker.account(), arn).may(action));
  }
}
