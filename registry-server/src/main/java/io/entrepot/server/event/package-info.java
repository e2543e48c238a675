/** What happened, in EventBridge's form, and how it comes to those who want to know. */
@NullMarked
package io.entrepot.server.event;

import org.jspecify.annotations.NullMarked;
