package io.entrepot.server.main;

import io.entrepot.auth.store.IdentityStore;
import io.entrepot.lifecycle.job.Jobs;
import io.entrepot.server.access.Trail;
import io.entrepot.server.aws.sts.StsOperations;
import io.entrepot.server.config.Configuration;
import io.entrepot.server.config.LogFormat;
import io.entrepot.server.config.Openness;
import io.entrepot.server.error.ErrorResponses;
import io.entrepot.server.event.EventRoom;
import io.entrepot.server.netty.NettyServer;
import io.entrepot.server.netty.TransportListener;
import io.entrepot.server.observe.AccessLog;
import io.entrepot.server.observe.Gauge;
import io.entrepot.server.observe.LogSetup;
import io.entrepot.server.observe.ManagementHandler;
import io.entrepot.server.observe.Observer;
import io.entrepot.server.route.Dispatcher;
import io.entrepot.server.route.Route;
import io.entrepot.server.route.RouteTable;
import io.entrepot.storage.registry.RegistryStore;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the server together and starts it. */
final class Serve {
  private final Configuration configuration;
  private final Map<String, String> environment;
  private final InstantSource clock = InstantSource.system();

  private Serve(Configuration configuration, Map<String, String> environment) {
    this.configuration = configuration;
    this.environment = environment;
  }

  /**
   * Starts serving and returns; the transport's threads keep the process alive.
   *
   * @param arguments those after {@code serve}
   * @throws StartException when it cannot start, in one sentence
   */
  static void start(List<String> arguments, Map<String, String> environment) throws StartException {
    Configuration configuration = Configuration.of(Configuration.read(arguments, environment));
    LogSetup.use(
        configuration.log().format() == LogFormat.JSON, configuration.log().level().name());
    new Serve(configuration, environment).start();
  }

