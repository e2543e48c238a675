package io.entrepot.server.main;

import io.entrepot.auth.credential.MasterKey;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.InlinePolicy;
import io.entrepot.auth.identity.NewAccessKey;
import io.entrepot.auth.identity.RootCredentials;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.store.IdentityStore;
import io.entrepot.auth.token.Tokens;
import io.entrepot.lifecycle.job.Jobs;
import io.entrepot.server.aws.Operations;
import io.entrepot.server.aws.sts.StsOperations;
import io.entrepot.server.aws.wire.WireService;
import io.entrepot.server.config.Configuration;
import io.entrepot.server.config.IdentitySettings;
import io.entrepot.server.error.ErrorResponses;
import io.entrepot.server.event.EventRoom;
import io.entrepot.server.netty.ListenSettings;
import io.entrepot.server.netty.NettyServer;
import io.entrepot.server.netty.TransportListener;
import io.entrepot.server.route.Dispatcher;
import io.entrepot.server.route.Route;
import io.entrepot.server.route.RouteTable;
import io.entrepot.storage.registry.Governance;
import io.entrepot.storage.registry.RegistryStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/** A registry that asks who one is, in this process, with identities and a clock of its own. */
public final class GuardedRegistry implements AutoCloseable {
  public static final AccountId ACCOUNT = new AccountId("123456789012");
  public static final IdentityName ADMINISTRATOR = IdentityName.user(ACCOUNT, "administrator");

  private static final String EVERYTHING =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\","
          + "\"Resource\":\"*\"}]}";

  private final IdentitySettings settings;
  private final RegistryStore store;
  private final IdentityStore identities;
  private final AuditRoom audit;
  private final NettyServer server;
  private final Tokens tokens;
  private final String rootPassword;
  private final AwsServices aws;
  private final EventRoom events;
  private final Jobs jobs;
  private final AtomicLong now;

  private GuardedRegistry(
      IdentitySettings settings,
      RegistryStore store,
      IdentityStore identities,
      AuditRoom audit,
      NettyServer server,
      Tokens tokens,
      AwsServices aws,
      EventRoom events,
      Jobs jobs,
      String rootPassword,
      AtomicLong now) {
    this.settings = settings;
    this.store = store;
    this.identities = identities;
    this.audit = audit;
    this.server = server;
    this.tokens = tokens;
    this.aws = aws;
    this.events = events;
    this.jobs = jobs;
    this.rootPassword = rootPassword;
    this.now = now;
  }

  /** Starts one on this data directory, with the account {@link #ACCOUNT}. */
  public static GuardedRegistry start(Path data, String... flags) throws IOException {
    AtomicLong now = new AtomicLong(System.currentTimeMillis());
    InstantSource clock = () -> Instant.ofEpochMilli(now.get());
    List<String> arguments = new ArrayList<>(List.of("--account=" + ACCOUNT));
    arguments.addAll(List.of(flags));
    Configuration configuration = Configuration.of(Configuration.read(arguments, Map.of()));
    RegistryStore store = Storage.embedded(data, Storage.chosen(configuration.storage()), clock);
    SecureRandom random = new SecureRandom();
    IdentityStore identities =
        IdentityStore.open(
            data.resolve("identity.db"),
            new MasterKey(new byte[MasterKey.BYTES], random),
            clock,
            random);
    String rootPassword =
        identities.accounts().create(ACCOUNT, RootCredentials.RANDOM).password().reveal();
    AuditRoom audit = audit(configuration, data, identities, clock);
    Door door =
        Door.guarded(
            configuration.identity(),
            configuration.listen().externalUrl(),
            Door.Identities.of(
                identities, configuration.identity().region(), configuration.webIdentity(), clock),
            store.governance(),
            clock,
            audit.trail());
    EventRoom events = events(configuration, data, store, clock);
    Jobs jobs = BackgroundJobs.open(store, configuration.storage(), clock);
    List<Route> routes = new ArrayList<>(OciRoutes.of(store));
    routes.addAll(door.routes());
    routes.add(Administration.layers(identities, store, clock));
    routes.addAll(
        Administration.routes(
            door,
            Administration.operations(
                identities,
                store,
                door.tokens().orElseThrow(),
                configuration.identity(),
                configuration.listen().externalUrl(),
                events,
                jobs,
                clock),
            StsOperations.of(identities, clock),
            data));
    NettyServer server = listen(routes, door);
    return new GuardedRegistry(
        configuration.identity(),
        store,
        identities,
        audit,
        server,
        door.tokens().orElseThrow(),
        door.services().orElseThrow(),
        events,
        jobs,
        rootPassword,
        now);
  }

  private static NettyServer listen(List<Route> routes, Door door) throws IOException {
    return NettyServer.start(
        ListenSettings.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
        new Dispatcher(new RouteTable(routes), door.access(), new ErrorResponses()),
        TransportListener.NONE);
  }

  private static EventRoom events(
      Configuration configuration, Path data, RegistryStore store, InstantSource clock)
      throws IOException {
    try {
      return EventSinks.open(configuration, data, store, clock);
    } catch (StartException e) {
      throw new IOException(e);
    }
  }

  private static AuditRoom audit(
      Configuration configuration, Path data, IdentityStore identities, InstantSource clock)
      throws IOException {
    try {
      return AuditRoom.open(
          configuration.audit(),
          data,
          configuration.identity().region(),
          Optional.of(identities),
          clock);
    } catch (StartException e) {
      throw new IOException(e);
    }
  }

  public InetSocketAddress address() {
    return server.address();
  }

  public IdentityStore identities() {
    return identities;
  }

  public Governance governance() {
    return store.governance();
  }

  /** The operations of administration, on identities like these. */
  public List<Operations> operations() {
    return Administration.operations(
        identities, store, tokens, settings, Optional.empty(), events, jobs, this::now);
  }

  /** What AWS's clients may ask for, by service; those that are not signed among them. */
  public SortedMap<String, Set<String>> awsOperations() {
    SortedMap<String, Set<String>> names = new TreeMap<>();
    for (WireService service :
        AwsServices.services(operations(), StsOperations.of(identities, this::now))) {
      Set<String> here = new TreeSet<>();
      service.operations().all().forEach(operation -> here.add(operation.name()));
      names.put(service.operations().service(), here);
    }
    aws.unsigned().forEach(operation -> names.getOrDefault("sts", Set.of()).add(operation.name()));
    return names;
  }

  /** An access key of the new user {@link #ADMINISTRATOR}, who may do everything. */
  public NewAccessKey administrator() {
    identities.users().create(ACCOUNT, ADMINISTRATOR.name());
    identities.identityPolicies().putInline(ADMINISTRATOR, new InlinePolicy("all", EVERYTHING));
    return identities.accessKeys().create(ADMINISTRATOR);
  }

  public String rootPassword() {
    return rootPassword;
  }

  public Tokens tokens() {
    return tokens;
  }

  public Instant now() {
    return Instant.ofEpochMilli(now.get());
  }

  /** Lets time pass for tokens and wrong tries. */
  public void pass(Duration time) {
    now.addAndGet(time.toMillis());
  }

  @Override
  public void close() throws IOException {
    server.close();
    jobs.close();
    events.close();
    if (audit.log().isPresent()) {
      audit.log().get().close();
    }
    identities.close();
    store.close();
  }
}
