package io.entrepot.auth.signature;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** The text whose hash is signed (AWS IAM user guide, "Create a signed AWS API request"). */
final class CanonicalRequest {
  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  private CanonicalRequest() {}

  /**
   * @param headers names of the signed ones, in order
   * @param payload the hash of the body, or what stands for it
   */
  static String of(
      SignedRequest request,
      List<QueryParameter> query,
      List<String> headers,
      CanonicalPath path,
      String payload) {
    StringBuilder text = new StringBuilder(512);
    text.append(request.method()).append('\n');
    text.append(path.of(request.path())).append('\n');
    text.append(QueryParameter.canonical(query)).append('\n');
    Map<String, List<String>> values = request.values();
    for (String name : headers) {
      text.append(name).append(':').append(joined(values.getOrDefault(name, List.of())));
      text.append('\n');
    }
    text.append('\n').append(String.join(";", headers)).append('\n').append(payload);
    return text.toString();
  }

  /**
   * What is signed.
   *
   * @param time in the basic form of ISO 8601
   */
  static String toSign(String time, CredentialScope scope, String canonicalRequest) {
    return ALGORITHM + "\n" + time + "\n" + scope.text() + "\n" + Hash.sha256(canonicalRequest);
  }

  private static String joined(List<String> values) {
    StringJoiner joined = new StringJoiner(",");
    values.forEach(value -> joined.add(collapsed(value)));
    return joined.toString();
  }

  /** Without space at the ends, and with one blank for each run of it within. */
  private static String collapsed(String value) {
    StringBuilder text = new StringBuilder(value.length());
    boolean gap = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == ' ' || (c >= '\t' && c <= '\r')) {
        gap = true;
      } else {
        if (gap && !text.isEmpty()) {
          text.append(' ');
        }
        gap = false;
        text.append(c);
      }
    }
    return text.toString();
  }
}
