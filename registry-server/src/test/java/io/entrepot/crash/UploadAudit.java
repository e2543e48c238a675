package io.entrepot.crash;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Asks where uploads stand after a restart, goes on with them and ends some of them. */
final class UploadAudit {
  private final RegistryClient client;
  private final Journal journal;
  private final List<String> losses;

  /**
   * An audit of the journal's uploads.
   *
   * @param losses takes what is lost
   */
  UploadAudit(RegistryClient client, Journal journal, List<String> losses) {
    this.client = client;
    this.journal = journal;
    this.losses = losses;
  }

  void check(String location) throws IOException, InterruptedException {
    OpenUpload upload = Objects.requireNonNull(journal.uploads.get(location));
    HttpResponse<byte[]> answer = client.get(location);
    if (answer.statusCode() == 404 && upload.ending()) {
      checkEnded(location, upload);
    } else if (answer.statusCode() == 404 && upload.acknowledged() == 0) {
      journal.uploads.remove(location); // only its start was acknowledged, which takes no row
    } else if (answer.statusCode() != 204) {
      losses.add(location + " answers " + answer.statusCode());
    } else {
      int received = received(answer);
      if (received < upload.acknowledged()) {
        losses.add(location + " is at " + received + " after " + upload.acknowledged() + " bytes");
      } else {
        goOn(location, upload, received);
      }
    }
  }

  /** The request that was to end it did so, unanswered. */
  private void checkEnded(String location, OpenUpload upload)
      throws IOException, InterruptedException {
    String path = "/v2/" + journal.repository + "/blobs/" + upload.digest();
    HttpResponse<byte[]> blob = client.get(path);
    if (blob.statusCode() == 200 && Arrays.equals(blob.body(), upload.content())) {
      journal.blobs.add(upload.digest());
      journal.uploads.remove(location);
    } else if (blob.statusCode() == 404 && upload.acknowledged() == 0) {
      journal.uploads.remove(location); // the request came to nothing, and the start had no row
    } else {
      losses.add(location + " is gone without its blob, which answers " + blob.statusCode());
    }
  }

  /** Sends half of what is missing; ends every second upload, so that some outlive many kills. */
  private void goOn(String location, OpenUpload upload, int received)
      throws IOException, InterruptedException {
    byte[] content = upload.content();
    int next = received + (content.length - received + 1) / 2;
    if (next > received) {
      client.patch(location, received, Arrays.copyOfRange(content, received, next));
    }
    journal.uploads.put(location, new OpenUpload(content, next, false));
    if (upload.ending() || content.length % 2 == 0) {
      byte[] rest = Arrays.copyOfRange(content, next, content.length);
      client.finish(location, rest, upload.digest());
      journal.blobs.add(upload.digest());
      journal.uploads.remove(location);
    }
  }

  /** The range of an upload without bytes is 0-0, as that of one byte is, which nobody sends. */
  private static int received(HttpResponse<byte[]> answer) {
    String range = answer.headers().firstValue("Range").orElse("none");
    int last = Integer.parseInt(range.substring(range.indexOf('-') + 1));
    return last == 0 ? 0 : last + 1;
  }
}
