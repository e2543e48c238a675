/**
 * Background work on what the registry holds: lifecycle rules, their planner, online collection and
 * the runner of jobs. Only the rules are there so far; its rooms are named in ARCHITECTURE.md.
 */
@NullMarked
package io.entrepot.lifecycle;

import org.jspecify.annotations.NullMarked;
