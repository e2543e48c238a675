package io.entrepot.server.aws.wire;

import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.AwsException;
import io.entrepot.server.aws.wire.WireService.Protocol;
import io.entrepot.server.http.FormFields;
import java.util.List;
import java.util.Optional;

/** Services that AWS Query is spoken to, told apart by the version that a form names. Immutable. */
final class QueryServices {
  /** AWS's namespace for answers of no service in particular. */
  private static final String NO_SERVICE = "http://webservices.amazon.com/AWSFault/2005-15-09";

  private final List<WireService> services;

  QueryServices(List<WireService> services) {
    this.services = List.copyOf(services);
  }

  /**
   * What a form calls.
   *
   * @param found the service; empty when the form names none
   * @param action as the form names it; empty when it names none
   */
  record Called(Optional<WireService> found, String action) {
    String namespace() {
      return found
          .map(WireService::protocol)
          .filter(Protocol.Query.class::isInstance)
          .map(protocol -> ((Protocol.Query) protocol).namespace())
          .orElse(NO_SERVICE);
    }

    WireService service() {
      return found.orElseThrow(this::invalid);
    }

    /**
     * The operation's name.
     *
     * @throws AwsException when none is named, or one that the service does not have
     */
    String operation() {
      if (action.isEmpty()) {
        throw AwsError.MISSING_ACTION.because("The request must contain the parameter Action.");
      }
      if (!service().knows(action)) {
        throw invalid();
      }
      return action;
    }

    private AwsException invalid() {
      String version =
          found
              .map(service -> " for version " + ((Protocol.Query) service.protocol()).version())
              .orElse(" of this version");
      return AwsError.INVALID_ACTION.because("Could not find operation " + action + version + ".");
    }
  }

  Called nothing() {
    return new Called(Optional.empty(), "");
  }

  Called of(FormFields form) {
    Optional<String> version = form.first("Version");
    return new Called(
        services.stream()
            .filter(service -> version.filter(version(service)::equals).isPresent())
            .findFirst(),
        form.first("Action").orElse(""));
  }

  private static String version(WireService service) {
    return service.protocol() instanceof Protocol.Query query ? query.version() : "";
  }
}
