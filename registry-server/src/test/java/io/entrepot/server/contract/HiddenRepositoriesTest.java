package io.entrepot.server.contract;

import static io.entrepot.server.contract.GuardedExtension.CREATE;
import static io.entrepot.server.contract.GuardedExtension.PULL;
import static io.entrepot.server.contract.GuardedExtension.PUSH;
import static io.entrepot.server.contract.GuardedExtension.allowing;
import static io.entrepot.server.contract.GuardedExtension.arn;
import static io.entrepot.server.contract.GuardedExtension.basic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.identity.IdentityName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What somebody may find out of repositories that they may not see. */
final class HiddenRepositoriesTest {
  @RegisterExtension static final GuardedExtension SERVER = new GuardedExtension();

  private static final String ADMIN = allowing("\"ecr:*\"", "*");

  private static Repository admin(String name) {
    return SERVER.repository(name, basic(SERVER.user(ADMIN)));
  }

  @Test
  void a_private_repository_looks_like_a_missing_one_on_every_route() {
    String hidden = "hidden2/present";
    String absent = "hidden2/missing";
    Repository admin = admin(hidden);
    Documents image = admin.pushImage("v1", "x");
    String digest = Repository.sha256(image.bytes()).toString();
    String blob = admin.pushBlob(new byte[] {5}).toString();
    IdentityName stranger = SERVER.user(allowing(PULL + "," + PUSH + "," + CREATE, "mine/*"));
    List<String> credentials =
        List.of(
            "",
            basic(stranger),
            SERVER.bearer(
                basic(stranger), "repository:" + hidden + ":*", "repository:" + absent + ":*"));
    for (String authorization : credentials) {
      for (String route :
          List.of(
              "GET /manifests/v1",
              "HEAD /manifests/v1",
              "GET /manifests/" + digest,
              "PUT /manifests/v1",
              "DELETE /manifests/v1",
              "DELETE /manifests/" + digest,
              "GET /blobs/" + blob,
              "HEAD /blobs/" + blob,
              "DELETE /blobs/" + blob,
              "GET /tags/list",
              "GET /referrers/" + digest,
              "POST /blobs/uploads/",
              "POST /blobs/uploads/?mount=" + blob + "&from=" + hidden,
              "GET /blobs/uploads/00000000-0000-0000-0000-000000000000")) {
        String[] words = route.split(" ");
        Answer one = ask(words, hidden, authorization);
        Answer none = ask(words, absent, authorization);
        assertEquals(shape(none, absent), shape(one, hidden), route);
        assertTrue(one.status() >= 400, route + " " + one);
      }
    }
  }

  private static Answer ask(String[] route, String repository, String authorization) {
    HttpCalls http =
        authorization.isEmpty()
            ? SERVER.http()
            : SERVER.http().with("Authorization", authorization);
    return http.call(route[0], "/v2/" + repository + route[1]);
  }

  private static Map<String, String> shape(Answer answer, String name) {
    Map<String, String> shape = new TreeMap<>();
    answer
        .headers()
        .forEach((header, values) -> shape.put(header, values.toString().replace(name, "N")));
    shape.remove("x-request-id");
    shape.remove("date");
    // Of the body, whose length the name's own changes.
    shape.remove("content-length");
    shape.put("body", answer.text().replace(name, "N"));
    shape.put("status", Integer.toString(answer.status()));
    return new TreeMap<>(shape);
  }

  @Test
  void a_private_repository_is_refused_as_fast_as_a_missing_one() {
    String hidden = "clock/present";
    String absent = "clock/missing";
    admin(hidden).pushImage("v1", "x");
    Repository one = SERVER.repository(hidden, basic(SERVER.user(allowing(PULL, "mine/*"))));
    Repository none = new Repository(one.http(), absent);
    double ratio = 10;
    for (int attempt = 0; attempt < 5 && ratio > 1.3; attempt++) {
      long[] ones = new long[150];
      long[] nones = new long[150];
      for (int i = 0; i < ones.length; i++) {
        ones[i] = nanoseconds(one);
        nones[i] = nanoseconds(none);
      }
      double a = median(ones);
      double b = median(nones);
      ratio = Math.max(a, b) / Math.min(a, b);
    }
    assertTrue(ratio <= 1.3, "medians differ by a factor of " + ratio);
  }

  private static long nanoseconds(Repository repository) {
    long start = System.nanoTime();
    repository.get("/manifests/v1").expect(403);
    return System.nanoTime() - start;
  }

  private static double median(long[] values) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  @Test
  void a_policy_that_is_denied_names_no_neighbour() {
    String name = SERVER.fresh("named/app");
    String reader = basic(SERVER.user(allowing(PULL, "mine/*")));
    List<String> told = new ArrayList<>();
    for (String rest : List.of("/manifests/v1", "/tags/list", "/blobs/sha256:" + "0".repeat(64))) {
      told.add(SERVER.repository(name, reader).get(rest).expect(403).text());
    }
    for (String text : told) {
      assertTrue(text.contains(arn(name)), text);
      assertFalse(text.contains("mine/"), "nor of what one's own policies allow: " + text);
    }
  }

  @Test
  void no_link_of_the_catalog_tells_whether_hidden_names_follow() {
    String mine = "links/mine";
    admin(mine).pushImage("v1", "x");
    for (int i = 0; i < 12; i++) {
      admin("links/theirs" + i).pushImage("v1", "x");
    }
    String reader = basic(SERVER.user(allowing("\"ecr:DescribeRepositories\"", mine)));
    HttpCalls http = SERVER.http().with("Authorization", reader);
    Answer all = http.call("GET", "/v2/_catalog?n=1&last=links/l").expect(200);
    assertTrue(all.text().contains("[\"" + mine + "\"]"), all.text());
    assertEquals("", all.next(), "there is no more to show");
    for (String tried : List.of("links/n", "links/theirs0", "links/theirs11", "zzz")) {
      Answer none = http.call("GET", "/v2/_catalog?n=1&last=" + tried).expect(200);
      assertEquals("{\"repositories\":[]}", none.text());
      assertEquals("", none.next(), tried);
    }
  }
}
