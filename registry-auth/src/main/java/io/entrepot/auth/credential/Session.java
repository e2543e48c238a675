package io.entrepot.auth.credential;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What was laid down when a session began; it travels with the session's credentials, since nothing
 * else keeps it. Where there are session policies, one of them must allow too.
 *
 * @param policies the texts of session policies
 * @param policyArns managed policies that are session policies: what they say is looked up at each
 *     request, and one that is gone allows nothing
 * @param tags those of the session
 * @param transitiveTags keys of tags that a session has too which is begun with this one's
 *     credentials
 */
public record Session(
    List<String> policies,
    List<String> policyArns,
    Map<String, String> tags,
    Set<String> transitiveTags) {
  /** Most bytes of all texts together: with them a token of each kind fits a request's head. */
  public static final int MAX_BYTES = 4_096;

  private static final int PERCENT = 100;

  /** What the escape of a control character takes more than itself, in bytes. */
  private static final int CONTROL_ESCAPE = 5;

  /** Nothing was laid down. */
  public static final Session PLAIN = new Session(List.of(), List.of(), Map.of(), Set.of());

  public Session {
    policies = List.copyOf(policies);
    policyArns = List.copyOf(policyArns);
    tags = Map.copyOf(tags);
    transitiveTags = Set.copyOf(transitiveTags);
  }

  /** Whether session policies bound what the session may. */
  public boolean bounded() {
    return !policies.isEmpty() || !policyArns.isEmpty();
  }

  /** What its texts add to a token, in bytes of JSON before that is encoded. */
  public int bytes() {
    return Stream.of(
            policies.stream(),
            policyArns.stream(),
            tags.keySet().stream(),
            tags.values().stream(),
            transitiveTags.stream())
        .flatMap(texts -> texts)
        .mapToInt(Session::bytes)
        .sum();
  }

  /** How much of the room for them its texts take, rounded up. */
  public int percent() {
    return Math.ceilDiv(bytes() * PERCENT, MAX_BYTES);
  }

  private static int bytes(String text) {
    int escapes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        escapes++;
      } else if (c < ' ') {
        escapes += CONTROL_ESCAPE;
      }
    }
    return text.getBytes(UTF_8).length + escapes;
  }
}
