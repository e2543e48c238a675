package io.entrepot.storage.driver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every driver does, whatever its {@link Capabilities}. A driver's test extends this. */
public abstract class StorageDriverContract {
  /** The prefixes that the tests use. */
  protected static final List<StorageKey> DIRECTORIES =
      List.of(new StorageKey("alpha"), new StorageKey("beta/gamma"), new StorageKey("beta/delta"));

  private static final StorageKey A = new StorageKey("alpha/a");
  private static final StorageKey B = new StorageKey("beta/gamma/b.1-x_y");
  private static final StorageKey C = new StorageKey("beta/delta/c");

  private StorageDriver driver;

  /** A driver on an empty store. */
  protected abstract StorageDriver emptyDriver() throws IOException;

  /** The driver of a process that finds what the other left behind, which has gone. */
  protected abstract StorageDriver reopened(StorageDriver gone) throws IOException;

  @BeforeEach
  void openDriver() throws IOException {
    driver = emptyDriver();
  }

  @AfterEach
  void closeDriver() throws IOException {
    driver.close();
  }

  private void put(StorageKey key, String text) throws IOException {
    try (StorageWriter writer = driver.create(key)) {
      write(writer, text);
      writer.force();
    }
    driver.persist(key);
  }

  private static void write(StorageWriter writer, String... texts) throws IOException {
    ByteBuffer[] chunks = new ByteBuffer[texts.length];
    for (int i = 0; i < texts.length; i++) {
      chunks[i] = ByteBuffer.wrap(texts[i].getBytes(UTF_8));
    }
    writer.write(chunks);
    for (ByteBuffer chunk : chunks) {
      assertFalse(chunk.hasRemaining());
    }
  }

  private String get(StorageKey key) throws IOException {
    try (StorageReader reader = driver.open(key)) {
      return text(reader);
    }
  }

