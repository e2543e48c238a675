@NullMarked
package io.entrepot.server.aws;

import org.jspecify.annotations.NullMarked;
