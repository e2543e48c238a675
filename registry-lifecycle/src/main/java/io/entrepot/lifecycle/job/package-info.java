/** Runs any job in the background: schedule, lease, retry, cancel, progress; knows no kind. */
@NullMarked
package io.entrepot.lifecycle.job;

import org.jspecify.annotations.NullMarked;
