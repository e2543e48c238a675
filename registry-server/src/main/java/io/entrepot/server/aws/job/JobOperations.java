package io.entrepot.server.aws.job;

import io.entrepot.auth.decide.EntrepotAction;
import io.entrepot.auth.decide.Permission;
import io.entrepot.auth.decide.Resource;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.lifecycle.job.JobState;
import io.entrepot.lifecycle.job.Jobs;
import io.entrepot.lifecycle.job.UnknownJobException;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Operations on jobs in the background. AWS has none like them. They are decided on the server's
 * first account, for jobs serve all accounts.
 */
public final class JobOperations {
  /** Jobs of the largest page. */
  static final int MAX_RESULTS = 1_000;

  private static final int DEFAULT_RESULTS = 100;

  private final Jobs jobs;
  private final AccountId first;

  private JobOperations(Jobs jobs, AccountId first) {
    this.jobs = jobs;
    this.first = first;
  }

  /**
   * All of them.
   *
   * @param first the account whose principals may ask for them
   */
  public static List<Operation> all(Jobs jobs, AccountId first) {
    JobOperations operations = new JobOperations(jobs, first);
    return List.of(
        new Operation("ListJobs", operations::list),
        new Operation("RunJob", operations::run),
        new Operation("CancelJob", operations::cancel));
  }

  private Call list(Asker asker, Input input) {
    Optional<String> kind = input.optionalText("Kind");
    Optional<Mark> mark = input.optionalText("NextToken").map(Mark::read);
    int most = input.whole("MaxResults", 1, MAX_RESULTS).orElse(DEFAULT_RESULTS);
    return needing(EntrepotAction.LIST_JOBS).gives(() -> page(kind, mark, most));
  }

  private Members page(Optional<String> kind, Optional<Mark> mark, int most) {
    String subject = mark.map(Mark::subject).orElse("");
    List<JobState> found =
        kind.isPresent()
            ? jobs.listKind(kind.get(), subject, most + 1)
            : jobs.list(mark.map(Mark::kind).orElse(""), subject, most + 1);
    List<JobState> here = found.subList(0, Math.min(most, found.size()));
    Members page = Members.of("Jobs", Tree.items(here, JobOperations::shape));
    return found.size() > most ? page.and("NextToken", Mark.of(found.get(most)).text()) : page;
  }

  /** The job with which a page begins. No kind has a slash in its name. */
  private record Mark(String kind, String subject) {
    static Mark of(JobState job) {
      return new Mark(job.kind(), job.subject());
    }

    static Mark read(String text) {
      int slash = text.indexOf('/');
      if (slash < 1) {
        throw AwsError.VALIDATION.because("NextToken is none that was given here.");
      }
      return new Mark(text.substring(0, slash), text.substring(slash + 1));
    }

    String text() {
      return kind + "/" + subject;
    }
  }

  private static Members shape(JobState job) {
    Members shape =
        Members.of("Kind", job.kind())
            .and("Subject", filled(job.subject()))
            .and("State", job.status().name());
    shape = withTime(shape, "Due", job.due());
    shape =
        shape
            .and("Worker", job.worker())
            .and("Attempts", job.attempts())
            .and("RequestedBy", filled(job.requestedBy()));
    if (job.progress().isPresent()) {
      shape = shape.and("Progress", progress(job.progress().get()));
    }
    shape = withTime(shape, "Started", job.startedAt());
    shape = withTime(shape, "Ended", job.endedAt());
    return shape
        .and("Outcome", job.outcome().map(Enum::name))
        .and("Message", filled(job.message()));
  }

  private static Members progress(JobState.Progress progress) {
    Members shape = Members.of("Done", new Tree.Whole(progress.done()));
    if (progress.total().isPresent()) {
      shape = shape.and("Total", progress.total().getAsLong());
    }
    return shape.and("Unit", progress.unit());
  }

  private static Members withTime(Members shape, String name, Optional<Instant> time) {
    return time.map(at -> shape.and(name, at)).orElse(shape);
  }

  private static Optional<String> filled(String text) {
    return Optional.of(text).filter(some -> !some.isEmpty());
  }

  private Call run(Asker asker, Input input) {
    String kind = input.text("Kind");
    String subject = input.optionalText("Subject").orElse("");
    return needing(EntrepotAction.RUN_JOB)
        .does(() -> {
          if (!jobs.kinds().contains(kind)) {
            throw AwsError.NO_SUCH_ENTITY.because("There is no kind of jobs called " + kind + ".");
          }
          try {
            jobs.request(kind, subject, asker.principal().arn());
          } catch (UnknownJobException e) {
            throw AwsError.VALIDATION.because(String.valueOf(e.getMessage()));
          }
        });
  }

  private Call cancel(Asker asker, Input input) {
    String kind = input.text("Kind");
    String subject = input.optionalText("Subject").orElse("");
    return needing(EntrepotAction.CANCEL_JOB)
        .does(() -> {
          if (!jobs.cancel(kind, subject)) {
            throw AwsError.NO_SUCH_ENTITY.because(
                "No job of the kind "
                    + kind
                    + (subject.isEmpty() ? "" : " and the subject " + subject)
                    + " runs or waits.");
          }
        });
  }

  private Call.Needing needing(EntrepotAction action) {
    return Call.needing(new Permission(action, new Resource.Account(first)));
  }
}
