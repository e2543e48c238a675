package io.entrepot.auth.policy.condition;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Points in time: the W3C's profile of ISO 8601 (year-month, date, or date and time with a zone),
 * or whole seconds since 1970.
 */
final class DateOperators {
  static final List<Operator> ALL =
      List.of(
          operator("DateEquals", false, order -> order == 0),
          operator("DateNotEquals", true, order -> order == 0),
          operator("DateLessThan", false, order -> order < 0),
          operator("DateLessThanEquals", false, order -> order <= 0),
          operator("DateGreaterThan", false, order -> order > 0),
          operator("DateGreaterThanEquals", false, order -> order >= 0));

  private static final int MAX_LENGTH = 40;
  private static final int MONTH_LENGTH = "2026-11".length();
  private static final int DATE_LENGTH = "2026-11-21".length();
  private static final int SECONDS_LENGTH = "2026-11-21T08:00:00Z".length();

  private DateOperators() {}

  private static Operator operator(String name, boolean negated, IntPredicate order) {
    return Operator.fixed(
        name,
        negated,
        text -> {
          Instant wanted =
              instant(text)
                  .orElseThrow(() ->
                      new IllegalArgumentException(
                          "'"
                              + text
                              + "' is neither a date such as 2026-11-21T08:00:00Z nor seconds"
                              + " since 1970"));
          return Operator.test(value ->
              instant(value).filter(time -> order.test(time.compareTo(wanted))).isPresent());
        });
  }

  static Optional<Instant> instant(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      if (text.length() == SECONDS_LENGTH && text.charAt(SECONDS_LENGTH - 1) == 'Z') {
        return Optional.of(utcSeconds(text));
      }
      if (text.chars().allMatch(character -> character >= '0' && character <= '9')) {
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
      }
      if (text.length() == MONTH_LENGTH) {
        return Optional.of(start(YearMonth.parse(text).atDay(1)));
      }
      if (text.length() == DATE_LENGTH) {
        return Optional.of(start(LocalDate.parse(text)));
      }
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  // aws:CurrentTime comes in this form with each request, and a formatter would cost more than all
  // else that is decided.
  private static Instant utcSeconds(String text) {
    if (text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(10) != 'T'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':') {
      throw new NumberFormatException(text);
    }
    return LocalDateTime.of(
            digits(text, 0, 4),
            digits(text, 5, 7),
            digits(text, 8, 10),
            digits(text, 11, 13),
            digits(text, 14, 16),
            digits(text, 17, 19))
        .toInstant(ZoneOffset.UTC);
  }

  private static int digits(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new NumberFormatException(text);
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
