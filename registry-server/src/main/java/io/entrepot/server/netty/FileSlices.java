package io.entrepot.server.netty;

import io.entrepot.server.http.ResponseBody;
import io.netty.channel.FileRegion;
import io.netty.util.AbstractReferenceCounted;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/**
 * A part of a file that the kernel sends by itself (sendfile), one slice a time: a file that is not
 * in the page cache holds up its event loop for one slice only. Closes the file when released.
 */
final class FileSlices extends AbstractReferenceCounted implements FileRegion {
  private final ResponseBody.FilePart part;
  private long transferred;

  FileSlices(ResponseBody.FilePart part) {
    this.part = part;
  }

  @Override
  public long transferTo(WritableByteChannel target, long offset) throws IOException {
    long left = part.length() - offset;
    if (left <= 0) {
      return 0;
    }
    long slice = Math.min(left, TransportLimits.FILE_SLICE_BYTES);
    long sent = part.channel().transferTo(part.position() + offset, slice, target);
    if (sent > 0) {
      transferred += sent;
    } else if (part.channel().size() < part.position() + part.length()) {
      throw new IOException("the file is shorter than the part to be sent");
    }
    return sent;
  }

  @Override
  public long position() {
    return part.position();
  }

  @Override
  public long transferred() {
    return transferred;
  }

  @Override
  @Deprecated
  public long transfered() {
    return transferred;
  }

  @Override
  public long count() {
    return part.length();
  }

  @Override
  protected void deallocate() {
    Serving.dispose(part);
  }

  @Override
  public FileSlices retain() {
    super.retain();
    return this;
  }

  @Override
  public FileSlices retain(int increment) {
    super.retain(increment);
    return this;
  }

  @Override
  public FileSlices touch() {
    return this;
  }

  @Override
  public FileSlices touch(Object hint) {
    return this;
  }
}
