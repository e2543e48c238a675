/** Requests, responses and bodies, without a transport's types. */
@NullMarked
package io.entrepot.server.http;

import org.jspecify.annotations.NullMarked;
