package io.entrepot.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.server.command.Shell.Outcome;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ImageCommandsTest {
  private static final String DIGEST = "sha256:" + "0".repeat(64);

  private final ServerDouble server = new ServerDouble();
  private Shell shell = new Shell();

  ImageCommandsTest() throws IOException {}

  @BeforeEach
  void connect() {
    shell = Shell.with(server.url(), "AKIA1", "secret");
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void what_came_back_is_shown_with_its_tags_and_whether_it_was_pushed_again() {
    server.answers(
        "RestoreImage",
        "{\"restoredImages\":[{\"imageDigest\":\"sha256:1\",\"imageTags\":[\"a\",\"b\"],"
            + "\"takenTags\":[\"c\"],\"pushedAgain\":true},"
            + "{\"imageDigest\":\"sha256:2\",\"imageTags\":[],\"takenTags\":[],"
            + "\"pushedAgain\":false}]}");
    Outcome outcome = shell.run("image", "restore", "team/app@" + DIGEST);
    assertEquals(0, outcome.code());
    assertEquals(
        List.of(
            "DIGEST TAGS TAGS NAMING ANOTHER PUSHED AGAIN",
            "sha256:1 a b c yes",
            "sha256:2 - - no"),
        outcome.out().lines().map(line -> line.strip().replaceAll(" +", " ")).toList());
    assertEquals(
        List.of(
            "POST /entrepot/v1/entrepot/RestoreImage {\"repositoryName\":\"team/app\",\"image\":\""
                + DIGEST
                + "\"}"),
        server.asked());
  }

  @Test
  void what_expired_is_named_by_its_digest_alone() {
    for (String image : List.of("team/app:v1", "team/app", "team/app@", "@" + DIGEST)) {
      for (String verb : List.of("restore", "purge")) {
        Outcome outcome = shell.run("image", verb, image);
        assertEquals(2, outcome.code());
        assertTrue(outcome.err().contains("name it REPOSITORY@DIGEST"), outcome.err());
      }
    }
    assertEquals(List.of(), server.asked());
  }

  @Test
  void what_is_not_to_be_kept_is_deleted_and_named() {
    server.answers("DeleteExpiredImage", "{\"deletedImage\":{\"imageDigest\":\"" + DIGEST + "\"}}");
    assertEquals(
        new Outcome(0, DIGEST + " cannot be brought back any more\n", ""),
        shell.run("image", "purge", "team/app@" + DIGEST));
  }
}
