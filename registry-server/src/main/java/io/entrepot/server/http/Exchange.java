package io.entrepot.server.http;

/**
 * A request that has ended, one way or another.
 *
 * @param status the status that was sent; 499 when the client went away before one was
 * @param received bytes of the body that came
 * @param sent bytes of the body that went out
 * @param nanoseconds from the request's head to the last byte of the answer
 */
public record Exchange(Request request, int status, long received, long sent, long nanoseconds) {}
