package io.entrepot.auth.decide;

/**
 * An action that this server does not have, which a simulation may ask about all the same.
 *
 * @param iamName a service, a colon and a name
 */
public record NamedAction(String iamName) implements Action {}
