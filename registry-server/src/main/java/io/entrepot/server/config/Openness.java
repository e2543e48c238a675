package io.entrepot.server.config;

/** From where everybody may do everything ({@code open}). */
public enum Openness {
  /** From nowhere: whoever asks says who it is, and policies decide. */
  NONE,
  /** From this machine only: the server refuses to listen elsewhere. */
  LOOPBACK,
  /** From any network that reaches the server. */
  NETWORK
}
