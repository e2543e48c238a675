package io.entrepot.server.main;

import io.entrepot.auth.principal.AccountId;
import io.entrepot.server.access.Access;
import io.entrepot.server.access.Arrivals;
import io.entrepot.server.access.Trail;
import io.entrepot.server.error.ErrorResponses;
import io.entrepot.server.netty.ListenSettings;
import io.entrepot.server.netty.NettyServer;
import io.entrepot.server.netty.TransportListener;
import io.entrepot.server.route.Dispatcher;
import io.entrepot.server.route.Route;
import io.entrepot.server.route.RouteTable;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.registry.RegistryStore;
import io.entrepot.storage.registry.StorageSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A whole registry in this process, on a free port of the loopback address. */
public final class RunningRegistry implements AutoCloseable {
  private final Path data;
  private final RegistryStore store;
  private final NettyServer server;

  private RunningRegistry(Path data, RegistryStore store, NettyServer server) {
    this.data = data;
    this.store = store;
    this.server = server;
  }

  /** Starts one on this data directory. */
  public static RunningRegistry start(Path data, StorageSettings settings) throws IOException {
    RegistryStore store = Storage.embedded(data, settings, InstantSource.system());
    List<Route> routes = new ArrayList<>(OciRoutes.of(store));
    routes.addAll(Administration.closed());
    Dispatcher dispatcher =
        new Dispatcher(
            new RouteTable(routes),
            Access.open(
                Arrivals.direct(new AccountId(RegistryId.DEFAULT.value())),
                InstantSource.system(),
                Trail.NONE),
            new ErrorResponses());
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    NettyServer server =
        NettyServer.start(ListenSettings.plain(anyPort), dispatcher, TransportListener.NONE);
    return new RunningRegistry(data, store, server);
  }

  public Path data() {
    return data;
  }

  public InetSocketAddress address() {
    return server.address();
  }

  /** Stops at once, then closes the store. */
  @Override
  public void close() throws IOException {
    server.close();
    store.close();
  }
}
