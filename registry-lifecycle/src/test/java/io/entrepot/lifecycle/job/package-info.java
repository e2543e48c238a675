/** Tests of the runner of jobs, on a real database with a clock that is moved by hand. */
@NullMarked
package io.entrepot.lifecycle.job;

import org.jspecify.annotations.NullMarked;
