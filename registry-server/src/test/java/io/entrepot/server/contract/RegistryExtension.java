package io.entrepot.server.contract;

import io.entrepot.server.main.RunningRegistry;
import io.entrepot.storage.registry.SparseManifests;
import io.entrepot.storage.registry.StorageSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One registry for a class of tests, each of which takes names of its own. */
final class RegistryExtension implements BeforeAllCallback, AfterAllCallback {
  private final SparseManifests sparse;
  private final AtomicInteger names = new AtomicInteger();
  private Optional<RunningRegistry> registry = Optional.empty();

  RegistryExtension() {
    this(SparseManifests.NONE);
  }

  RegistryExtension(SparseManifests sparse) {
    this.sparse = sparse;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    if (registry.isEmpty()) {
      registry =
          Optional.of(
              RunningRegistry.start(
                  Files.createTempDirectory("contract"),
                  StorageSettings.defaults().withSparse(sparse)));
    }
  }

  /** Called for nested classes too, and for the outermost last. */
  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (context.getRequiredTestClass().getEnclosingClass() == null) {
      running().close();
      delete(running().data());
    }
  }

  static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private RunningRegistry running() {
    return registry.orElseThrow(() -> new IllegalStateException("not started yet"));
  }

  /** A client that works in a repository which no other test has. */
  Repository repository() {
    return repository("contract/repository-" + names.incrementAndGet());
  }

  Repository repository(String name) {
    return new Repository(new HttpCalls(running().address()), name);
  }

  HttpCalls http() {
    return new HttpCalls(running().address());
  }

  /** Every file that holds a blob or an upload, by its path and size. */
  List<String> files() {
    Path data = running().data();
    try (Stream<Path> files = Files.walk(data)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("metadata.db"))
          .map(file -> data.relativize(file) + " " + file.toFile().length())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
