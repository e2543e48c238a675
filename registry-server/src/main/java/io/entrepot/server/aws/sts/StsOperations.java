package io.entrepot.server.aws.sts;

import io.entrepot.auth.principal.Principal;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Operations;
import io.entrepot.server.aws.Tree.Members;
import java.util.List;

/** The list of the operations of AWS STS that are signed (AWS STS API reference). */
public final class StsOperations {
  /** Of the API. */
  public static final String VERSION = "2011-06-15";

  /** Of the answers. */
  public static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

  private StsOperations() {}

  public static Operations of() {
    return new Operations(
        "sts", List.of(new Operation("GetCallerIdentity", StsOperations::callerIdentity)));
  }

  /** No policy takes it away: who was refused something could tell it from the refusal. */
  private static Call callerIdentity(Asker asker, Input input) {
    Principal principal = asker.principal();
    return Call.needingNothing()
        .gives(() ->
            Members.of("UserId", principal.userId())
                .and("Account", asker.account().value())
                .and("Arn", principal.arn()));
  }
}
