/** Tests of scrubbing as a job, on a real store. */
@NullMarked
package io.entrepot.lifecycle.scrub;

import org.jspecify.annotations.NullMarked;
