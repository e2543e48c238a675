package io.entrepot.server.route;

import io.entrepot.auth.principal.AccountId;

/**
 * What a path's variables stand for, as raw text.
 *
 * @param account whose registry was asked, which the request's host tells
 * @param repository the repository's name, which may hold slashes; empty when the path has none
 * @param last the last variable (a reference, digest or upload id); empty when the path has none
 */
public record PathValues(AccountId account, String repository, String last) {}
