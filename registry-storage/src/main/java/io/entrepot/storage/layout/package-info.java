/** The one place that turns a digest or an upload id into a key. */
@NullMarked
package io.entrepot.storage.layout;

import org.jspecify.annotations.NullMarked;
