package io.entrepot.server.aws.ecr;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.server.access.SignedPaths;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.server.oci.blob.SignedBlobEndpoint;
import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.OciSyntaxException;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.LayerInfo;
import io.entrepot.storage.registry.Layers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Operations that look for layers and fetch them (ECR API reference). */
final class LayerOperations {
  /** How long an address of a layer is good. */
  static final Duration ADDRESS_LIFE = Duration.ofHours(1);

  /** Most layers that one request asks about. */
  private static final int MAX = 100;

  private static final Pattern DIGEST = Pattern.compile("[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+");

  private final Layers layers;
  private final Existence existence;
  private final Naming naming;
  private final SignedPaths paths;

  LayerOperations(Layers layers, Existence existence, Naming naming, SignedPaths paths) {
    this.layers = layers;
    this.existence = existence;
    this.naming = naming;
    this.paths = paths;
  }

  List<Operation> all() {
    return List.of(
        new Operation("BatchCheckLayerAvailability", this::check),
        new Operation("GetDownloadUrlForLayer", this::address));
  }

  private Call check(Asker asker, Input input) {
    RepositoryKey key = Registries.repository(asker, input);
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
        found.add(availability(digest, find(key, digest)));
      }
    }
    return Members.of("layers", new Tree.Items(found)).and("failures", new Tree.Items(failures));
  }

  private static Tree failure(String digest, String code, String reason) {
    return Members.of("layerDigest", digest).and("failureCode", code).and("failureReason", reason);
  }

  private static Tree availability(String digest, Optional<LayerInfo> layer) {
    Members shape =
        Members.of("layerDigest", digest)
            .and("layerAvailability", layer.isPresent() ? "AVAILABLE" : "UNAVAILABLE");
    return layer.isPresent() ? shape.and("layerSize", layer.get().size()) : shape;
  }

  /** Empty too for a digest of no algorithm or length that any layer here has. */
  private Optional<LayerInfo> find(RepositoryKey key, String digest) {
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

  private Call address(Asker asker, Input input) {
    RepositoryKey key = Registries.repository(asker, input);
    String text = input.text("layerDigest");
    return Call.needing(Registries.may(EcrAction.GET_DOWNLOAD_URL_FOR_LAYER, key))
        .gives(() -> {
          existence.require(key);
          Digest digest =
              find(key, text)
                  .orElseThrow(() ->
                      AwsError.LAYERS_NOT_FOUND.because(
                          "The layer '"
                              + text
                              + "' does not exist in the repository with name '"
                              + key.name()
                              + "' in the registry with id '"
                              + key.registry()
                              + "'"))
                  .digest();
          String address =
              naming.endpoint(asker, new AccountId(key.registry().value()))
                  + paths.signed("GET", SignedBlobEndpoint.path(key, digest), ADDRESS_LIFE);
          return Members.of("downloadUrl", address).and("layerDigest", text);
        });
  }
}
