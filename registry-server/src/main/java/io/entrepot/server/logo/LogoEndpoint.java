package io.entrepot.server.logo;

import io.entrepot.auth.decide.Grant;
import io.entrepot.server.access.Requirement;
import io.entrepot.server.error.OciError;
import io.entrepot.server.error.RefusedException;
import io.entrepot.server.http.Request;
import io.entrepot.server.http.Response;
import io.entrepot.server.http.ResponseBody;
import io.entrepot.server.route.Endpoint;
import io.entrepot.server.route.PathValues;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.RepositoryName;
import io.entrepot.storage.registry.Catalogs;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code GET /entrepot/logos/<account>/<name>/<digest>.png}: the logo of a public repository. The
 * digest makes another logo another address, so that anybody may keep what is here.
 */
public final class LogoEndpoint implements Endpoint<LogoEndpoint.Logo> {
  /** The form of its paths. */
  public static final String PATH = "/entrepot/logos/{repository}/{last}";

  private static final Requirement EVERYBODY =
      new Requirement.Unauthenticated("what is told of a public repository is for everybody");

  private static final Pattern NAMED = Pattern.compile("([0-9]{12})/(.+)");
  private static final Pattern FILE = Pattern.compile("([0-9a-f]{64})\\.png");

  private final Catalogs catalogs;

  /** A logo that need not be there. */
  public record Logo(RepositoryKey repository, String digest) {}

  public LogoEndpoint(Catalogs catalogs) {
    this.catalogs = catalogs;
  }

  /**
   * Where a repository's logo is.
   *
   * @param digest the hexadecimal SHA-256 of its bytes
   */
  public static String path(RepositoryKey repository, String digest) {
    return PATH.replace(
            "{repository}", repository.registry().account() + "/" + repository.name().value())
        .replace("{last}", digest + ".png");
  }

  @Override
  public Logo parse(Request request, PathValues path) {
    Matcher named = NAMED.matcher(path.repository());
    Matcher file = FILE.matcher(path.last());
    if (!named.matches() || !file.matches()) {
      throw unknown();
    }
    return new Logo(
        new RepositoryKey(RegistryId.ofPublic(named.group(1)), new RepositoryName(named.group(2))),
        file.group(1));
  }

  private static RefusedException unknown() {
    return new RefusedException(404, OciError.UNSUPPORTED, "there is no such logo", List.of());
  }

  @Override
  public Requirement requirement(Logo logo) {
    return EVERYBODY;
  }

  /** Whatever its owner put into it, a browser takes it for a picture and runs nothing of it. */
  @Override
  public Response handle(Logo logo, Grant grant) {
    byte[] bytes =
        catalogs.logo(logo.repository(), logo.digest()).orElseThrow(LogoEndpoint::unknown);
    return new Response(
        200,
        List.of(
            "Content-Type",
            "image/png",
            "X-Content-Type-Options",
            "nosniff",
            "Content-Security-Policy",
            "default-src 'none'; sandbox",
            "Cache-Control",
            "public, max-age=31536000, immutable"),
        new ResponseBody.InMemory(bytes));
  }
}
