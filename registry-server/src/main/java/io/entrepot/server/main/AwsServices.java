package io.entrepot.server.main;

import io.entrepot.server.access.Access;
import io.entrepot.server.access.Signatures;
import io.entrepot.server.aws.AuthorizationMessages;
import io.entrepot.server.aws.LayerParts;
import io.entrepot.server.aws.Operations;
import io.entrepot.server.aws.ecr.EcrOperations;
import io.entrepot.server.aws.ecrpublic.EcrPublicOperations;
import io.entrepot.server.aws.shape.ServiceShapes;
import io.entrepot.server.aws.sts.StsOperations;
import io.entrepot.server.aws.wire.AwsEndpoint;
import io.entrepot.server.aws.wire.UnsignedOperation;
import io.entrepot.server.aws.wire.WireService;
import io.entrepot.server.aws.wire.WireService.Protocol;
import io.entrepot.server.http.Method;
import io.entrepot.server.route.Route;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What speaks AWS's protocols: the services, with how each is spoken to, and the route to them. */
record AwsServices(
    Access access,
    Signatures signatures,
    List<UnsignedOperation> unsigned,
    AuthorizationMessages messages) {
  private static final String IAM_VERSION = "2010-05-08";

  /**
   * The route to these services and to those that are always here.
   *
   * @param administered services of the administration door
   * @param sessions those of AWS STS
   * @param data the data folder, where parts of layers wait without a name
   */
  Route route(List<Operations> administered, Operations sessions, Path data) {
    LayerParts parts = new LayerParts(data, EcrOperations.MAX_PART_BYTES);
    AwsEndpoint endpoint =
        new AwsEndpoint(
            access, signatures, services(administered, sessions), unsigned, parts, messages);
    return Route.at(AwsEndpoint.PATH).on(Method.POST, endpoint).on(Method.GET, endpoint);
  }

  /** The services; those that AWS's clients do not speak to here are left out. */
  static List<WireService> services(List<Operations> administered, Operations sessions) {
    List<WireService> services = new ArrayList<>();
    for (Operations operations : administered) {
      switch (operations.service()) {
        case "ecr" ->
            services.add(
                service(operations, new Protocol.Json("AmazonEC2ContainerRegistry_V20150921")));
        case EcrPublicOperations.SERVICE ->
            services.add(service(operations, new Protocol.Json("SpencerFrontendService")));
        case "iam" ->
            services.add(
                service(
                    operations,
                    new Protocol.Query(
                        IAM_VERSION, "https://iam.amazonaws.com/doc/" + IAM_VERSION + "/")));
        default -> {
          // Organizations and what is ours: the command line alone speaks to them.
        }
      }
    }
    services.add(
        service(sessions, new Protocol.Query(StsOperations.VERSION, StsOperations.NAMESPACE)));
    return services;
  }

  private static WireService service(Operations operations, Protocol protocol) {
    return new WireService(operations, ServiceShapes.of(operations.service()), protocol);
  }
}
