package io.entrepot.clients;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.clients.Commands.Answer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every client shows at a server that asks who one is. */
interface LoggedIn {
  Lab lab();

  /** The client that the class tries first. */
  default Client client() {
    return getClass().getAnnotation(Tries.class).value()[0];
  }

  /** A new session that runs its commands here. */
  Session session(Commands commands);

  /** What it says of a wrong password: our words, unless it has its own. */
  default String wrongPassword() {
    return "the user or the password is wrong";
  }

  /**
   * What it says when a policy is against it.
   *
   * @param ours the words of the server, which most clients show
   */
  default String denied(String ours) {
    return ours;
  }

  /** What its commands are given besides a home. */
  default Map<String, String> environment() {
    return Map.of();
  }

  /** Whether a login asks the server, so that a wrong password is known at once. */
  default boolean asksAtLogin() {
    return true;
  }

  @ParameterizedTest
  @EnumSource
  default void pushes_and_pulls_with_each_kind_of_credential(CredentialKind kind) {
    GuardedLab guarded = lab().guarded();
    String repository = repository(kind.name().toLowerCase(java.util.Locale.ROOT));
    Session pushing = login(guarded.pusher().by(kind));
    pushing.push(repository).text();
    assertTrue(guarded.probe().has(repository, pushing.tag()));
    login(guarded.puller().by(kind)).pull(repository).text();
  }

  @Test
  default void tells_that_the_password_is_wrong() {
    Session session = open();
    Answer login = session.login(lab().guarded().guessedBy(client()).wrong());
    Answer refused = asksAtLogin() ? login : session.pull(repository("whatever"));
    requireText(wrongPassword(), refused);
  }

  @Test
  default void tells_who_pulls_only_that_it_may_not_push() {
    GuardedLab guarded = lab().guarded();
    String repository = repository("read");
    guarded.probe().push(repository, "other", lab().samples().index());
    Session pulling = login(guarded.puller().by(CredentialKind.ACCESS_KEY));
    requireText(denied("user/puller is not authorized to perform: ecr:"), pulling.push(repository));
    assertFalse(guarded.probe().has(repository, pulling.tag()));
  }

  @Test
  default void pulls_what_is_public_without_a_login() {
    GuardedLab guarded = lab().guarded();
    String repository = GuardedLab.open(client());
    login(guarded.pusher().by(CredentialKind.ACCESS_KEY)).push(repository).text();
    open().pull(repository).text();
    String other = repository("secret");
    login(guarded.pusher().by(CredentialKind.ACCESS_KEY)).push(other).text();
    assertFalse(open().pull(other).status() == 0);
  }

  @Test
  default void pulls_from_a_public_registry_without_a_login_and_pushes_with_one() {
    String repository = GuardedLab.inPublic(client());
    Session pushing = login(lab().guarded().pusher().by(CredentialKind.AUTHORIZATION_TOKEN));
    pushing.push(repository).text();
    open().pull(repository).text();
    pushing.pull(repository).text();
    // Another one, since some clients push nothing that is there already.
    String ours = "user/puller is not authorized to perform: ecr-public:";
    Answer refused =
        login(lab().guarded().puller().by(CredentialKind.ACCESS_KEY)).push(repository + "-2");
    // Clients that hide our words of a private repository show them of this one.
    requireText(refused.refusal().contains(ours) ? ours : denied(ours), refused);
  }

  @Test
  default void makes_a_repository_only_for_who_may_create_one() {
    GuardedLab guarded = lab().guarded();
    String repository = repository("made");
    Session filling = login(guarded.filler().by(CredentialKind.ACCESS_KEY));
    requireText(
        denied("user/filler is not authorized to perform: ecr:CreateRepository"),
        filling.push(repository));
    assertFalse(guarded.probe().has(repository, filling.tag()));
    login(guarded.pusher().by(CredentialKind.ACCESS_KEY)).push(repository).text();
    filling.push(repository).text();
  }

  private String repository(String name) {
    return GuardedLab.label(client()) + "/" + name;
  }

  private Session login(Credentials credentials) {
    Session session = open();
    session.login(credentials).text();
    return session;
  }

  private Session open() {
    return session(lab().commands(lab().fresh(GuardedLab.label(client())), environment()));
  }

  private static void requireText(String text, Answer refused) {
    assertTrue(refused.refusal().contains(text), () -> "no '" + text + "' from " + refused);
  }
}
