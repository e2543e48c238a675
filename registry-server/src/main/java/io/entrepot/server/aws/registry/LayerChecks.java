package io.entrepot.server.aws.registry;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.MediaType;
import io.entrepot.storage.oci.OciSyntaxException;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.LayerInfo;
import io.entrepot.storage.registry.Layers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** ECR's {@code BatchCheckLayerAvailability}: which layers a repository has. */
public final class LayerChecks {
  /** Most layers that one request asks about. */
  private static final int MAX = 100;

  private static final Pattern DIGEST = Pattern.compile("[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+");

  private final Registries registries;
  private final Layers layers;
  private final Existence existence;

  public LayerChecks(Registries registries, Layers layers, Existence existence) {
    this.registries = registries;
    this.layers = layers;
    this.existence = existence;
  }

  /** The operation. */
  public Operation operation() {
    return new Operation("BatchCheckLayerAvailability", this::check);
  }

  private Call check(Asker asker, Input input) {
    RepositoryKey key = registries.repository(asker, input);
    List<String> digests = input.someTexts("layerDigests");
    if (digests.size() > MAX) {
      throw AwsError.INVALID_PARAMETER.because(
          "Invalid parameter at 'layerDigests' failed to satisfy constraint: 'Member must have"
              + " length less than or equal to "
              + MAX
              + "'");
    }
    return Call.needing(Registries.may(EcrAction.BATCH_CHECK_LAYER_AVAILABILITY, key))
        .gives(() -> check(key, digests));
  }

  private Members check(RepositoryKey key, List<String> digests) {
    existence.require(key);
    List<Tree> found = new ArrayList<>();
    List<Tree> failures = new ArrayList<>();
    for (String digest : digests) {
      if (digest.isEmpty()) {
        failures.add(
            failure(
                digest,
                "MissingLayerDigest",
                "Invalid request parameters: layer digest cannot be null"));
      } else if (!DIGEST.matcher(digest).matches()) {
        failures.add(
            failure(
                digest,
                "InvalidLayerDigest",
                "Invalid request parameters: layer digest should satisfy the regex '"
                    + DIGEST
                    + "'"));
      } else {
        found.add(availability(key, digest));
      }
    }
    return Members.of("layers", new Tree.Items(found)).and("failures", new Tree.Items(failures));
  }

  private static Tree failure(String digest, String code, String reason) {
    return Members.of("layerDigest", digest).and("failureCode", code).and("failureReason", reason);
  }

  private Tree availability(RepositoryKey key, String digest) {
    Optional<LayerInfo> layer = find(key, digest);
    Members shape =
        Members.of("layerDigest", digest)
            .and("layerAvailability", layer.isPresent() ? "AVAILABLE" : "UNAVAILABLE");
    return layer.isEmpty()
        ? shape
        : shape
            .and("layerSize", layer.get().size())
            .and("mediaType", layers.mediaType(key, layer.get().digest()).map(MediaType::value));
  }

  /** A layer; empty too for a digest of no algorithm or length that any layer here has. */
  public Optional<LayerInfo> find(RepositoryKey key, String digest) {
    try {
      return Optional.of(layers.stat(key, Digest.parse(digest)));
    } catch (OciSyntaxException e) {
      return Optional.empty();
    } catch (StorageException e) {
      if (e.failure() instanceof StorageFailure.BlobUnknown) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
