package io.entrepot.storage.failure;

import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.Reference;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import java.util.List;
import java.util.Optional;

/**
 * What can be expected to go wrong in the store. Each message is safe and useful to show to a
 * client.
 */
public sealed interface StorageFailure {

  String message();

  /** Throws this failure. The return type lets a caller write {@code throw failure.exception()}. */
  default StorageException exception() {
    return new StorageException(this);
  }

  record RepositoryUnknown(RepositoryKey repository) implements StorageFailure {
    @Override
    public String message() {
      return "repository " + repository.name() + " does not exist";
    }
  }

  /** A push is to make no repositories. */
  record RepositoryNotMade(RepositoryKey repository) implements StorageFailure {
    @Override
    public String message() {
      return "repository "
          + repository.name()
          + " does not exist, and a push creates none here; create it first";
    }
  }

  record RepositoryExists(RepositoryKey repository) implements StorageFailure {
    @Override
    public String message() {
      return "repository " + repository.name() + " exists already";
    }
  }

  /** It may go with its images only when that is said. */
  record RepositoryNotEmpty(RepositoryKey repository) implements StorageFailure {
    @Override
    public String message() {
      return "repository " + repository.name() + " still holds images";
    }
  }

  /** It holds none that can be pulled, but some that would be lost with it. */
  record RepositoryKeepsExpired(RepositoryKey repository) implements StorageFailure {
    @Override
    public String message() {
      return "repository "
          + repository.name()
          + " still keeps images that expired and can be brought back";
    }
  }

  /** The repository does not link such a blob, whether or not the store holds it. */
  record BlobUnknown(Digest digest) implements StorageFailure {
    @Override
    public String message() {
      return "the repository has no blob " + digest;
    }
  }

  record ManifestUnknown(Reference reference) implements StorageFailure {
    @Override
    public String message() {
      return "the repository has no manifest " + reference;
    }
  }

  /**
   * A manifest names what the repository does not hold.
   *
   * @param index whether it is an index, so that most likely manifests are missing, else blobs
   */
  record ManifestBlobUnknown(List<Digest> missing, boolean index) implements StorageFailure {
    public ManifestBlobUnknown {
      missing = List.copyOf(missing);
    }

    /** Of an image. */
    public ManifestBlobUnknown(List<Digest> missing) {
      this(missing, false);
    }

    @Override
    public String message() {
      return "the manifest names blobs or manifests that the repository does not hold";
    }
  }

  /** No policy took this image away, or it is not kept any more. */
  record NotExpired(Digest digest) implements StorageFailure {
    @Override
    public String message() {
      return "no image "
          + digest
          + " that expired is kept in this repository: it never expired, was brought back, or its"
          + " time is over; ListExpiredImages (entrepot image expired) tells which can be brought"
          + " back";
    }
  }

  /** What expired is not what it was when somebody asked about it: it has other tags. */
  record ExpiredMeanwhile(Digest digest) implements StorageFailure {
    @Override
    public String message() {
      return digest
          + ", or what comes back with it, expired with other tags since this request began; try"
          + " again";
    }
  }

  /** More than one transaction brings back. */
  record TooManyToRestore(Digest digest, int limit) implements StorageFailure {
    @Override
    public String message() {
      return "more than "
          + limit
          + " images would come back with "
          + digest
          + ", or they name too much; first bring back some of the images that it names or that"
          + " went with it, each of which can be brought back by itself";
    }
  }

  /** A push that had to bring something brought nothing new. */
  record ImageExists(Digest digest, Optional<Tag> tag) implements StorageFailure {
    @Override
    public String message() {
      return "the manifest " + digest + " is there already, and the tags that were given name it";
    }
  }

  /** The tag names another manifest than was said. */
  record TagElsewhere(Tag tag, Digest digest) implements StorageFailure {
    @Override
    public String message() {
      return "the tag " + tag + " names " + digest;
    }
  }

  record UploadUnknown(String uploadId) implements StorageFailure {
    @Override
    public String message() {
      return "the upload does not exist, has ended or has expired; start a new one";
    }
  }

