package io.entrepot.lifecycle.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.entrepot.lifecycle.planner.KeptReason;
import io.entrepot.lifecycle.planner.LifecycleImage;
import io.entrepot.lifecycle.planner.Outcome;
import io.entrepot.lifecycle.planner.Verdict;
import io.entrepot.lifecycle.rule.StorageClass;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.DigestAlgorithm;
import io.entrepot.storage.oci.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PolicyRunTest {

  /** Of images with so many tags each. */
  private static List<Integer> ends(Integer... tags) {
    List<Verdict> images = List.of(tags).stream().map(PolicyRunTest::image).toList();
    List<Integer> ends = new ArrayList<>();
    for (int from = 0; from < images.size(); from = ends.getLast()) {
      ends.add(PolicyRun.end(images, from));
    }
    return ends;
  }

  private static Verdict image(int tags) {
    return new Verdict(
        new LifecycleImage(
            new Digest(DigestAlgorithm.SHA256, "a".repeat(64)),
            IntStream.range(0, tags).mapToObj(i -> new Tag("t" + i)).toList(),
            Instant.EPOCH,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            StorageClass.STANDARD,
            Optional.empty(),
            List.of(),
            false),
        new Outcome.Kept(new KeptReason.Pinned()));
  }

  @Test
  void images_with_few_tags_go_twenty_in_a_transaction() {
    assertEquals(List.of(20, 40, 45), ends(Collections.nCopies(45, 1).toArray(new Integer[0])));
  }

  @Test
  void images_with_many_tags_go_fewer_in_a_transaction_and_each_goes_whole() {
    assertEquals(List.of(2, 3, 4, 6), ends(100, 100, 1, 10_000, 150, 50));
    assertEquals(List.of(1), ends(10_000));
  }
}
