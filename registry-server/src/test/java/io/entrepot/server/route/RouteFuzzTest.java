package io.entrepot.server.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.server.access.PublicAliases;
import io.entrepot.server.access.Site;
import java.util.List;

/** Whatever a path is, its variables are parts of it. */
final class RouteFuzzTest {
  private static final Site SITE =
      new Site(new AccountId("000000000000"), false, PublicAliases.NONE);

  private static final List<PathTemplate> WITH_LAST =
      List.of(
          new PathTemplate("/v2/{repository}/manifests/{last}"),
          new PathTemplate("/v2/{repository}/blobs/uploads/{last}"));

  @FuzzTest(maxDuration = "20s")
  void a_match_puts_the_path_together_again(FuzzedDataProvider data) {
    boolean rooted = data.consumeBoolean();
    String path = (rooted ? "/v2/" : "") + data.consumeRemainingAsString();
    for (PathTemplate template : WITH_LAST) {
      template
          .match(SITE, path)
          .ifPresent(values -> {
            assertFalse(values.repository().isEmpty());
            assertFalse(values.last().isEmpty() || values.last().indexOf('/') >= 0);
            assertEquals(
                path,
                template
                    .toString()
                    .replace("{repository}", values.repository())
                    .replace("{last}", values.last()));
          });
    }
  }
}
