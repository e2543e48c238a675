package io.entrepot.storage.verify;

/**
 * What a verification looked at and found.
 *
 * @param blobs of every size, in files and inline
 * @param blobBytes that were hashed
 * @param references descriptors of manifests that were looked up
 * @param foreignGaps non-distributable layers that are not held, as the specification permits
 * @param sparseGaps what is not held because the operator allowed it when it was pushed
 * @param uploads open uploads whose file was looked at
 * @param files of blobs and uploads that were listed
 * @param orphans files that no row names
 * @param orphanBytes their size
 * @param broken findings of something lost
 * @param setAside broken things that were moved to the quarantine, or orphans that were removed
 */
public record VerifyReport(
    long blobs,
    long blobBytes,
    long manifests,
    long references,
    long foreignGaps,
    long sparseGaps,
    long tags,
    long uploads,
    long files,
    long orphans,
    long orphanBytes,
    long broken,
    long setAside) {
  public boolean isClean() {
    return broken == 0;
  }
}
