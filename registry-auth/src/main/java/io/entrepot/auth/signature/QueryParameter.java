package io.entrepot.auth.signature;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** One parameter of a query, decoded. */
record QueryParameter(String name, String value) {
  /** Longest query that is looked at, in characters. */
  static final int LONGEST = 32 * 1024;

  /** Most parameters of a query. */
  static final int MOST = 1000;

  static final String SIGNATURE = "X-Amz-Signature";

  /** The parameters of a query in their order. */
  static List<QueryParameter> parse(String query) {
    if (query.length() > LONGEST) {
      throw SignatureFailure.incomplete("The query has more than " + LONGEST + " characters.");
    }
    List<QueryParameter> parameters = new ArrayList<>();
    int start = 0;
    while (start < query.length()) {
      int end = query.indexOf('&', start);
      end = end < 0 ? query.length() : end;
      if (end > start) {
        parameters.add(one(query.substring(start, end)));
      }
      start = end + 1;
    }
    if (parameters.size() > MOST) {
      throw SignatureFailure.incomplete("The query has more than " + MOST + " parameters.");
    }
    return parameters;
  }

  private static QueryParameter one(String text) {
    int equals = text.indexOf('=');
    return equals < 0
        ? new QueryParameter(UriText.decode(text), "")
        : new QueryParameter(
            UriText.decode(text.substring(0, equals)), UriText.decode(text.substring(equals + 1)));
  }

  /** The one value of a parameter. */
  static Optional<String> only(List<QueryParameter> parameters, String name) {
    Optional<String> found = Optional.empty();
    for (QueryParameter parameter : parameters) {
      if (parameter.name().equals(name)) {
        if (found.isPresent()) {
          throw SignatureFailure.incomplete("The query has '" + name + "' more than once.");
        }
        found = Optional.of(parameter.value());
      }
    }
    return found;
  }

  /** As it is signed: all but the signature, encoded, in order of names, then values. */
  static String canonical(List<QueryParameter> parameters) {
    StringJoiner text = new StringJoiner("&");
    parameters.stream()
        .filter(parameter -> !parameter.name().equals(SIGNATURE))
        .map(QueryParameter::encoded)
        .sorted(Comparator.comparing(QueryParameter::name).thenComparing(QueryParameter::value))
        .forEach(parameter -> text.add(parameter.name() + "=" + parameter.value()));
    return text.toString();
  }

  private QueryParameter encoded() {
    return new QueryParameter(UriText.encode(name), UriText.encode(value));
  }
}
