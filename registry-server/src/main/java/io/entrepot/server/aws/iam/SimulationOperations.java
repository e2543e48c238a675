package io.entrepot.server.aws.iam;

import io.entrepot.auth.decide.Action;
import io.entrepot.auth.decide.AttachedPolicies;
import io.entrepot.auth.decide.AttachedPolicy;
import io.entrepot.auth.decide.Caller;
import io.entrepot.auth.decide.Explanation;
import io.entrepot.auth.decide.IamAction;
import io.entrepot.auth.decide.KeyValues;
import io.entrepot.auth.decide.Permission;
import io.entrepot.auth.decide.RequestFacts;
import io.entrepot.auth.decide.Resource;
import io.entrepot.auth.decide.ResourceFacts;
import io.entrepot.auth.decide.Scope;
import io.entrepot.auth.decide.Simulator;
import io.entrepot.auth.decide.Standing;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.PageRequest;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.principal.Principal;
import io.entrepot.auth.store.IdentityStore;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Simulations (IAM API reference, SimulatePrincipalPolicy and SimulateCustomPolicy): what the
 * evaluator of real requests would say, and why. Other than AWS's, SimulatePrincipalPolicy knows
 * the policies that are stored with the account's own repositories and its registry; those of other
 * accounts have to be given, since what they say is their business.
 */
public final class SimulationOperations {
  private final Simulator simulator;
  private final Targets targets;
  private final SimulatedCaller callers;
  private final InstantSource clock;

  public SimulationOperations(IdentityStore store, Simulator simulator, InstantSource clock) {
    this.simulator = simulator;
    this.targets = new Targets(store);
    this.callers = new SimulatedCaller(store);
    this.clock = clock;
  }

  public List<Operation> all() {
    return List.of(
        new Operation("SimulatePrincipalPolicy", this::ofPrincipal),
        new Operation("SimulateCustomPolicy", this::ofPolicies));
  }

  /** Who would ask for what, and which policies count. */
  private record Question(
      AccountId asker,
      Principal principal,
      Standing standing,
      List<Action> actions,
      List<String> resources,
      Map<String, KeyValues> keys,
      Optional<AttachedPolicy> resourcePolicy,
      boolean storedPolicies,
      PageRequest page) {}

  private Call ofPrincipal(Asker asker, Input input) {
    IdentityName source = SimulatedCaller.name(input.text("PolicySourceArn"), asker.account());
    List<AttachedPolicy> more = SimulationInput.policies(input, "PolicyInputList");
    Optional<AttachedPolicy> boundary = SimulationInput.boundary(input);
    IdentityName caller =
        input
            .optionalText("CallerArn")
            .map(arn -> SimulatedCaller.name(arn, asker.account()))
            .orElse(source);
    Map<String, KeyValues> keys = SimulationInput.context(input);
    SimulatedCaller.absentFor(caller)
        .forEach(key -> keys.putIfAbsent(key, new KeyValues.Known(List.of())));
    Asked asked = Asked.read(input);
    return Call.needing(targets.of(source).may(IamAction.SIMULATE_PRINCIPAL_POLICY))
        .gives(() -> {
          Standing stored = callers.standing(source);
          List<AttachedPolicy> identity = new ArrayList<>(stored.identity().list());
          identity.addAll(more);
          return answer(
              new Question(
                  asker.account(),
                  callers.principal(caller),
                  new Standing(
                      stored.tags(),
                      new AttachedPolicies(identity),
                      boundary.map(AttachedPolicies::of).or(stored::boundary),
                      stored.session()),
                  asked.actions(),
                  asked.resources(),
                  keys,
                  asked.resourcePolicy(),
                  true,
                  asked.page()));
        });
  }

  private Call ofPolicies(Asker asker, Input input) {
    List<AttachedPolicy> identity = SimulationInput.policies(input, "PolicyInputList");
    Optional<AttachedPolicy> boundary = SimulationInput.boundary(input);
    Optional<IdentityName> caller =
        input.optionalText("CallerArn").map(arn -> SimulatedCaller.name(arn, asker.account()));
    Map<String, KeyValues> keys = SimulationInput.context(input);
    Asked asked = Asked.read(input);
    return Call.needing(Targets.all(asker.account()).may(IamAction.SIMULATE_CUSTOM_POLICY))
        .gives(() ->
            answer(
                new Question(
                    asker.account(),
                    caller
                        .map(callers::principal)
                        .orElseGet(() -> SimulatedCaller.nobody(asker.account())),
                    new Standing(
                        Map.of(),
                        new AttachedPolicies(identity),
                        boundary.map(AttachedPolicies::of),
                        Optional.empty()),
                    asked.actions(),
                    asked.resources(),
                    keys,
                    asked.resourcePolicy(),
                    false,
                    asked.page())));
  }

  /** What both operations are asked. */
  private record Asked(
      List<Action> actions,
      List<String> resources,
      Optional<AttachedPolicy> resourcePolicy,
      PageRequest page) {
    static Asked read(Input input) {
      return new Asked(
          SimulationInput.actions(input),
          SimulationInput.resources(input),
          SimulationInput.resourcePolicy(input),
          input.page());
    }
  }

  /** One action on one resource. */
  private record Pair(Action action, String arn) {}

  private Tree.Members answer(Question question) {
    List<Pair> pairs = new ArrayList<>();
    for (Action action : question.actions()) {
      question.resources().forEach(arn -> pairs.add(new Pair(action, arn)));
    }
    return Shapes.page(
        "EvaluationResults",
        Slices.ofPlaces(pairs, question.page()),
        pair -> result(question, pair));
  }

  private Tree result(Question question, Pair pair) {
    Resource resource =
        SimulatedResource.of(pair.arn(), pair.action(), question.asker(), simulator.region());
    return SimulationShapes.result(
        pair.action(), pair.arn(), explain(question, pair.action(), resource));
  }

  private Explanation explain(Question question, Action action, Resource resource) {
    Caller caller =
        new Caller(
            question.principal(),
            question.standing(),
            Scope.UNLIMITED,
            new RequestFacts(
                InetAddress.getLoopbackAddress(),
                false,
                Optional.empty(),
                clock.instant(),
                Optional.empty()));
    return simulator.explain(
        caller,
        new Permission(action, resource, new HashMap<>(question.keys())),
        facts(question, resource));
  }

  private ResourceFacts facts(Question question, Resource resource) {
    ResourceFacts stored =
        question.storedPolicies() && resource.account().equals(question.asker())
            ? simulator.facts(resource)
            : ResourceFacts.NONE;
    return question
        .resourcePolicy()
        .map(policy -> new ResourceFacts(AttachedPolicies.of(policy), stored.tags()))
        .orElse(stored);
  }
}
