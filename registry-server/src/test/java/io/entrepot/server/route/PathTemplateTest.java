package io.entrepot.server.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.entrepot.auth.principal.AccountId;
import io.entrepot.server.access.PublicAliases;
import io.entrepot.server.access.Site;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PathTemplateTest {
  private static final Site SITE =
      new Site(new AccountId("000000000000"), false, PublicAliases.NONE);

  @ParameterizedTest
  @CsvSource({
    "/v2/a/manifests/latest, a, latest",
    "/v2/a/b/c/manifests/sha256:00, a/b/c, sha256:00",
    "/v2/manifests/manifests/manifests, manifests, manifests",
    "/v2/a/manifests/manifests/latest, a/manifests, latest",
    "/v2/a/tags/list/manifests/x, a/tags/list, x",
    "/v2/a%2Fb/manifests/x, a%2Fb, x",
    "/v2/../manifests/x, .., x",
  })
  void a_reference_follows_the_last_manifests(String path, String repository, String last) {
    assertEquals(
        Optional.of(new PathValues(SITE, repository, last)),
        new PathTemplate("/v2/{repository}/manifests/{last}").match(SITE, path));
  }

  @ParameterizedTest
  @CsvSource({
    "/v2/manifests/latest",
    "/v2/a/manifests/",
    "/v2/a/manifests",
    "/v2/a/manifests/x/",
    "/v2/a/manifests/x/y",
    "/v2/a/blobs/x",
    "/v1/a/manifests/x",
    "/v2",
    "/",
    "''",
    "manifests/x",
  })
  void another_path_is_no_manifest(String path) {
    assertEquals(
        Optional.empty(), new PathTemplate("/v2/{repository}/manifests/{last}").match(SITE, path));
  }

  @ParameterizedTest
  @CsvSource({
    "/v2/a/blobs/uploads/, a",
    "/v2/a/blobs/uploads, a",
    "/v2/a/blobs/blobs/uploads/, a/blobs",
    "/v2/a/blobs/uploads/blobs/uploads/, a/blobs/uploads",
    "/v2/uploads/blobs/uploads/, uploads",
  })
  void uploads_are_found_with_and_without_their_slash(String path, String repository) {
    assertEquals(
        Optional.of(new PathValues(SITE, repository, "")),
        new PathTemplate("/v2/{repository}/blobs/uploads/").match(SITE, path));
  }

  @ParameterizedTest
  @CsvSource({"/v2/blobs/uploads/", "/v2/blobs/uploads", "/v2/a/blobs/uploads//", "/v2/a/uploads/"})
  void other_paths_are_no_uploads(String path) {
    assertEquals(
        Optional.empty(), new PathTemplate("/v2/{repository}/blobs/uploads/").match(SITE, path));
  }

  @ParameterizedTest
  @CsvSource({"/v2/a/tags/list, a", "/v2/a/tags/tags/list, a/tags", "/v2/tags/tags/list, tags"})
  void tags_are_those_of_all_before_the_last_tags(String path, String repository) {
    assertEquals(
        Optional.of(new PathValues(SITE, repository, "")),
        new PathTemplate("/v2/{repository}/tags/list").match(SITE, path));
  }

  @ParameterizedTest
  @CsvSource({
    "/v2/, true",
    "/v2, true",
    "/v, false",
    "/v2/x, false",
    "/v2//, false",
  })
  void a_fixed_path_is_found_with_and_without_its_slash(String path, boolean found) {
    assertEquals(found, new PathTemplate("/v2/").match(SITE, path).isPresent());
  }
}
