package io.entrepot.server.credentials;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code entrepot kubelet-credential-provider}: the kubelet's exec plugin for pulls (Kubernetes,
 * credentialprovider.kubelet.k8s.io/v1). The kubelet writes a request to the standard input and
 * reads the answer from the standard output; a failure is a sentence on the standard error.
 */
public final class KubeletProvider {
  public static final String COMMAND = "kubelet-credential-provider";

  /** The service account's annotation that names its role. */
  static final String ANNOTATION = "entrepot.io/role";

  private static final String API = "credentialprovider.kubelet.k8s.io/v1";
  private static final String REGISTRY = "--registry";
  private static final String ROLE = "--role";
  private static final String TOKEN_FILE = "--web-identity-token-file";
  private static final String KEY_FILE = "--access-key-file";
  private static final String CA_FILE = "--ca-file";
  private static final List<String> OPTIONS =
      List.of(REGISTRY, ROLE, TOKEN_FILE, KEY_FILE, CA_FILE);

  /** How long before its end a credential is asked for anew. */
  private static final Duration MARGIN = Duration.ofMinutes(5);

  /** How long a key is kept by the kubelet; whether it holds is asked at each pull. */
  private static final Duration KEY_KEPT = Duration.ofMinutes(10);

  private final Map<String, String> options;
  private final Sources sources;

  private KubeletProvider(Map<String, String> options, Sources sources) {
    this.options = options;
    this.sources = sources;
  }

  /**
   * Answers one request.
   *
   * @param arguments those after the command
   * @return the exit code: 0, 1 when there are no credentials, 2 when it was not asked for well
   */
  public static int run(List<String> arguments, Map<String, String> variables) {
    return run(arguments, variables, new Streams(System.in, System.out, System.err));
  }

  static int run(List<String> arguments, Map<String, String> variables, Streams streams) {
    if (arguments.contains("--help") || arguments.contains("-h")) {
      streams.out().println(usage());
      return 0;
    }
    Optional<Map<String, String>> options = options(arguments);
    if (options.isEmpty()) {
      streams.err().println(usage());
      return 2;
    }
    try {
      KubeletProvider provider = new KubeletProvider(options.get(), new Sources(variables));
      streams.out().println(provider.answer(streams.request()));
      return 0;
    } catch (CredentialException e) {
      streams.err().println("entrepot: " + e.sentence());
      return 1;
    }
  }

  private static Optional<Map<String, String>> options(List<String> arguments) {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      boolean complete = equals >= 0 || ++i < arguments.size();
      if (!OPTIONS.contains(name) || !complete) {
        return Optional.empty();
      }
      options.put(name, equals < 0 ? arguments.get(i) : argument.substring(equals + 1));
    }
    return Optional.of(options);
  }

  private String answer(String text) throws CredentialException {
    JsonObject request = JsonObject.parse(text, "the request");
    if (!request.text("apiVersion").equals(Optional.of(API))
        || !request.text("kind").equals(Optional.of("CredentialProviderRequest"))) {
      throw new CredentialException("the request is no CredentialProviderRequest of " + API);
    }
    RegistryAddress asked =
        RegistryAddress.ofImage(
            request
                .text("image")
                .orElseThrow(() -> new CredentialException("the request names no image")));
    RegistryAddress registry = registry(asked);
    LoginSecret login = login(request, registry);
    return response(asked, login);
  }

  /** With an address given, no other registry is told anything, whatever the kubelet matched. */
  private RegistryAddress registry(RegistryAddress asked) throws CredentialException {
    String given = options.get(REGISTRY);
    if (given == null) {
      return asked;
    }
    RegistryAddress registry = RegistryAddress.parse(given);
    if (!registry.isSameAs(asked)) {
      throw new CredentialException(
          "there are credentials for " + registry.host() + " alone, not for " + asked.host());
    }
    return registry;
  }

  private LoginSecret login(JsonObject request, RegistryAddress registry)
      throws CredentialException {
    Optional<String> token = request.text("serviceAccountToken");
    Optional<String> role = Optional.ofNullable(options.get(ROLE)).or(sources::role);
    if (token.isPresent()) {
      Optional<String> usual = role;
      role = request.text("serviceAccountAnnotations/" + ANNOTATION).or(() -> usual);
    } else {
      Optional<Path> file = path(TOKEN_FILE);
      token = file.isPresent() ? Optional.of(Sources.tokenOf(file.get())) : sources.token();
    }
    if (token.isPresent()) {
      return new TokenExchange(path(CA_FILE).or(sources::authorities))
          .exchange(registry, role.orElseThrow(KubeletProvider::noRole), token.get());
    }
    Optional<Path> keyFile = path(KEY_FILE);
    return keyFile.isPresent()
        ? Sources.accessKeyOf(keyFile.get())
        : sources
            .accessKey()
            .orElseThrow(() ->
                new CredentialException(
                    "there is neither a service account's token, nor a token file, nor an access"
                        + " key"));
  }

  private Optional<Path> path(String option) throws CredentialException {
    try {
      return Optional.ofNullable(options.get(option)).map(Path::of);
    } catch (InvalidPathException e) {
      throw new CredentialException(option + " is no path");
    }
  }

  private static CredentialException noRole() {
    return new CredentialException(
        "no role is named: annotate the service account with " + ANNOTATION + ", or give " + ROLE);
  }

  private static String response(RegistryAddress registry, LoginSecret login) {
    Duration lasts = login.lasts().map(time -> time.minus(MARGIN)).orElse(KEY_KEPT);
    long seconds = Math.max(0, lasts.toSeconds());
    return JsonObject.write(json -> {
      json.writeStringProperty("kind", "CredentialProviderResponse");
      json.writeStringProperty("apiVersion", API);
      json.writeStringProperty("cacheKeyType", "Registry");
      json.writeStringProperty("cacheDuration", seconds + "s");
      json.writeObjectPropertyStart("auth");
      json.writeObjectPropertyStart(registry.host());
      json.writeStringProperty("username", login.user());
      json.writeStringProperty("password", login.secret());
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  private static String usage() {
    return """
    Usage: entrepot kubelet-credential-provider [OPTIONS]
    Answers a CredentialProviderRequest of the kubelet on the standard input.
      --registry URL                   asks this registry, and no other
      --role ROLE                      the role, when no service account names one
      --web-identity-token-file FILE   a provider's token, when the kubelet sends none
      --access-key-file FILE           an access key, in the form of AWS's credentials file
      --ca-file FILE                   certificate authorities to trust, in PEM
    See docs/kubernetes.md.\
    """;
  }
}
