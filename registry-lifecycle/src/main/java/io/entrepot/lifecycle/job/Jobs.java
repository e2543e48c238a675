package io.entrepot.lifecycle.job;

import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.JobKey;
import io.entrepot.storage.metadata.JobRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs jobs in the background: by a schedule or on request, each at one place at a time, however
 * many processes share the database. Why so: {@code docs/decisions/jobs.md}. Any thread; methods
 * may block.
 */
public final class Jobs implements AutoCloseable {
  /** Characters of what a job keeps to go on from. */
  public static final int MAX_CHECKPOINT = 4_096;

  /** Characters of a subject. */
  public static final int MAX_SUBJECT = 512;

  /** Jobs of one kind at the same time in one process. */
  public static final int AT_ONCE = 2;

  /** How long nobody else works on a job after its worker was last heard of. */
  public static final Duration LEASE = Duration.ofSeconds(30);

  public static final Duration RENEWAL = Duration.ofSeconds(10);

  /** By so much a worker stops before its lease ends; clocks may differ by less than that. */
  public static final Duration MARGIN = Duration.ofSeconds(5);

  /** How long a job that was asked for is listed after its end. */
  public static final Duration KEPT = Duration.ofDays(7);

  private static final Duration BEAT = Duration.ofSeconds(1);
  private static final Duration HOUSEKEEPING = Duration.ofMinutes(1);

  /** How long running jobs may take to stop. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Most that are counted. */
  private static final int COUNTED = 100_000;

  private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

  private final Map<String, JobKind> kinds;
  private final JobTable table;
  private final Occasions occasions;
  private final Crew crew;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private Optional<Beat> looking = Optional.empty();
  private Optional<Beat> renewing = Optional.empty();
  private long tidied;

  /** Takes requests. */
  @FunctionalInterface
  interface Requests {
    void request(String kind, String subject, String by);
  }

  /** Without threads of its own: tests look and renew by hand. */
  Jobs(
      Database database,
      List<JobKind> all,
      String worker,
      RandomGenerator random,
      InstantSource clock,
      LongSupplier nanos) {
    Map<String, JobKind> byName = new LinkedHashMap<>();
    for (JobKind kind : all) {
      if (byName.put(kind.name(), kind) != null) {
        throw new IllegalArgumentException("two kinds of jobs are called " + kind.name());
      }
    }
    this.kinds = byName;
    this.clock = clock;
    this.nanos = nanos;
    this.table = new JobTable(database, kinds, new Endings(random), clock);
    this.occasions = new Occasions(random, clock);
    this.crew = new Crew(worker, table, kinds.values(), occasions, this::request, nanos);
  }

  /**
   * Begins to run jobs of these kinds.
   *
   * @param worker the name of this process; no other one that runs has it
   * @param alone whether no other process shares the database, so that jobs which a dead one worked
   *     on are taken up at once
   * @param random of any thread
   */
  public static Jobs open(
      Database database,
      List<JobKind> kinds,
      String worker,
      boolean alone,
      RandomGenerator random,
      InstantSource clock) {
    Jobs jobs = new Jobs(database, kinds, worker, random, clock, System::nanoTime);
    jobs.prepare(alone);
    jobs.start();
    return jobs;
  }

  void prepare(boolean alone) {
    if (alone) {
      int left = table.releaseAll();
      if (left > 0) {
        LOG.info("{} jobs had not ended when the server did, and are taken up again", left);
      }
    }
    tidy();
  }

  private void start() {
    Beat look = new Beat("jobs", BEAT, this::look);
    crew.onEnd(look::wake);
    looking = Optional.of(look);
    renewing = Optional.of(new Beat("job-leases", BEAT, crew::renew));
  }

  void look() {
    if (nanos.getAsLong() - tidied > HOUSEKEEPING.toNanos()) {
      tidy();
    }
    crew.look();
  }

  void renew() {
    crew.renew();
  }

  private void tidy() {
    tidied = nanos.getAsLong();
    table.plan();
    while (table.forget() == JobTable.SWEEP) {}
  }

  /** The names of the kinds, in the order in which they were given. */
  public List<String> kinds() {
    return List.copyOf(kinds.keySet());
  }

  /** The names of those with a schedule. */
  public List<String> scheduled() {
    return kinds.values().stream()
        .filter(kind -> kind.schedule().isPresent())
        .map(JobKind::name)
        .toList();
  }

  /**
   * Has a job run soon. One that waits already runs no later for that; one that is running runs
   * again after its end.
   *
   * @param subject what it is about; empty for a kind with a schedule
   * @param by who asks; empty: nobody in particular
   * @throws UnknownJobException when there is no such kind, or the subject does not fit it
   */
  public void request(String kind, String subject, String by) {
    JobKind known =
        Optional.ofNullable(kinds.get(kind))
            .orElseThrow(
                () -> new UnknownJobException("There is no kind of jobs called " + kind + "."));
    if (known.schedule().isPresent() != subject.isEmpty()) {
      throw new UnknownJobException(
          subject.isEmpty()
              ? "A job of the kind " + kind + " needs a subject."
              : "A job of the kind " + kind + " has no subject.");
    }
    if (subject.length() > MAX_SUBJECT || subject.chars().anyMatch(Character::isISOControl)) {
      throw new UnknownJobException(
          "A subject has at most " + MAX_SUBJECT + " characters, and no control characters.");
    }
    if (!subject.isEmpty() && !known.subjects().test(subject)) {
      throw new UnknownJobException("A job of the kind " + kind + " cannot be about that subject.");
    }
    table.request(new JobKey(kind, subject), Sentence.of(by.isEmpty() ? "the server" : by));
    looking.ifPresent(Beat::wake);
  }

  /**
   * Has a job stop that is running, soon and wherever that is, or calls off one that waits; one
   * with a schedule runs again at its next time.
   *
   * @return whether one was running or waiting
   */
  public boolean cancel(String kind, String subject) {
    return crew.cancel(new JobKey(kind, subject));
  }

  public Optional<JobState> find(String kind, String subject) {
    return table.find(new JobKey(kind, subject)).map(row -> JobState.of(row, clock.instant()));
  }

  /** In the order of kinds and subjects, from this one on, at most so many. */
  public List<JobState> list(String fromKind, String fromSubject, int limit) {
    return table.list(false, new JobKey(fromKind, fromSubject), limit);
  }

  /** Of one kind, in the order of subjects, from this one on, at most so many. */
  public List<JobState> listKind(String kind, String fromSubject, int limit) {
    return table.list(true, new JobKey(kind, fromSubject), limit);
  }

  /** How many this process works on. */
  public int running() {
    return crew.running();
  }

  /** How many failed the last time that they ran. */
  public int failed() {
    return table.failed(COUNTED);
  }

  /**
   * How long ago a kind with a schedule succeeded or had nothing to do; empty when it never did.
   */
  public Optional<Duration> sinceWell(String kind) {
    Optional<Instant> succeeded =
        table.find(new JobKey(kind, "")).flatMap(JobRow::succeededAt).map(Instant::ofEpochMilli);
    return Stream.concat(succeeded.stream(), occasions.idle(kind).stream())
        .max(Instant::compareTo)
        .map(well -> Duration.between(well, clock.instant()));
  }

  /**
   * Has running jobs stop, and waits a few seconds for them. They keep their checkpoints and are
   * taken up by another process, or by the next one, at once.
   */
  @Override
  public void close() {
    crew.onEnd(() -> {});
    crew.close(PATIENCE);
    looking.ifPresent(beat -> beat.stop(PATIENCE));
    renewing.ifPresent(beat -> beat.stop(PATIENCE));
  }
}
