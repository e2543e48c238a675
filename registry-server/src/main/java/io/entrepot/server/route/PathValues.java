package io.entrepot.server.route;

/**
 * What a path's variables stand for, as raw text.
 *
 * @param repository the repository's name, which may hold slashes; empty when the path has none
 * @param last the last variable (a reference, digest or upload id); empty when the path has none
 */
public record PathValues(String repository, String last) {}
