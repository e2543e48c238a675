package io.entrepot.server.http;

/** The request methods that some route knows (RFC 9110, section 9). */
public enum Method {
  GET,
  HEAD,
  POST,
  PUT,
  PATCH,
  DELETE
}
