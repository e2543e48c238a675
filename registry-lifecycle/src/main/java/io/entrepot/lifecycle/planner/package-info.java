/**
 * Says of each image of a repository what a lifecycle policy does with it, and why. Pure: no clock,
 * no store.
 */
@NullMarked
package io.entrepot.lifecycle.planner;

import org.jspecify.annotations.NullMarked;
