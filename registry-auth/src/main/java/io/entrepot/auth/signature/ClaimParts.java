package io.entrepot.auth.signature;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The parts that a signature in the header and one in the query share. */
final class ClaimParts {
  /** Most headers that a signature may name. */
  static final int MOST_HEADERS = 100;

  private static final Pattern KEY_ID = Pattern.compile("\\w{1,128}");
  private static final Pattern DATE = Pattern.compile("[0-9]{8}");
  private static final Pattern REGION = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final Pattern SERVICE = Pattern.compile("[a-z0-9-]{1,64}");
  private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9a-z-]{1,256}");

  /** A key id and what follows it. */
  record ScopedKey(String id, CredentialScope scope) {}

  private ClaimParts() {}

  /** The parameter of this name, or a refusal that names it. */
  static String require(Optional<String> value, String place, String name) {
    return value.orElseThrow(
        () -> SignatureFailure.incomplete(place + " requires '" + name + "' parameter."));
  }

  static void requireAlgorithm(String algorithm) {
    if (!algorithm.equals(CanonicalRequest.ALGORITHM)) {
      throw SignatureFailure.incomplete(
          "Unsupported AWS 'algorithm': only " + CanonicalRequest.ALGORITHM + " is taken here.");
    }
  }

  static ScopedKey credential(String text) {
    List<String> parts = split(text, '/');
    if (parts.size() != 5) {
      throw SignatureFailure.incomplete(
          "Credential must have exactly 5 slash-delimited elements,"
              + " e.g. keyid/date/region/service/term.");
    }
    CredentialScope scope = new CredentialScope(parts.get(1), parts.get(2), parts.get(3));
    requireShape(KEY_ID, parts.get(0), "key id");
    requireShape(DATE, scope.date(), "date");
    requireShape(REGION, scope.region(), "region");
    requireShape(SERVICE, scope.service(), "service");
    if (!parts.get(4).equals(CredentialScope.TERMINATOR)) {
      throw SignatureFailure.mismatch(
          "Credential should be scoped with a valid terminator: 'aws4_request'.");
    }
    return new ScopedKey(parts.get(0), scope);
  }

  private static void requireShape(Pattern shape, String part, String name) {
    if (!shape.matcher(part).matches()) {
      throw SignatureFailure.incomplete("Credential has a malformed " + name + ".");
    }
  }

  static List<String> signedHeaders(String text) {
    List<String> names = split(text, ';');
    if (names.size() > MOST_HEADERS) {
      throw SignatureFailure.incomplete("SignedHeaders has more than " + MOST_HEADERS + " names.");
    }
    String last = "";
    for (String name : names) {
      if (!HEADER.matcher(name).matches()) {
        throw SignatureFailure.incomplete(
            "SignedHeaders must be names of headers in lower case, with ';' between them.");
      }
      if (name.compareTo(last) <= 0) {
        throw SignatureFailure.incomplete("SignedHeaders must be in order, each name once.");
      }
      last = name;
    }
    return List.copyOf(names);
  }

  static String signature(String text) {
    if (!Hash.is(text)) {
      throw SignatureFailure.incomplete("Signature must be 64 hexadecimal digits in lower case.");
    }
    return text;
  }

  static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
      parts.add(text.substring(start, end));
      start = end + 1;
    }
    parts.add(text.substring(start));
    return parts;
  }
}
