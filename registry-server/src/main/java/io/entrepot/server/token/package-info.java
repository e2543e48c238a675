/** Where clients get tokens: docker's token protocol. */
@NullMarked
package io.entrepot.server.token;

import org.jspecify.annotations.NullMarked;
