/**
 * Repositories, manifests, tags, references, links and uploads as SQL rows; its transaction is the
 * commit point.
 */
@NullMarked
package io.entrepot.storage.metadata;

import org.jspecify.annotations.NullMarked;
