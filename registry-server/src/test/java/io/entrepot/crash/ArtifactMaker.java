package io.entrepot.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Makes images of layers that all clients share and of layers of their own. One thread. */
final class ArtifactMaker {
  /** Layer sizes in bytes: some lie in the metadata, some in files. */
  private static final int[] OWN_SIZES = {100, 20_000, 40_000, 200_000};

  private static final int[] BASE_SIZES = {0, 500, 30_000, 33_000, 60_000, 150_000, 1_000_000};

  private final List<byte[]> bases;
  private final SplittableRandom random;

  ArtifactMaker(List<byte[]> bases, SplittableRandom random) {
    this.bases = bases;
    this.random = random;
  }

  /** The layers that all share. */
  static List<byte[]> bases(SplittableRandom random) {
    return IntStream.of(BASE_SIZES).mapToObj(size -> bytes(random, size)).toList();
  }

  Artifact image() {
    return image(Optional.empty());
  }

  /** A signature or the like. */
  Artifact referrer(byte[] subject) {
    return image(Optional.of(subject));
  }

  Artifact index() {
    List<Artifact> children = List.of(image(), image());
    return new Artifact(
        Documents.index(children.stream().map(Artifact::document).toList()), List.of(), children);
  }

  private Artifact image(Optional<byte[]> subject) {
    byte[] config = ("{\"seed\":" + random.nextLong() + "}").getBytes(UTF_8);
    List<byte[]> layers = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      layers.add(bases.get(random.nextInt(bases.size())));
    }
    layers.add(bytes(random, OWN_SIZES[random.nextInt(OWN_SIZES.length)]));
    List<byte[]> blobs = new ArrayList<>(layers);
    blobs.add(config);
    return new Artifact(Documents.image(config, layers, subject), blobs, List.of());
  }

  private static byte[] bytes(SplittableRandom random, int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }
}
