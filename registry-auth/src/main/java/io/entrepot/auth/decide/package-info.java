/** Whether they may: actions, resources, decisions and grants. */
@NullMarked
package io.entrepot.auth.decide;

import org.jspecify.annotations.NullMarked;
