package io.entrepot.auth.policy.condition;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
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

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
