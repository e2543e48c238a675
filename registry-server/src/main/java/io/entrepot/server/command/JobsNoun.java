package io.entrepot.server.command;

import io.entrepot.server.command.View.Column;

/** {@code entrepot jobs}. */
final class JobsNoun {
  private static final String SERVICE = "entrepot";
  private static final String KIND = "KIND";
  private static final String SUBJECT = "SUBJECT";

  private JobsNoun() {}

  static Noun noun() {
    return new Noun(
        "jobs", "Jobs: what the server does in the background.", list(), run(), cancel());
  }

  private static Argument kind() {
    return Argument.positional(KIND, "Kind", "The kind of job, as list shows it.");
  }

  private static Argument subject() {
    return Argument.positional(
            SUBJECT, "Subject", "What it is about, for kinds that do not run by themselves.")
        .optional();
  }

  private static Verb list() {
    return Verb.of("list", "Lists jobs: how they stand, and how they ended last.")
        .details("Those that somebody asked for are listed until seven days after their end.")
        .takes(Argument.text("--kind", KIND, "Kind", "Of this kind alone. Default: of all"))
        .does(Work.pages(SERVICE, "ListJobs", "Jobs"))
        .shows(
            View.table(
                "Jobs",
                Column.of(KIND, "Kind"),
                Column.of(SUBJECT, "Subject"),
                Column.of("STATE", "State"),
                Column.of("DUE", "Due"),
                new Column("PROGRESS", JobsNoun::progress),
                Column.of("STARTED", "Started"),
                Column.of("ENDED", "Ended"),
                Column.of("OUTCOME", "Outcome"),
                Column.of("MESSAGE", "Message")))
        .examples("entrepot jobs list", "entrepot jobs list --kind clear-deleted --output json");
  }

  private static String progress(Json job) {
    Json progress = job.object("Progress");
    String done = progress.text("Done").orElse("");
    String all = progress.text("Total").map(total -> done + " of " + total).orElse(done);
    return all.isEmpty() ? "" : all + " " + progress.text("Unit").orElse("");
  }

  private static Verb run() {
    return Verb.of("run", "Has a job run now.")
        .details("One that runs already runs once more after its end.")
        .takes(kind(), subject())
        .does(Work.call(SERVICE, "RunJob"))
        .shows(View.said("{KIND} is to run"))
        .examples("entrepot jobs run uploads");
  }

  private static Verb cancel() {
    return Verb.of("cancel", "Stops a job that runs, or calls off one that waits.")
        .details("One that runs by itself does so again at its next time.")
        .takes(kind(), subject())
        .does(Work.call(SERVICE, "CancelJob"))
        .shows(View.said("{KIND} is to stop, or is called off"))
        .examples("entrepot jobs cancel clear-deleted");
  }
}
