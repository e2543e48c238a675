package io.entrepot.server.http;

import java.nio.channels.FileChannel;

/** The bytes of an answer. */
public sealed interface ResponseBody {
  /** In bytes. */
  long length();

  /** No bytes. */
  record Empty() implements ResponseBody {
    @Override
    public long length() {
      return 0;
    }
  }

  /** Bytes in memory, not to be changed: the transport may send them without copying. */
  record InMemory(byte[] bytes) implements ResponseBody {
    @Override
    public long length() {
      return bytes.length;
    }
  }

  /**
   * A part of an open file. The transport closes the channel in the end, sent or not.
   *
   * @param position where in the file the part starts
   */
  record FilePart(FileChannel channel, long position, long length) implements ResponseBody {}

  /**
   * Bytes that need not be there, since the request is a HEAD: the answer states their length and
   * sends none. A handler answers nothing but a HEAD with it.
   */
  record HeadOnly(long length) implements ResponseBody {}
}