  private static String text(StorageReader reader) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) reader.size());
    int count = bytes.hasRemaining() ? reader.read(bytes, 0) : -1;
    while (count > 0 && bytes.hasRemaining()) {
      count = reader.read(bytes, bytes.position());
    }
    return new String(bytes.array(), 0, bytes.position(), UTF_8);
  }

  private Set<String> listed(String prefix) throws IOException {
    Set<String> listed = new TreeSet<>();
    driver.list(new StorageKey(prefix), object -> listed.add(object.key() + " " + object.size()));
    return listed;
  }

  @Test
  void anObjectIsReadAsItWasWritten() throws IOException {
    try (StorageWriter writer = driver.create(A)) {
      assertEquals(0, writer.position());
      write(writer, "one", "", "two");
      write(writer);
      write(writer, "three");
      assertEquals(11, writer.position());
      assertEquals("onetwothree", get(A));
    }
    assertEquals("onetwothree", get(A));
  }

  @Test
  void manyBuffersAreWrittenInOneCall() throws IOException {
    byte[] content = new byte[5000 * 7];
    new Random(1).nextBytes(content);
    ByteBuffer[] chunks = new ByteBuffer[5000];
    for (int i = 0; i < chunks.length; i++) {
      chunks[i] = ByteBuffer.allocateDirect(7).put(content, i * 7, 7).flip();
    }
    try (StorageWriter writer = driver.create(A)) {
      writer.write(chunks);
    }
    try (StorageReader reader = driver.open(A)) {
      ByteBuffer read = ByteBuffer.allocate(content.length);
      for (int at = 0; at < content.length; at = read.position()) {
        assertTrue(reader.read(read, at) > 0);
      }
      assertEquals(ByteBuffer.wrap(content), read.flip());
      assertEquals(-1, reader.read(ByteBuffer.allocate(1), content.length));
    }
  }

  @Test
  void anObjectIsMadeOnce() throws IOException {
    put(A, "first");
    assertThrows(FileAlreadyExistsException.class, () -> driver.create(A));
    assertEquals("first", get(A));
  }

  @Test
  void ofManyThatMakeAnObjectOneSucceeds() throws Exception {
    List<Future<StorageWriter>> made = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 8; i++) {
        made.add(threads.submit(() -> driver.create(A)));
      }
    }
    int succeeded = 0;
    for (Future<StorageWriter> each : made) {
      try (StorageWriter writer = each.get()) {
        assertEquals(0, writer.position());
        succeeded++;
      } catch (ExecutionException e) {
        assertTrue(e.getCause() instanceof FileAlreadyExistsException, e.toString());
      }
    }
    assertEquals(1, succeeded);
  }

  @Test
  void anAbsentObjectIsNeitherOpenedNorLinkedNorDeleted() throws IOException {
    assertThrows(NoSuchFileException.class, () -> driver.open(A));
    assertThrows(NoSuchFileException.class, () -> driver.reopen(A, 0));
    assertThrows(NoSuchFileException.class, () -> driver.link(A, B));
    put(B, "in the way");
    assertThrows(NoSuchFileException.class, () -> driver.link(A, B));
    assertFalse(driver.delete(A));
    driver.persist(A);
    assertEquals(Set.of(), listed("alpha"));
  }

  @Test
  void reopeningCutsOffWhatComesAfterTheLength() throws IOException {
    put(A, "0123456789");
    try (StorageWriter writer = driver.reopen(A, 4)) {
      assertEquals(4, writer.position());
      assertEquals("0123", get(A));
      write(writer, "x");
      assertEquals(5, writer.position());
    }
    assertEquals("0123x", get(A));
    driver.reopen(A, 0).close();
    assertEquals("", get(A));
  }

  @Test
  void anObjectThatIsTooShortIsNotReopenedAndNotTouched() throws IOException {
    put(A, "0123");
    assertThrows(NoSuchFileException.class, () -> driver.reopen(A, 5));
    assertEquals("0123", get(A));
  }

  @Test
  void aLinkedObjectStandsUnderBothKeys() throws IOException {
    put(A, "linked");
    driver.link(A, B);
    driver.persist(B);
    assertEquals("linked", get(A));
    assertEquals("linked", get(B));
    assertEquals(Set.of("alpha/a 6"), listed("alpha"));
    assertEquals(Set.of("beta/gamma/b.1-x_y 6"), listed("beta"));
  }

  @Test
  void eachKeyOfALinkIsDeletedByItself() throws IOException {
    put(A, "linked");
    driver.link(A, B);
    driver.link(B, C);
    assertTrue(driver.delete(A));
    assertThrows(NoSuchFileException.class, () -> driver.open(A));
    put(A, "another");
    assertEquals("linked", get(B));
    assertTrue(driver.delete(B));
    assertEquals("linked", get(C));
    assertEquals("another", get(A));
  }

  @Test
  void aLinkOverwritesNothing() throws IOException {
    put(A, "a");
    put(B, "b");
    assertThrows(FileAlreadyExistsException.class, () -> driver.link(A, B));
    assertEquals("a", get(A));
    assertEquals("b", get(B));
  }

  @Test
  void aWriterGoesOnWithTheObjectItOpened() throws IOException {
    try (StorageWriter writer = driver.create(A)) {
      write(writer, "before ");
      driver.link(A, B);
      write(writer, "after");
      writer.force();
    }
    assertEquals("before after", get(A));
  }

  @Test
  void aReaderKeepsAnObjectThatIsDeleted() throws IOException {
    put(A, "deleted");
    try (StorageReader ofDeleted = driver.open(A)) {
      assertTrue(driver.delete(A));
      assertEquals("deleted", text(ofDeleted));
    }
    assertThrows(NoSuchFileException.class, () -> driver.open(A));
  }

  @Test
  void aListingGivesWhatIsBelowThePrefixAtAnyDepth() throws IOException {
    put(A, "1");
    put(B, "22");
    put(C, "");
    assertEquals(Set.of("alpha/a 1"), listed("alpha"));
    assertEquals(Set.of("beta/gamma/b.1-x_y 2", "beta/delta/c 0"), listed("beta"));
    assertEquals(Set.of(), listed("bet"));
    assertEquals(Set.of(), listed("absent"));
  }

  @Test
  void anOpenFileIsGivenExactlyWhenTheCapabilitiesSaySo() throws IOException {
    put(A, "content");
    try (StorageReader reader = driver.open(A)) {
      assertEquals(driver.capabilities().fileChannels(), reader.channel().isPresent());
      if (reader.channel().isPresent()) {
        FileChannel channel = reader.channel().get();
        assertEquals(7, channel.size());
        channel.close();
        assertThrows(IOException.class, () -> reader.read(ByteBuffer.allocate(1), 0));
      }
    }
  }

  @Test
  void whatIsDurableIsFoundByTheNextProcess() throws IOException {
    put(A, "kept");
    put(B, "old place");
    driver.link(B, C);
    driver.persist(C);
    driver.delete(B);
    driver.persist(B);
    StorageWriter unfinished = driver.create(B);
    write(unfinished, "forced");
    unfinished.force();
    driver.persist(B);
    driver = reopened(driver);
    assertEquals("kept", get(A));
    assertEquals("old place", get(C));
    if (driver.capabilities().resumable()) {
      assertEquals("forced", get(B).substring(0, 6));
    }
    unfinished.close();
  }

  @Test
  void forcingGoesOnBesideWriting() throws Exception {
    try (StorageWriter writer = driver.create(A);
        var threads = Executors.newSingleThreadExecutor()) {
      Future<?> forcing =
          threads.submit(() -> {
            for (int i = 0; i < 20; i++) {
              writer.force();
            }
            return true;
          });
      for (int i = 0; i < 1000; i++) {
        write(writer, "0123456789");
      }
      forcing.get();
    }
    assertEquals("0123456789".repeat(1000), get(A));
  }

  @Test
  void closingAWriterTwiceDoesNothing() throws IOException {
    StorageWriter writer = driver.create(A);
    writer.close();
    writer.close();
    assertThrows(IOException.class, () -> write(writer, "x"));
  }
}
