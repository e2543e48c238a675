package io.entrepot.server.aws.ecrpublic;

import io.entrepot.server.aws.Part;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A logo: an image in PNG whose sides have from 60 to 2,048 pixels (ECR Public user guide,
 * Repository catalog data). Only its head is looked at, in which type and size stand (PNG
 * specification, sections 5.2 and 11.2.1).
 */
final class PngLogo {
  /** Largest logo, in bytes. */
  static final int MAX_BYTES = 512_000;

  private static final int LEAST_PIXELS = 60;
  private static final int MOST_PIXELS = 2_048;

  /** The signature, then the length and the type of the first chunk. */
  private static final byte[] HEAD = {
    (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'
  };

  private PngLogo() {}

  /**
   * Its bytes.
   *
   * @throws io.entrepot.server.aws.AwsException when it is none
   */
  static byte[] read(Part part) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) part.size());
    try {
      part.drainTo(bytes::writeBytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] logo = bytes.toByteArray();
    if (!isLogo(logo)) {
      throw CatalogShapes.invalid(
          "logoImageBlob",
          "a PNG image of " + LEAST_PIXELS + " to " + MOST_PIXELS + " pixels in either direction");
    }
    return logo;
  }

  private static boolean isLogo(byte[] logo) {
    if (logo.length < HEAD.length + 2 * Integer.BYTES
        || !Arrays.equals(logo, 0, HEAD.length, HEAD, 0, HEAD.length)) {
      return false;
    }
    ByteBuffer size = ByteBuffer.wrap(logo, HEAD.length, 2 * Integer.BYTES);
    int width = size.getInt();
    int height = size.getInt();
    return fits(width) && fits(height);
  }

  private static boolean fits(int pixels) {
    return pixels >= LEAST_PIXELS && pixels <= MOST_PIXELS;
  }
}
