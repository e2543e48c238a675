/** Upload sessions: offsets, running digests, resumption. */
@NullMarked
package io.entrepot.storage.upload;

import org.jspecify.annotations.NullMarked;
