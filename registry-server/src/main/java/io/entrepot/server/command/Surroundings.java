package io.entrepot.server.command;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * What a command finds around it.
 *
 * @param environment the variables
 * @param in the standard input
 * @param out where the answer goes
 * @param err where everything else goes
 */
public record Surroundings(
    Map<String, String> environment,
    InputStream in,
    PrintStream out,
    PrintStream err,
    Prompt prompt) {}
