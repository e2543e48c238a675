/**
 * What happened, as rows of the change's own transaction, and how far each sink has heard of it.
 */
@NullMarked
package io.entrepot.storage.event;

import org.jspecify.annotations.NullMarked;
