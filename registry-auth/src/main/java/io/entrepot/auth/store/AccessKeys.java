package io.entrepot.auth.store;

import io.entrepot.auth.credential.Secret;
import io.entrepot.auth.identity.AccessKey;
import io.entrepot.auth.identity.IdentityFailure;
import io.entrepot.auth.identity.IdentityKind;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.KeyUse;
import io.entrepot.auth.identity.NewAccessKey;
import io.entrepot.auth.identity.Page;
import io.entrepot.auth.identity.PageRequest;
import io.entrepot.auth.identity.Quotas;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Access keys of users and roots. Any thread; calls block, but for {@link #used}. */
public final class AccessKeys {
  private final Workshop workshop;
  private final KeyUses uses;

  AccessKeys(Workshop workshop, KeyUses uses) {
    this.workshop = workshop;
    this.uses = uses;
  }

  /** Makes a key. Its secret is told here and never again. */
  public NewAccessKey create(IdentityName owner) {
    String id = workshop.ids().accessKey();
    Secret secret = new Secret(workshop.ids().secretAccessKey());
    byte[] sealed = KeyRows.sealed(workshop.masterKey(), id, secret.reveal());
    Instant now = workshop.now();
    return workshop
        .database()
        .change(sql -> {
          IdentityRow row = require(sql, owner);
          if (KeyRows.count(sql, row.id()) >= Quotas.ACCESS_KEYS) {
            throw new IdentityFailure.LimitExceeded(
                    "Cannot exceed quota for AccessKeysPerUser: " + Quotas.ACCESS_KEYS)
                .exception();
          }
          KeyRows.insert(sql, row.id(), id, sealed, now);
          return new NewAccessKey(new AccessKey(id, owner, true, now), secret);
        });
  }

  /** An owner's keys in order of their ids. */
  public Page<AccessKey> list(IdentityName owner, PageRequest request) {
    List<AccessKey> fetched =
        workshop
            .database()
            .read(sql ->
                sql.list(
                    KeyRows.SELECT + "WHERE k.identity = ? AND k.id > ? ORDER BY k.id LIMIT ?",
                    KeyRows::read,
                    require(sql, owner).id(),
                    Pages.after(request),
                    Pages.limit(request)));
    return Pages.of(fetched, request, AccessKey::id);
  }

  /** A key by its id alone, of whichever account. */
  public Optional<AccessKey> find(String id) {
    return workshop.database().read(sql -> KeyRows.find(sql, id));
  }

  /** Makes a key active or inactive; at once for what was begun with it as well. */
  public void activate(IdentityName owner, String id, boolean active) {
    workshop
        .database()
        .change(sql -> {
          int changed =
              sql.update(
                  "UPDATE access_key SET active = ? WHERE id = ? AND identity = ?",
                  active ? 1 : 0,
                  id,
                  require(sql, owner).id());
          return requireOne(changed, id);
        });
  }

  public void delete(IdentityName owner, String id) {
    workshop
        .database()
        .change(sql -> {
          int changed =
              sql.update(
                  "DELETE FROM access_key WHERE id = ? AND identity = ?",
                  id,
                  require(sql, owner).id());
          return requireOne(changed, id);
        });
    uses.forget(id);
  }

  /**
   * Notes that a key was used, to be written with others later. Never blocks.
   *
   * @param id of a key that has just proved somebody's identity
   */
  public void used(String id, String service, String region) {
    uses.note(id, new KeyUse(workshop.now(), service, region));
  }

  /** The last use of a key; empty when it was never used. */
  public Optional<KeyUse> lastUse(String id) {
    Optional<KeyUse> waiting = uses.waiting(id);
    return waiting.isPresent() ? waiting : workshop.database().read(sql -> KeyRows.use(sql, id));
  }

  private static IdentityRow require(Sql sql, IdentityName owner) {
    if (owner.kind() != IdentityKind.USER && owner.kind() != IdentityKind.ROOT) {
      throw new IdentityFailure.InvalidInput("A " + owner.kind().word() + " has no access keys.")
          .exception();
    }
    return IdentityRows.require(sql, owner);
  }

  private static boolean requireOne(int changed, String id) {
    if (changed == 0) {
      throw new IdentityFailure.NoSuchEntity("The Access Key with id " + id + " cannot be found.")
          .exception();
    }
    return true;
  }
}
