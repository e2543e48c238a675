package io.entrepot.clients;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Keeps a class from running where its client is absent, and gives tests the one {@link Lab} that
 * all classes of a run share.
 */
final class ClientsExtension implements ExecutionCondition, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(ClientsExtension.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Tries tries = context.getRequiredTestClass().getAnnotation(Tries.class);
    if (tries == null || context.getTestMethod().isPresent()) {
      return ConditionEvaluationResult.enabled("decided for the class");
    }
    List<String> missing = new ArrayList<>();
    List<Client> clients = new ArrayList<>(List.of(tries.value()));
    clients.add(Client.DEBIAN_PACKAGES);
    for (Client client : clients) {
      client.whyNot().ifPresent(missing::add);
    }
    if (missing.isEmpty()) {
      clients.forEach(ClientReport::tried);
    }
    return missing.isEmpty()
        ? ConditionEvaluationResult.enabled("all its clients are here")
        : absent(context.getRequiredTestClass().getSimpleName(), missing);
  }

  private static ConditionEvaluationResult absent(String testClass, List<String> missing) {
    String reason = String.join(", ", missing);
    ClientReport.notTried(testClass, reason);
    if (ClientReport.required()) {
      throw new IllegalStateException(testClass + " must run, but " + reason);
    }
    return ConditionEvaluationResult.disabled(reason);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Lab.class;
  }

  @Override
  public Lab resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Lab.class, type -> Lab.open(), Lab.class);
  }
}
