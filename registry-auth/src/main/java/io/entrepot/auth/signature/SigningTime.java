package io.entrepot.auth.signature;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;

/**
 * When a request was signed.
 *
 * @param text in the basic form of ISO 8601, as it is signed
 */
record SigningTime(String text, Instant instant) {
  /** How far the clocks of sender and server may differ. */
  static final Duration SKEW = Duration.ofMinutes(15);

  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
          .withResolverStyle(ResolverStyle.STRICT)
          .withZone(ZoneOffset.UTC);
  private static final int BASIC_LENGTH = 16;

  /** Of {@code X-Amz-Date}. */
  static SigningTime basic(String text) {
    if (text.length() == BASIC_LENGTH) {
      try {
        return new SigningTime(text, BASIC.parse(text, Instant::from));
      } catch (DateTimeException e) {
        throw malformed();
      }
    }
    throw malformed();
  }

  /** Of {@code Date}: in either form. */
  static SigningTime date(String text) {
    if (text.length() == BASIC_LENGTH) {
      return basic(text);
    }
    try {
      Instant instant = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
      return new SigningTime(BASIC.format(instant), instant);
    } catch (DateTimeException e) {
      throw malformed();
    }
  }

  private static SignatureFailedException malformed() {
    return SignatureFailure.incomplete(
        "Date must be in ISO-8601 'basic format', as in 20260102T030405Z.");
  }

  /** Its day, eight digits. */
  String day() {
    return text.substring(0, text.indexOf('T'));
  }

  /** Refuses one too far from now for a signature in the header. */
  void requireNear(Instant now) {
    if (instant.isBefore(now.minus(SKEW))) {
      throw new SignatureFailure.OutOfTime(
              "Signature expired: "
                  + text
                  + " is now earlier than "
                  + BASIC.format(now.minus(SKEW))
                  + " ("
                  + BASIC.format(now)
                  + " - 15 min.)",
              false)
          .exception();
    }
    requireBegun(now, false);
  }

  /** Refuses a presigned request before and after its time. */
  void requireWithin(Instant now, Duration lifetime) {
    Instant end = instant.plus(lifetime);
    if (!now.isBefore(end)) {
      throw new SignatureFailure.OutOfTime(
              "Request has expired: it held until " + BASIC.format(end) + ".", true)
          .exception();
    }
    requireBegun(now, true);
  }

  private void requireBegun(Instant now, boolean presigned) {
    if (instant.isAfter(now.plus(SKEW))) {
      throw new SignatureFailure.OutOfTime(
              "Signature not yet current: "
                  + text
                  + " is still later than "
                  + BASIC.format(now.plus(SKEW))
                  + " ("
                  + BASIC.format(now)
                  + " + 15 min.)",
              presigned)
          .exception();
    }
  }
}
