/** Accounts and what is in them: users, groups, roles, keys, policies, providers; names and ids. */
@NullMarked
package io.entrepot.auth.identity;

import org.jspecify.annotations.NullMarked;
