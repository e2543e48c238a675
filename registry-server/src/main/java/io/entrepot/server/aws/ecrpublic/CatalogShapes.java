package io.entrepot.server.aws.ecrpublic;

import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.AwsException;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.server.logo.LogoEndpoint;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.NewCatalog;
import io.entrepot.storage.registry.RepositoryCatalog;
import java.util.List;

/**
 * What is told of a public repository, as ECR Public's members say it (ECR Public API reference,
 * RepositoryCatalogDataInput and RepositoryCatalogData).
 */
final class CatalogShapes {
  private final PublicAddresses addresses;

  CatalogShapes(PublicAddresses addresses) {
    this.addresses = addresses;
  }

  static NewCatalog read(Input input) {
    NewCatalog catalog =
        new NewCatalog(
            input.optionalText("description"),
            words("architectures", input),
            words("operatingSystems", input),
            input.optionalText("aboutText"),
            input.optionalText("usageText"),
            input
                .optionalPart("logoImageBlob", PngLogo.MAX_BYTES)
                .filter(part -> part.size() > 0)
                .map(PngLogo::read));
    input.refuseRest();
    return catalog;
  }

  private static List<String> words(String member, Input input) {
    List<String> words = input.texts(member).orElse(List.of());
    if (words.stream().anyMatch(word -> word.chars().anyMatch(Character::isISOControl))) {
      throw invalid(member, "no control characters");
    }
    return words;
  }

  static AwsException invalid(String member, String why) {
    return AwsError.INVALID_PARAMETER.because(
        "Invalid parameter at '" + member + "' failed to satisfy constraint: '" + why + "'");
  }

  Members shape(Asker asker, RepositoryKey key, RepositoryCatalog catalog) {
    Members shape = Members.NONE.and("description", catalog.description());
    if (!catalog.architectures().isEmpty()) {
      shape = shape.and("architectures", Tree.texts(catalog.architectures()));
    }
    if (!catalog.operatingSystems().isEmpty()) {
      shape = shape.and("operatingSystems", Tree.texts(catalog.operatingSystems()));
    }
    return shape
        .and(
            "logoUrl",
            catalog
                .logoDigest()
                .map(digest -> addresses.url(asker, LogoEndpoint.path(key, digest))))
        .and("aboutText", catalog.aboutText())
        .and("usageText", catalog.usageText())
        .and("marketplaceCertified", false);
  }
}