  private void start() throws StartException {
    DataFolder folder = DataFolder.take(configuration.storage().data());
    RegistryStore store = Storage.open(folder, configuration.storage(), clock);
    Optional<IdentityStore> identities = identities(folder);
    AuditRoom audit = audit(folder, identities);
    Door door = door(store, identities, audit.trail());
    EventRoom events = EventSinks.open(configuration, folder.path(), store, clock);
    Jobs jobs = BackgroundJobs.open(store, configuration.storage(), clock);
    Observer observer = observer(store, audit, events, jobs);
    Readiness readiness = new Readiness(folder, store);
    Certificates certificates = Certificates.of(configuration, clock);
    NettyServer registry =
        Listeners.open(
            configuration.listen().registry(),
            certificates.tls(),
            configuration.limits(),
            dispatcher(folder, store, identities, events, jobs, door),
            new Watching(observer));
    Optional<NettyServer> management = management(new ManagementHandler(observer, readiness));
    PullRecorder pulls = new PullRecorder(store.pulls());
    Stopping stopping =
        new Stopping(
            registry,
            management,
            readiness,
            configuration.limits().shutdownGrace(),
            rooms(jobs, pulls, events, store, audit, identities, observer, folder));
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(stopping));
    announce(certificates, registry, management);
    // Made beside the first requests, so that the start does not wait for it.
    door.tokens().ifPresent(tokens -> Thread.ofPlatform().daemon().start(tokens::prepare));
  }

  /** In the order in which they are closed. */
  private static List<AutoCloseable> rooms(
      Jobs jobs,
      PullRecorder pulls,
      EventRoom events,
      RegistryStore store,
      AuditRoom audit,
      Optional<IdentityStore> identities,
      Observer observer,
      DataFolder folder) {
    List<AutoCloseable> rooms = new ArrayList<>(List.of(jobs, pulls, events, store));
    audit.log().ifPresent(rooms::add);
    identities.ifPresent(rooms::add);
    rooms.addAll(List.of(observer, folder));
    return rooms;
  }

  private Observer observer(RegistryStore store, AuditRoom audit, EventRoom events, Jobs jobs) {
    Optional<AccessLog> log =
        configuration.log().access()
            ? Optional.of(
                new AccessLog(
                    new FileOutputStream(FileDescriptor.out),
                    configuration.log().format() == LogFormat.JSON))
            : Optional.empty();
    List<Gauge> gauges = new ArrayList<>(StoreGauges.of(store));
    gauges.addAll(audit.gauges());
    gauges.addAll(events.gauges());
    gauges.addAll(BackgroundJobs.gauges(jobs));
    gauges.addAll(GarbageGauges.of(store.garbage(), clock));
    gauges.addAll(ScrubGauges.of(store.scrubber()));
    return new Observer(log, gauges);
  }

  private Dispatcher dispatcher(
      DataFolder folder,
      RegistryStore store,
      Optional<IdentityStore> identities,
      EventRoom events,
      Jobs jobs,
      Door door) {
    List<Route> routes = new ArrayList<>(OciRoutes.of(store));
    routes.addAll(door.routes());
    identities.ifPresent(known -> routes.add(Administration.layers(known, store, clock)));
    routes.addAll(
        identities
            .map(known -> administration(folder, store, known, events, jobs, door))
            .orElseGet(Administration::closed));
    return new Dispatcher(new RouteTable(routes), door.access(), new ErrorResponses());
  }

  private List<Route> administration(
      DataFolder folder,
      RegistryStore store,
      IdentityStore known,
      EventRoom events,
      Jobs jobs,
      Door door) {
    return Administration.routes(
        door,
        Administration.operations(
            known,
            store,
            door.tokens().orElseThrow(),
            configuration.identity(),
            configuration.listen().externalUrl(),
            events,
            jobs,
            clock),
        StsOperations.of(known, clock),
        folder.path());
  }

  /** An open server opens no identities at all. */
  private Optional<IdentityStore> identities(DataFolder folder) throws StartException {
    return isOpen()
        ? Optional.empty()
        : Optional.of(
            IdentityRoom.open(folder.path(), configuration.identity(), environment, clock));
  }

  private AuditRoom audit(DataFolder folder, Optional<IdentityStore> identities)
      throws StartException {
    return AuditRoom.open(
        configuration.audit(), folder.path(), configuration.identity().region(), identities, clock);
  }

  private boolean isOpen() {
    return configuration.listen().open() != Openness.NONE;
  }

  private Door door(RegistryStore store, Optional<IdentityStore> identities, Trail trail)
      throws StartException {
    if (identities.isEmpty()) {
      return Door.open(configuration.identity(), clock, trail);
    }
    try {
      return Door.guarded(
          configuration.identity(),
          configuration.listen().externalUrl(),
          Door.Identities.of(
              identities.get(),
              configuration.identity().region(),
              configuration.webIdentity(),
              clock),
          store.governance(),
          clock,
          trail);
    } catch (IllegalArgumentException e) {
      throw new StartException("web-identity.ca-file: " + e.getMessage());
    }
  }

  private Optional<NettyServer> management(ManagementHandler handler) throws StartException {
    if (configuration.listen().management().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Listeners.open(
            configuration.listen().management().orElseThrow(),
            Optional.empty(),
            configuration.limits(),
            handler,
            TransportListener.NONE));
  }

  /** These lines are read by programs; whoever reads them may connect. */
  private void announce(
      Certificates certificates, NettyServer registry, Optional<NettyServer> management) {
    String scheme = certificates.tls().isPresent() ? "https" : "http";
    System.out.println(
        "listening on "
            + Listeners.url(scheme, configuration.listen().registry(), registry.address()));
    if (management.isPresent()) {
      System.out.println(
          "management on "
              + Listeners.url(
                  "http",
                  configuration.listen().management().orElseThrow(),
                  management.orElseThrow().address()));
    }
    certificates
        .fingerprint()
        .ifPresent(print -> System.out.println("certificate SHA-256 fingerprint " + print));
    System.out.flush();
    Logger log = LoggerFactory.getLogger(Serve.class);
    if (isOpen()) {
      log.warn(
          "serving openly: whoever reaches {} may push, pull and delete",
          configuration.listen().open() == Openness.NETWORK
              ? "this address from any network"
              : "it from this machine");
    } else if (certificates.tls().isEmpty()
        && !registry.address().getAddress().isLoopbackAddress()) {
      log.warn("serving without TLS: passwords and tokens can be read on their way");
    }
  }
}
