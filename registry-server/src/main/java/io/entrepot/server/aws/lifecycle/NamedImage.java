package io.entrepot.server.aws.lifecycle;

import io.entrepot.auth.decide.EntrepotAction;
import io.entrepot.auth.decide.Permission;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.registry.Registries;
import io.entrepot.storage.oci.OciSyntaxException;
import io.entrepot.storage.oci.Reference;
import io.entrepot.storage.oci.RepositoryKey;

/** An image that a request names, and what may be done with it. */
final class NamedImage {
  private NamedImage() {}

  /** The member {@code image}: a digest or a tag. */
  static Reference read(Input input) {
    String text = input.text("image");
    try {
      return Reference.parse(text);
    } catch (OciSyntaxException e) {
      throw AwsError.VALIDATION.because("image is neither a digest nor a tag.");
    }
  }

  /** The permission to do this in a repository. */
  static Permission may(EntrepotAction action, RepositoryKey repository) {
    return new Permission(action, Registries.resource(repository));
  }
}
