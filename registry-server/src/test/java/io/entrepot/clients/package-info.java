/**
 * Real registry clients against a running server: each pushes and pulls, digests equal on both
 * ends.
 */
@NullMarked
package io.entrepot.clients;

import org.jspecify.annotations.NullMarked;
