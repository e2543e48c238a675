package io.entrepot.clients;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Names the clients a test class tries. Where one is not installed the class is not run, and the
 * closing summary says so; with {@code CI=true} in the environment or {@code -Dclients=required} it
 * fails instead.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ClientsExtension.class)
@interface Tries {
  Client[] value();
}