  /**
   * A chunk does not start where the upload stands.
   *
   * @param received bytes that the upload holds, which is where the next chunk starts
   */
  record UploadOutOfOrder(String uploadId, long received) implements StorageFailure {
    @Override
    public String message() {
      return "the next chunk starts at byte " + received;
    }
  }

  /** Another request is writing to the same upload. */
  record UploadBusy(String uploadId) implements StorageFailure {
    @Override
    public String message() {
      return "another request is writing to this upload";
    }
  }

  /** The repository has as many open uploads as it may. */
  record TooManyUploads(int limit) implements StorageFailure {
    @Override
    public String message() {
      return "the repository has " + limit + " open uploads, its limit; finish or cancel some";
    }
  }

  record DigestMismatch(Digest expected, Digest actual) implements StorageFailure {
    @Override
    public String message() {
      return "the content has the digest " + actual + ", not " + expected;
    }
  }

  /**
   * Something still holds what was to be deleted.
   *
   * @param holders some of what holds it, at most a few
   */
  record StillReferenced(Digest digest, List<Digest> holders) implements StorageFailure {
    public StillReferenced {
      holders = List.copyOf(holders);
    }

    @Override
    public String message() {
      return digest
          + " is held by "
          + String.join(", ", holders.stream().map(Digest::toString).toList());
    }
  }

  /** So many manifests or tags lead to a manifest, or led, that they are not all looked at. */
  record TooManyTags(Digest digest) implements StorageFailure {
    @Override
    public String message() {
      return "too many tags or indexes lead to "
          + digest
          + ", or led when it expired, to tell whether a policy on tags allows it";
    }
  }

  /** The repository itself would have more tags of its owner than it may. */
  record TooManyResourceTags(int limit) implements StorageFailure {
    @Override
    public String message() {
      return "The list of tags on the repository is over the limit. The maximum number of tags that"
          + " can be applied to a repository is "
          + limit
          + ".";
    }
  }

  record LifecyclePolicyUnknown(RepositoryKey repository) implements StorageFailure {
    @Override
    public String message() {
      return "repository " + repository.name() + " has no lifecycle policy";
    }
  }

  /** More than can be looked at as a whole: images, tags and children of indexes together. */
  record RepositoryTooLarge(RepositoryKey repository, int limit) implements StorageFailure {
    @Override
    public String message() {
      return "repository "
          + repository.name()
          + " has more than "
          + limit
          + " images and tags, which is more than a lifecycle policy can look at";
    }
  }

  record ExclusionExists(String principal) implements StorageFailure {
    @Override
    public String message() {
      return "pulls of " + principal + " do not count already";
    }
  }

  record ExclusionUnknown(String principal) implements StorageFailure {
    @Override
    public String message() {
      return "pulls of " + principal + " count already";
    }
  }

  record TooManyExclusions(int limit) implements StorageFailure {
    @Override
    public String message() {
      return "a registry has at most " + limit + " principals whose pulls do not count";
    }
  }

  record TemplateExists(String prefix) implements StorageFailure {
    @Override
    public String message() {
      return "the template for " + prefix + " exists already";
    }
  }

  record TemplateUnknown(String prefix) implements StorageFailure {
    @Override
    public String message() {
      return "there is no template for " + prefix;
    }
  }

  record TagImmutable(Tag tag) implements StorageFailure {
    @Override
    public String message() {
      return "the tag " + tag + " exists already, and tags of this repository are immutable";
    }
  }

  /** The disk, or what was granted of it, is full. What was stored before is kept. */
  record OutOfSpace() implements StorageFailure {
    @Override
    public String message() {
      return "the registry's storage is full";
    }
  }

  /**
   * The store has stopped writing after a fault of the disk; it serves reads until it is restarted.
   */
  record WritesStopped() implements StorageFailure {
    @Override
    public String message() {
      return "the registry has stopped accepting writes after a storage fault";
    }
  }
}
