package io.entrepot.storage.verify;

/**
 * How far a verification is.
 *
 * @param phase what is being checked, in a word or two
 * @param doneBytes bytes of blobs hashed so far
 * @param totalBytes of all blobs, when the verification began; 0 while not known
 */
public record VerifyProgress(String phase, long doneBytes, long totalBytes) {}
