package io.entrepot.lifecycle.rule;

/** Where images lie that a rule looks at (ECR user guide, Lifecycle policy properties). */
public enum StorageClass {
  STANDARD,
  ARCHIVE
}
