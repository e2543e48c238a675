package io.entrepot.lifecycle.scrub;

import io.entrepot.storage.maintenance.Scrubbed;

/**
 * Where a pass is.
 *
 * @param id of the last blob that was read
 * @param blobs that were read so far
 * @param bytes of these
 * @param broken of these
 * @param setAside of the broken ones
 */
record Place(long id, long blobs, long bytes, long broken, long setAside) {
  static final Place START = new Place(0, 0, 0, 0, 0);

  /** Reads what {@link #text} wrote. */
  static Place parse(String text) {
    String[] parts = text.split(" ", -1);
    return new Place(
        Long.parseLong(parts[0]),
        Long.parseLong(parts[1]),
        Long.parseLong(parts[2]),
        Long.parseLong(parts[3]),
        Long.parseLong(parts[4]));
  }

  String text() {
    return id + " " + blobs + " " + bytes + " " + broken + " " + setAside;
  }

  Place after(Scrubbed blob) {
    return new Place(
        blob.id(),
        blobs + 1,
        bytes + blob.bytes(),
        broken + (blob.broken() ? 1 : 0),
        setAside + (blob.setAside() ? 1 : 0));
  }
}
