package io.entrepot.server.aws.iam;

import io.entrepot.auth.decide.IamAction;
import io.entrepot.auth.identity.AccessKey;
import io.entrepot.auth.identity.IdentityFailure;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.KeyUse;
import io.entrepot.auth.identity.NewAccessKey;
import io.entrepot.auth.identity.PageRequest;
import io.entrepot.auth.store.IdentityStore;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import java.util.List;
import java.util.Optional;

/** Operations on access keys (IAM API reference). Without a user's name they mean the caller. */
final class AccessKeyOperations {
  private static final String ACTIVE = "Active";
  private static final String INACTIVE = "Inactive";
  private static final String NEVER = "N/A";

  private final IdentityStore store;
  private final Targets targets;

  AccessKeyOperations(IdentityStore store) {
    this.store = store;
    this.targets = new Targets(store);
  }

  List<Operation> all() {
    return List.of(
        new Operation("CreateAccessKey", this::create),
        new Operation("ListAccessKeys", this::list),
        new Operation("UpdateAccessKey", this::update),
        new Operation("DeleteAccessKey", this::delete),
        new Operation("GetAccessKeyLastUsed", this::lastUsed));
  }

  private Call create(Asker asker, Input input) {
    IdentityName owner = Owner.namedOrCaller(asker, input);
    return Call.needing(targets.of(owner).may(IamAction.CREATE_ACCESS_KEY))
        .gives(() -> {
          NewAccessKey made = store.accessKeys().create(owner);
          return Members.of(
              "AccessKey",
              Members.of("UserName", owner.name())
                  .and("AccessKeyId", made.key().id())
                  .and("Status", ACTIVE)
                  .and("SecretAccessKey", made.secret().reveal())
                  .and("CreateDate", made.key().created()));
        });
  }

  private Call list(Asker asker, Input input) {
    IdentityName owner = Owner.namedOrCaller(asker, input);
    PageRequest page = input.page();
    return Call.needing(targets.of(owner).may(IamAction.LIST_ACCESS_KEYS))
        .gives(() ->
            Shapes.page(
                "AccessKeyMetadata",
                store.accessKeys().list(owner, page),
                key ->
                    Members.of("UserName", owner.name())
                        .and("AccessKeyId", key.id())
                        .and("Status", key.active() ? ACTIVE : INACTIVE)
                        .and("CreateDate", key.created())));
  }

  private Call update(Asker asker, Input input) {
    IdentityName owner = Owner.namedOrCaller(asker, input);
    String id = input.text("AccessKeyId");
    boolean active =
        input
            .oneOf("Status", List.of(ACTIVE, INACTIVE), ACTIVE::equals)
            .orElseThrow(() -> AwsError.VALIDATION.because("Status is missing or empty."));
    return Call.needing(targets.of(owner).may(IamAction.UPDATE_ACCESS_KEY))
        .does(() -> store.accessKeys().activate(owner, id, active));
  }

  private Call delete(Asker asker, Input input) {
    IdentityName owner = Owner.namedOrCaller(asker, input);
    String id = input.text("AccessKeyId");
    return Call.needing(targets.of(owner).may(IamAction.DELETE_ACCESS_KEY))
        .does(() -> store.accessKeys().delete(owner, id));
  }

  /** A key of another account is one that is not there. */
  private Call lastUsed(Asker asker, Input input) {
    String id = input.text("AccessKeyId");
    Optional<AccessKey> found =
        store.accessKeys().find(id).filter(key -> key.owner().account().equals(asker.account()));
    Target target =
        found.map(key -> targets.of(key.owner())).orElseGet(() -> Targets.all(asker.account()));
    return Call.needing(target.may(IamAction.GET_ACCESS_KEY_LAST_USED))
        .gives(() -> {
          AccessKey key = found.orElseThrow(() -> absent(id));
          return Members.of("UserName", key.owner().name())
              .and("AccessKeyLastUsed", use(store.accessKeys().lastUse(id)));
        });
  }

  private static Members use(Optional<KeyUse> use) {
    return use.map(last ->
            Members.of("LastUsedDate", new Tree.Time(last.time()))
                .and("ServiceName", last.service())
                .and("Region", last.region()))
        .orElseGet(() -> Members.of("ServiceName", NEVER).and("Region", NEVER));
  }

  private static RuntimeException absent(String id) {
    return new IdentityFailure.NoSuchEntity("The Access Key with id " + id + " cannot be found.")
        .exception();
  }
}
