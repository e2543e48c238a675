package io.entrepot.storage.event;

/** What an event tells of. Rows hold the names. */
public enum EventKind {
  /** A manifest is there that was not, or a tag names it that did not. */
  IMAGE_PUSH,
  /** A manifest is gone; once for each tag that it had. */
  IMAGE_DELETE,
  /** A tag does not name a manifest any more, which is still there. */
  IMAGE_UNTAG,
  REPOSITORY_CREATE,
  /** The repository is gone, with whatever was in it. */
  REPOSITORY_DELETE,
  /** Tags of the repository itself were set. */
  REPOSITORY_TAG,
  REPOSITORY_UNTAG,
  REPOSITORY_POLICY_SET,
  REPOSITORY_POLICY_DELETE,
  LIFECYCLE_POLICY_SET,
  LIFECYCLE_POLICY_DELETE,
  /** Which tags may be moved. */
  TAG_MUTABILITY_SET,
  REGISTRY_POLICY_SET,
  REGISTRY_POLICY_DELETE
}
