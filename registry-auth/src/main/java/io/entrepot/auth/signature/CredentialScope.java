package io.entrepot.auth.signature;

/**
 * For what a signature was made.
 *
 * @param date eight digits, in UTC
 * @param region whichever the sender chose
 * @param service its signing name
 */
public record CredentialScope(String date, String region, String service) {
  static final String TERMINATOR = "aws4_request";

  /** As it stands in what is signed. */
  String text() {
    return date + "/" + region + "/" + service + "/" + TERMINATOR;
  }
}
