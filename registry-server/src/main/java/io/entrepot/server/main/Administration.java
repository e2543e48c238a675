package io.entrepot.server.main;

import io.entrepot.auth.decide.Simulator;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.store.IdentityStore;
import io.entrepot.auth.token.Tokens;
import io.entrepot.lifecycle.job.Jobs;
import io.entrepot.lifecycle.run.LifecycleJobs;
import io.entrepot.server.access.SignedPaths;
import io.entrepot.server.aws.AdministrationEndpoint;
import io.entrepot.server.aws.ClosedEndpoint;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Operations;
import io.entrepot.server.aws.ecr.EcrOperations;
import io.entrepot.server.aws.ecrpublic.EcrPublicOperations;
import io.entrepot.server.aws.ecrpublic.PublicAddresses;
import io.entrepot.server.aws.event.EventOperations;
import io.entrepot.server.aws.gc.GarbageOperations;
import io.entrepot.server.aws.gc.ScrubOperations;
import io.entrepot.server.aws.iam.IamOperations;
import io.entrepot.server.aws.iam.SimulationOperations;
import io.entrepot.server.aws.job.JobOperations;
import io.entrepot.server.aws.lifecycle.RetentionOperations;
import io.entrepot.server.aws.organizations.OrganizationsOperations;
import io.entrepot.server.aws.registry.Addresses;
import io.entrepot.server.aws.registry.PageTokens;
import io.entrepot.server.aws.wire.AwsEndpoint;
import io.entrepot.server.aws.wire.ClosedAwsEndpoint;
import io.entrepot.server.config.IdentitySettings;
import io.entrepot.server.event.EventRoom;
import io.entrepot.server.http.Method;
import io.entrepot.server.oci.OciPath;
import io.entrepot.server.oci.blob.SignedBlobEndpoint;
import io.entrepot.server.route.Endpoint;
import io.entrepot.server.route.Route;
import io.entrepot.storage.registry.RegistryStore;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The operations of administration, one list for each service, and the routes to them. */
final class Administration {
  /** The service of operations that AWS has none like. */
  private static final String OURS = "entrepot";

  private Administration() {}

  /**
   * All operations.
   *
   * @param tokens that the server gives
   * @param settings say the region of the registries, and the server's first account, whose
   *     principals alone make others
   * @param external how clients reach the server
   * @param events and who is told of them
   * @param jobs in the background
   */
  static List<Operations> operations(
      IdentityStore identities,
      RegistryStore store,
      Tokens tokens,
      IdentitySettings settings,
      Optional<URI> external,
      EventRoom events,
      Jobs jobs,
      InstantSource clock) {
    Simulator simulator =
        new Simulator(
            new StoredPolicies(store.governance(), StoredPolicies.trust(identities)),
            settings.region());
    AccountId first = new AccountId(settings.account());
    Addresses addresses = new Addresses(first, external);
    PageTokens pages = new PageTokens(identities.key("ecr page tokens"));
    return List.of(
        IamOperations.of(
            identities, clock, new SimulationOperations(identities, simulator, clock).all()),
        OrganizationsOperations.of(identities.accounts(), first, clock, new SecureRandom()),
        new Operations(OURS, ours(store, events, jobs, pages, first, clock)),
        EcrOperations.of(
            new EcrOperations.Tools(
                store,
                identities.principalIds(),
                settings.region(),
                addresses,
                pages,
                layerPaths(identities, clock),
                tokens,
                (key, by) -> jobs.request(LifecycleJobs.PREVIEW, LifecycleJobs.subject(key), by),
                clock)),
        EcrPublicOperations.of(
            new EcrPublicOperations.Tools(
                store,
                identities.principalIds(),
                new PublicAddresses(
                    addresses,
                    settings.publicRegistries().hosts().stream().findFirst(),
                    Door.aliases(settings)),
                pages,
                tokens,
                clock)));
  }

  private static List<Operation> ours(
      RegistryStore store,
      EventRoom events,
      Jobs jobs,
      PageTokens pages,
      AccountId first,
      InstantSource clock) {
    List<Operation> operations = new ArrayList<>(EventOperations.all(events, first));
    operations.addAll(JobOperations.all(jobs, first));
    operations.addAll(GarbageOperations.all(store.garbage(), jobs, first, clock));
    operations.addAll(ScrubOperations.all(store.scrubber(), jobs, first));
    operations.addAll(
        RetentionOperations.all(
            store,
            pages,
            (key, by) -> jobs.request(LifecycleJobs.RUN, LifecycleJobs.subject(key), by)));
    return operations;
  }

  /** The route to layers whose address an operation gave. */
  static Route layers(IdentityStore identities, RegistryStore store, InstantSource clock) {
    return Route.at(OciPath.SIGNED_BLOB)
        .on(Method.GET, new SignedBlobEndpoint(store.layers(), layerPaths(identities, clock)));
  }

  private static SignedPaths layerPaths(IdentityStore identities, InstantSource clock) {
    return new SignedPaths(identities.key("layer addresses"), clock);
  }

  /**
   * The routes to operations: for the command line one for each service, for AWS's clients one, at
   * which there are sessions too.
   *
   * @param data the data folder
   */
  static List<Route> routes(Door door, List<Operations> services, Operations sessions, Path data) {
    List<Route> routes = new ArrayList<>();
    for (Operations operations : services) {
      routes.add(
          route(operations.service(), new AdministrationEndpoint(door.access(), operations)));
    }
    door.services().ifPresent(aws -> routes.add(aws.route(services, sessions, data)));
    return routes;
  }

  /** Those of an open server, which has nobody to administer. */
  static List<Route> closed() {
    List<Route> routes = new ArrayList<>();
    for (String service : List.of("iam", "organizations", "ecr", "ecr-public", OURS)) {
      routes.add(route(service, new ClosedEndpoint()));
    }
    routes.add(Route.at(AwsEndpoint.PATH).on(Method.POST, new ClosedAwsEndpoint()));
    return routes;
  }

  private static Route route(String service, Endpoint<?> endpoint) {
    return Route.at(AdministrationEndpoint.PREFIX + service + "/{last}").on(Method.POST, endpoint);
  }
}
