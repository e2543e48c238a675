package io.entrepot.auth.signature;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a signature from the header. */
final class AuthorizationHeader {
  static final String NAME = "authorization";

  /** Longest value that is looked at, in characters. */
  static final int LONGEST = 16 * 1024;

  private static final String PLACE = "Authorization header";
  private static final String CREDENTIAL = "Credential";
  private static final String SIGNED_HEADERS = "SignedHeaders";
  private static final String SIGNATURE = "Signature";
  private static final Set<String> PARAMETERS = Set.of(CREDENTIAL, SIGNED_HEADERS, SIGNATURE);

  private AuthorizationHeader() {}

  static Claim parse(SignedRequest request, String value) {
    if (value.length() > LONGEST) {
      throw SignatureFailure.incomplete(PLACE + " has more than " + LONGEST + " characters.");
    }
    int blank = value.indexOf(' ');
    ClaimParts.requireAlgorithm(blank < 0 ? value : value.substring(0, blank));
    Map<String, String> parameters = parameters(blank < 0 ? "" : value.substring(blank + 1));
    ClaimParts.ScopedKey key = ClaimParts.credential(parameter(parameters, CREDENTIAL));
    return new Claim(
        key.id(),
        key.scope(),
        ClaimParts.signedHeaders(parameter(parameters, SIGNED_HEADERS)),
        ClaimParts.signature(parameter(parameters, SIGNATURE)),
        time(request),
        Optional.empty(),
        request.only(Claim.SESSION_TOKEN.toLowerCase(Locale.ROOT)));
  }

  private static String parameter(Map<String, String> parameters, String name) {
    return ClaimParts.require(Optional.ofNullable(parameters.get(name)), PLACE, name);
  }

  private static Map<String, String> parameters(String text) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String part : ClaimParts.split(text, ',')) {
      String parameter = part.strip();
      int equals = parameter.indexOf('=');
      if (parameter.isEmpty()) {
        continue;
      }
      if (equals < 0 || !PARAMETERS.contains(parameter.substring(0, equals))) {
        throw SignatureFailure.incomplete(
            PLACE + " takes Credential, SignedHeaders and Signature, as key=value pairs.");
      }
      String name = parameter.substring(0, equals);
      if (parameters.put(name, parameter.substring(equals + 1)) != null) {
        throw SignatureFailure.incomplete(PLACE + " has '" + name + "' more than once.");
      }
    }
    return parameters;
  }

  private static SigningTime time(SignedRequest request) {
    return request
        .only("x-amz-date")
        .map(SigningTime::basic)
        .or(() -> request.only("date").map(SigningTime::date))
        .orElseThrow(() ->
            SignatureFailure.incomplete(
                PLACE + " requires existence of either a 'X-Amz-Date' or a 'Date' header."));
  }
}
