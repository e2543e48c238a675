package io.entrepot.storage.registry;

import io.entrepot.storage.oci.Digest;
import java.util.Optional;

/**
 * A manifest that is stored, durably.
 *
 * @param subject the manifest it refers to, which need not exist
 */
public record PushedManifest(Digest digest, Optional<Digest> subject) {}
