package io.entrepot.server.main;

import io.entrepot.auth.principal.AccountId;
import io.entrepot.server.access.Access;
import io.entrepot.server.access.Arrivals;
import io.entrepot.server.config.Configuration;
import io.entrepot.server.config.LogFormat;
import io.entrepot.server.config.Openness;
import io.entrepot.server.error.ErrorResponses;
import io.entrepot.server.netty.NettyServer;
import io.entrepot.server.netty.TransportListener;
import io.entrepot.server.observe.AccessLog;
import io.entrepot.server.observe.LogSetup;
import io.entrepot.server.observe.ManagementHandler;
import io.entrepot.server.observe.Observer;
import io.entrepot.server.route.Dispatcher;
import io.entrepot.server.route.RouteTable;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.registry.RegistryStore;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the server together and starts it. */
final class Serve {
  private final Configuration configuration;
  private final InstantSource clock = InstantSource.system();

  private Serve(Configuration configuration) {
    this.configuration = configuration;
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
    new Serve(configuration).start();
  }

  private void start() throws StartException {
    DataFolder folder = DataFolder.take(configuration.storage().data());
    RegistryStore store = Storage.open(folder, configuration.storage(), clock);
    Observer observer = observer(store);
    Readiness readiness = new Readiness(folder, store);
    Certificates certificates = Certificates.of(configuration, clock);
    NettyServer registry =
        Listeners.open(
            configuration.listen().registry(),
            certificates.tls(),
            configuration.limits(),
            dispatcher(store),
            new Watching(observer));
    Optional<NettyServer> management = management(new ManagementHandler(observer, readiness));
    UploadExpiry expiry = new UploadExpiry(store, configuration.storage().uploadExpiry(), clock);
    Stopping stopping =
        new Stopping(
            registry,
            management,
            readiness,
            configuration.limits().shutdownGrace(),
            List.of(expiry, store, observer, folder));
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(stopping));
    announce(certificates, registry, management);
  }

  private Observer observer(RegistryStore store) {
    Optional<AccessLog> log =
        configuration.log().access()
            ? Optional.of(
                new AccessLog(
                    new FileOutputStream(FileDescriptor.out),
                    configuration.log().format() == LogFormat.JSON))
            : Optional.empty();
    return new Observer(log, StoreGauges.of(store));
  }

  private Dispatcher dispatcher(RegistryStore store) {
    RouteTable routes = new RouteTable(OciRoutes.of(store));
    return new Dispatcher(
        routes,
        Access.open(Arrivals.direct(new AccountId(RegistryId.DEFAULT.value())), clock),
        new ErrorResponses());
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
    log.warn(
        "serving openly: whoever reaches {} may push, pull and delete",
        configuration.listen().open() == Openness.NETWORK
            ? "this address from any network"
            : "it from this machine");
  }
}
