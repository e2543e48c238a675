package io.entrepot.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class EventKindsTest {
  private static Optional<Integer> accepted(int webhooks) {
    String text =
        IntStream.range(0, webhooks)
            .mapToObj(i -> "ci" + i + "=https://ci.example.org/" + i)
            .collect(Collectors.joining(","));
    return EventKinds.webhooks().parse().apply(text).map(Map::size);
  }

  @Test
  void a_server_has_sixteen_webhooks_at_most() {
    assertEquals(Optional.of(16), accepted(16));
    assertEquals(Optional.empty(), accepted(17));
  }
}
