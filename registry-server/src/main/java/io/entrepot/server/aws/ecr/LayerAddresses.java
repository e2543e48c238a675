package io.entrepot.server.aws.ecr;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.server.access.SignedPaths;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.server.aws.registry.Addresses;
import io.entrepot.server.aws.registry.Existence;
import io.entrepot.server.aws.registry.LayerChecks;
import io.entrepot.server.aws.registry.Registries;
import io.entrepot.server.oci.blob.SignedBlobEndpoint;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RepositoryKey;
import java.time.Duration;

/** ECR's {@code GetDownloadUrlForLayer}: an address that is good for a time, whoever uses it. */
final class LayerAddresses {
  /** How long an address of a layer is good. */
  static final Duration ADDRESS_LIFE = Duration.ofHours(1);

  private final LayerChecks layers;
  private final Existence existence;
  private final Addresses addresses;
  private final SignedPaths paths;

  LayerAddresses(LayerChecks layers, Existence existence, Addresses addresses, SignedPaths paths) {
    this.layers = layers;
    this.existence = existence;
    this.addresses = addresses;
    this.paths = paths;
  }

  Operation operation() {
    return new Operation("GetDownloadUrlForLayer", this::address);
  }

  private Call address(Asker asker, Input input) {
    RepositoryKey key = Registries.PRIVATE.repository(asker, input);
    String text = input.text("layerDigest");
    return Call.needing(Registries.may(EcrAction.GET_DOWNLOAD_URL_FOR_LAYER, key))
        .gives(() -> {
          existence.require(key);
          Digest digest =
              layers
                  .find(key, text)
                  .orElseThrow(() ->
                      AwsError.LAYERS_NOT_FOUND.because(
                          "The layer '"
                              + text
                              + "' does not exist in the repository with name '"
                              + key.name()
                              + "' in the registry with id '"
                              + key.registry().account()
                              + "'"))
                  .digest();
          String address =
              addresses.of(asker, new AccountId(key.registry().account()))
                  + paths.signed("GET", SignedBlobEndpoint.path(key, digest), ADDRESS_LIFE);
          return Members.of("downloadUrl", address).and("layerDigest", text);
        });
  }
}
