/** What each operation's input has to be, and what is said of one that is not. */
@NullMarked
package io.entrepot.server.aws.shape;

import org.jspecify.annotations.NullMarked;
