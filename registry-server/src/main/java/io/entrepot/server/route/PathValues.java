package io.entrepot.server.route;

import io.entrepot.server.access.Site;

/**
 * What a path's variables stand for, as raw text.
 *
 * @param site whose repositories are meant, which the request's host tells
 * @param repository the repository's name, which may hold slashes; empty when the path has none
 * @param last the last variable (a reference, digest or upload id); empty when the path has none
 */
public record PathValues(Site site, String repository, String last) {}
