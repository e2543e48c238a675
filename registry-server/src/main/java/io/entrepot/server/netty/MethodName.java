package io.entrepot.server.netty;

import io.entrepot.server.http.Method;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Reads a request's method. */
final class MethodName {
  /** What a 405 answers as Allow. */
  static final String ALLOWED = "GET, HEAD, POST, PUT, PATCH, DELETE";

  private static final Set<String> REFUSED = Set.of("OPTIONS", "TRACE", "CONNECT");
  private static final Method[] METHODS = Method.values();
  private static final byte[][] NAMES = names();

  private MethodName() {}

  private static byte[][] names() {
    byte[][] names = new byte[METHODS.length][];
    for (int i = 0; i < names.length; i++) {
      names[i] = METHODS[i].name().getBytes(StandardCharsets.US_ASCII);
    }
    return names;
  }

  static Method parse(byte[] bytes, int start, int end) throws RefusedRequestException {
    for (int i = 0; i < NAMES.length; i++) {
      byte[] name = NAMES[i];
      if (end - start == name.length && matches(bytes, start, name)) {
        return METHODS[i];
      }
    }
    throw refusal(new String(bytes, start, end - start, StandardCharsets.ISO_8859_1));
  }

  static Method parse(CharSequence name) throws RefusedRequestException {
    for (Method method : METHODS) {
      if (method.name().contentEquals(name)) {
        return method;
      }
    }
    throw refusal(name.toString());
  }

  private static RefusedRequestException refusal(String name) {
    return REFUSED.contains(name)
        ? new RefusedRequestException(405, "this server has no use for the method")
        : new RefusedRequestException(501, "the method is not known");
  }

  private static boolean matches(byte[] bytes, int start, byte[] name) {
    for (int i = 0; i < name.length; i++) {
      if (bytes[start + i] != name[i]) {
        return false;
      }
    }
    return true;
  }
}
