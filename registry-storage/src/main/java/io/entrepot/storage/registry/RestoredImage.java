package io.entrepot.storage.registry;

import io.entrepot.storage.oci.Digest;

/**
 * An image that was brought back.
 *
 * @param tags of those that it had, those that name it again
 * @param taken those that name another image by now
 * @param pushedAgain whether it was there already, as somebody had pushed it again
 */
public record RestoredImage(Digest digest, NotedTags tags, NotedTags taken, boolean pushedAgain) {}
