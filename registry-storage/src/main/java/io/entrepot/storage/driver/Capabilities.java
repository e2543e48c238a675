package io.entrepot.storage.driver;

/**
 * What drivers differ in. Those above ask for these, never for a driver's name.
 *
 * @param fileChannels whether an opened object is an open file, which can be sent without copying
 * @param resumable whether the forced bytes of an object that is still being written survive a
 *     restart of the process
 */
public record Capabilities(boolean fileChannels, boolean resumable) {}
