/** What endpoints see: repositories, images, layers and referrers, without HTTP. */
@NullMarked
package io.entrepot.storage.registry;

import org.jspecify.annotations.NullMarked;
