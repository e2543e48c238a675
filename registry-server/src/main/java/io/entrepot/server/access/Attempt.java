package io.entrepot.server.access;

import io.entrepot.auth.decide.Evaluation;
import io.entrepot.auth.decide.KeyValues;
import io.entrepot.auth.decide.Permission;
import io.entrepot.auth.decide.Resource;
import io.entrepot.auth.decide.Witness;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.server.access.AuditEvent.Fault;
import io.entrepot.server.access.AuditEvent.Who;
import io.entrepot.server.error.Refusal;
import io.entrepot.server.error.UnavailableException;
import io.entrepot.server.http.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request on its way, with what was decided about it, until its end is known and the audit log
 * told. The threads of the request, one at a time.
 */
public final class Attempt implements Witness {
  /** Most decisions of a request that are kept: a manifest may have any number of tags. */
  static final int MAX_DECISIONS = 1_000;

  /** Under which credentials that are no good stand where nothing was asked for but to be known. */
  static final String SIGN_IN = "ecr:GetAuthorizationToken";

  private static final String IMAGE_TAG = "ecr:imagetag";

  private final Arrival arrival;
  private final Trail trail;
  private final List<Decided> decided = new ArrayList<>(2);
  private final Map<String, List<String>> parameters = new LinkedHashMap<>();
  private Optional<Asker> asker = Optional.empty();
  private Optional<Unproved> unproved = Optional.empty();
  private Optional<Fault> failure = Optional.empty();

  private record Decided(Permission permission, Evaluation evaluation) {}

  private record Unproved(String action, NotAuthenticatedException why) {}

  /** What makes two decisions one record. */
  private record Subject(String action, Resource resource) {}

  Attempt(Arrival arrival, Trail trail) {
    this.arrival = arrival;
    this.trail = trail;
  }

  public Arrival arrival() {
    return arrival;
  }

  void identified(Asker who) {
    asker = Optional.of(who);
  }

  /** How who asks proved it; nothing before that is known. */
  Proof proof() {
    return asker.map(Asker::proof).orElse(Proof.NONE);
  }

  void notIdentified(String action, NotAuthenticatedException why) {
    unproved = Optional.of(new Unproved(action.isEmpty() ? SIGN_IN : action, why));
  }

  /**
   * Keeps it for the end.
   *
   * @throws UnavailableException when a change is allowed that could not be written down
   */
  @Override
  public void decided(Permission permission, Evaluation evaluation) {
    boolean read = ReadActions.isRead(permission.action().iamName());
    if (evaluation.allowed() && read && !trail.wantsReads()) {
      return;
    }
    if (decided.size() < MAX_DECISIONS) {
      decided.add(new Decided(permission, evaluation));
    }
    if (evaluation.allowed() && !read && trail.fault().isPresent()) {
      throw new UnavailableException("changes are refused while the audit log cannot be written");
    }
  }

  /** Of several ways one was allowed: the others were only tried. */
  void oneSuffices() {
    decided.removeIf(each -> !each.evaluation().allowed());
  }

  @Override
  public void told(String name, String value) {
    parameters.computeIfAbsent(name, any -> new ArrayList<>(1)).add(value);
  }

  @Override
  public void failed(String code, String message) {
    failure = Optional.of(new Fault(code, message));
  }

  /** The request was answered, well or badly. */
  public void answered(Response response) {
    end(AnswerElements.of(response), failure);
  }

  /** The request was refused, or failed. */
  public void refused(Refusal refusal) {
    end(
        new AuditEvent.Answer(refusal.status(), Map.of()),
        Optional.of(new Fault(refusal.code(), refusal.message())));
  }

  private void end(AuditEvent.Answer answer, Optional<Fault> fault) {
    if (unproved.isPresent()) {
      Unproved no = unproved.get();
      note(
          new AuditEvent(
              AuditEvent.Scene.of(arrival),
              new Who.Claimed(
                  CredentialWays.of(arrival, Optional.empty()), CredentialWays.claimed(arrival)),
              no.action(),
              Optional.empty(),
              Map.of(),
              Optional.empty(),
              Optional.of(
                  new Fault(
                      CredentialWays.code(no.why().kind()), String.valueOf(no.why().getMessage()))),
              answer));
    } else if (!decided.isEmpty() && asker.isPresent()) {
      noteDecisions(asker.get(), answer, fault);
    }
  }

  private void noteDecisions(Asker who, AuditEvent.Answer answer, Optional<Fault> fault) {
    boolean refused = decided.stream().anyMatch(each -> !each.evaluation().allowed());
    Map<Subject, List<Decided>> subjects = new LinkedHashMap<>();
    for (Decided each : decided) {
      // What else was allowed was not done when the request was refused.
      if (!(refused && fault.isPresent() && each.evaluation().allowed()) && wanted(each)) {
        subjects
            .computeIfAbsent(
                new Subject(each.permission().action().iamName(), each.permission().resource()),
                any -> new ArrayList<>(1))
            .add(each);
      }
    }
    for (Map.Entry<Subject, List<Decided>> subject : subjects.entrySet()) {
      Evaluation evaluation = subject.getValue().getLast().evaluation();
      note(
          new AuditEvent(
              AuditEvent.Scene.of(arrival),
              known(who),
              subject.getKey().action(),
              Optional.of(subject.getKey().resource()),
              parameters(subject.getKey().resource(), subject.getValue()),
              Optional.of(evaluation),
              evaluation.allowed() ? fault : Optional.of(denied(fault)),
              answer));
    }
  }

  /** What is refused to those who bring no credentials is how most clients begin to read. */
  private boolean wanted(Decided each) {
    return trail.wantsReads()
        || arrival.request().headers().first("Authorization").isPresent()
        || !ReadActions.isRead(each.permission().action().iamName());
  }

  private void note(AuditEvent event) {
    trail.note(event);
  }

  private Who known(Asker who) {
    Proof proof = who.proof();
    return new Who.Known(
        proof.principal(),
        CredentialWays.of(arrival, proof.login()),
        proof.login(),
        proof.session(),
        proof.issued());
  }

  private static void repository(Map<String, List<String>> all, AccountId account, String name) {
    all.put("registryId", List.of(account.value()));
    all.put("repositoryName", List.of(name));
  }

  private static Fault denied(Optional<Fault> fault) {
    return new Fault("AccessDenied", fault.map(Fault::message).orElse("refused"));
  }

  private Map<String, List<String>> parameters(Resource resource, List<Decided> decisions) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    if (resource instanceof Resource.Repository(AccountId account, String name)) {
      repository(all, account, name);
    } else if (resource instanceof Resource.PublicRepository(AccountId account, String name)) {
      repository(all, account, name);
    }
    List<String> tags = new ArrayList<>();
    for (Decided each : decisions) {
      if (each.permission().keys().get(IMAGE_TAG) instanceof KeyValues.Known known) {
        tags.addAll(known.values());
      }
    }
    if (!tags.isEmpty()) {
      all.put("imageTag", tags);
    }
    all.putAll(parameters);
    return all;
  }
}
