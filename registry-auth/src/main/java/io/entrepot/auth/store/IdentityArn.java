package io.entrepot.auth.store;

import io.entrepot.auth.identity.IdentityKind;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.principal.AccountId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of a user, group or role, taken apart.
 *
 * @param path begins and ends with a slash
 */
record IdentityArn(IdentityName name, String path) {
  private static final Pattern FORM =
      Pattern.compile("arn:aws:iam::([0-9]{12}):(user|group|role)(/(?:[\\x21-\\x7e]+/)?)([^/]+)");

  /** Empty when it is the ARN of something else, or none. */
  static Optional<IdentityArn> parse(String arn) {
    Matcher matcher = FORM.matcher(arn);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    IdentityName name =
        new IdentityName(
            new AccountId(matcher.group(1)), IdentityKind.of(matcher.group(2)), matcher.group(4));
    return Optional.of(new IdentityArn(name, matcher.group(3)));
  }
}
