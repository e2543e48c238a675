/** Scrubbing as a job: how far it has come, and how much it may do. */
@NullMarked
package io.entrepot.lifecycle.scrub;

import org.jspecify.annotations.NullMarked;
