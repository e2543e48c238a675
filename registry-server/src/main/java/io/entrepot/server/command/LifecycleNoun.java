package io.entrepot.server.command;

import io.entrepot.server.command.View.Column;
import java.time.Duration;

/** {@code entrepot lifecycle}. */
final class LifecycleNoun {
  private static final String SERVICE = "entrepot";
  private static final String RUN = "RUN";
  private static final String POLICY = "lifecyclePolicyText";

  /** How often it is asked whether a preview is ready, and how often at most. */
  private static final Duration PAUSE = Duration.ofMillis(200);

  private static final int MOST_TRIES = 3_000;

  private LifecycleNoun() {}

  static Noun noun() {
    return new Noun(
        "lifecycle",
        "Lifecycle policies: what they would do and what they did.",
        preview(),
        run(),
        runs(),
        showRun(),
        ofRegistry());
  }

  private static Verb preview() {
    return Verb.of("preview", "Shows what a policy would do with each image, and why.")
        .details("Nothing is deleted by it. Images that would stay are shown as well.")
        .takes(
            NamedImage.repository(),
            new Argument(
                "--policy",
                "FILE",
                Argument.Kind.DOCUMENT,
                false,
                POLICY,
                "The policy (JSON). Default: the one that counts now. - is the standard input."))
        .does(LifecycleNoun::preview)
        .shows(
            View.table(
                "images",
                Column.of("ACTION", "action.type"),
                Column.of("DIGEST", "imageDigest"),
                new Column("TAGS", NamedImage::tags),
                Column.of("PUSHED", "imagePushedAt"),
                Column.of("WHY", "reason")))
        .examples(
            "entrepot lifecycle preview team/app",
            "entrepot lifecycle preview team/app --policy keep-ten.json --output json");
  }

  private static Json preview(Asked asked) throws ClientException {
    Json members = asked.members();
    asked.server().call("ecr", "StartLifecyclePolicyPreview", members);
    Json repository = new Json().withAll(members).without(POLICY);
    Json state = asked.server().call("ecr", "GetLifecyclePolicyPreview", repository);
    for (int tries = 0; isWaiting(state); tries++) {
      if (tries == MOST_TRIES) {
        throw new ClientException("the preview is not ready after ten minutes");
      }
      rest();
      state = asked.server().call("ecr", "GetLifecyclePolicyPreview", repository);
    }
    if (!state.text("status").orElse("").equals("COMPLETE")) {
      throw new ClientException(
          "there is no preview: " + state.text("failure").orElse("it could not be worked out"));
    }
    return new Json()
        .with("summary", state.object("summary"))
        .withAll(asked.server().pages(SERVICE, "ListLifecyclePreviewImages", repository, "images"));
  }

  private static boolean isWaiting(Json state) {
    return state.text("status").orElse("").equals("IN_PROGRESS");
  }

  private static void rest() throws ClientException {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientException("interrupted");
    }
  }

  private static Verb run() {
    return Verb.of("run", "Has the policy that counts for a repository carried out soon.")
        .details("It runs in the background; runs shows what came of it.")
        .takes(NamedImage.repository())
        .does(Work.call(SERVICE, "StartLifecycleRun"))
        .shows(View.said("the policy of {REPOSITORY} is carried out"))
        .examples("entrepot lifecycle run team/app");
  }

  private static Verb runs() {
    return Verb.of("runs", "Lists what policies did in a repository, the newest first.")
        .takes(NamedImage.repository())
        .does(Work.pages(SERVICE, "ListLifecycleRuns", "runs"))
        .shows(
            View.table(
                "runs",
                Column.of("RUN", "run"),
                Column.of("STATUS", "status"),
                Column.of("BEGAN", "beganAt"),
                Column.of("BY", "requestedBy"),
                Column.of("IMAGES", "imageCount"),
                Column.of("DELETED", "deletedCount"),
                Column.of("SKIPPED", "skippedCount"),
                Column.of("FAILURE", "failure")))
        .examples("entrepot lifecycle runs team/app");
  }

  private static Verb showRun() {
    return Verb.of("show-run", "Shows what became of each image in one run, and why.")
        .takes(NamedImage.repository(), Argument.positional(RUN, "", "The run's number."))
        .does(LifecycleNoun::showRun)
        .shows(
            View.table(
                "images",
                Column.of("OUTCOME", "outcome"),
                Column.of("DIGEST", "imageDigest"),
                new Column("TAGS", NamedImage::tags),
                Column.of("RULE", "appliedRulePriority"),
                Column.of("WHY", "reason")))
        .examples(
            "entrepot lifecycle show-run team/app 7",
            "entrepot lifecycle show-run team/app 7 --output json");
  }

  private static Json showRun(Asked asked) throws ClientException {
    String number = asked.required(RUN);
    if (!number.matches("[0-9]{1,9}")) {
      throw ClientException.usage("a run is a number, not " + number);
    }
    Json members = asked.members().with("run", Long.valueOf(number));
    return asked
        .server()
        .call(SERVICE, "GetLifecycleRun", members)
        .withAll(asked.server().pages(SERVICE, "ListLifecycleRunImages", members, "images"));
  }

  private static Noun ofRegistry() {
    return new Noun(
        "default",
        "The policy of the account's repositories that have none of their own.",
        Verb.of("set", "Sets it.")
            .takes(Argument.document(POLICY, "The policy (JSON)."))
            .does(Work.call(SERVICE, "PutDefaultLifecyclePolicy"))
            .shows(View.said("repositories without a policy of their own have this one now"))
            .examples("entrepot lifecycle default set --document keep-ten.json"),
        Verb.of("get", "Shows it.")
            .does(Work.call(SERVICE, "GetDefaultLifecyclePolicy"))
            .shows(Documents.view(POLICY))
            .examples("entrepot lifecycle default get"),
        Verb.of("delete", "Deletes it.")
            .does(Work.call(SERVICE, "DeleteDefaultLifecyclePolicy"))
            .shows(View.said("repositories without a policy of their own have none now"))
            .examples("entrepot lifecycle default delete"));
  }
}
