package io.entrepot.server.aws.ecr;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.auth.decide.KeyValues;
import io.entrepot.auth.decide.Permission;
import io.entrepot.auth.decide.Resource;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.AwsException;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.server.aws.registry.Registries;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.registry.AccountSetting;
import io.entrepot.storage.registry.RegistrySettings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Operations on the settings of the caller's registry (ECR API reference). */
final class AccountSettingOperations {
  private final RegistrySettings settings;

  AccountSettingOperations(RegistrySettings settings) {
    this.settings = settings;
  }

  List<Operation> all() {
    return List.of(
        new Operation("GetAccountSetting", this::get),
        new Operation("PutAccountSetting", this::put));
  }

  private Call get(Asker asker, Input input) {
    AccountSetting setting = setting(input);
    RegistryId registry = Registries.PRIVATE.registry(asker.account());
    return Call.needing(may(EcrAction.GET_ACCOUNT_SETTING, asker, setting))
        .gives(() -> shape(setting, settings.get(registry, setting)));
  }

  private Call put(Asker asker, Input input) {
    AccountSetting setting = setting(input);
    String value = input.text("value");
    RegistryId registry = Registries.PRIVATE.registry(asker.account());
    return Call.needing(may(EcrAction.PUT_ACCOUNT_SETTING, asker, setting))
        .gives(() -> {
          try {
            settings.set(registry, setting, value);
          } catch (IllegalArgumentException e) {
            throw invalid("value", String.valueOf(e.getMessage()));
          }
          return shape(setting, value);
        });
  }

  private static AccountSetting setting(Input input) {
    String name = input.text("name");
    return Arrays.stream(AccountSetting.values())
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> invalid("name", "There is no such account setting"));
  }

  private static AwsException invalid(String member, String why) {
    return AwsError.INVALID_PARAMETER.because(
        "Invalid parameter at '" + member + "' failed to satisfy constraint: '" + why + "'");
  }

  private static Permission may(EcrAction action, Asker asker, AccountSetting setting) {
    return new Permission(
        action,
        new Resource.Registry(asker.account()),
        Map.of("ecr:accountsetting", new KeyValues.Known(List.of(setting.name()))));
  }

  private static Members shape(AccountSetting setting, String value) {
    return Members.of("name", setting.name()).and("value", value);
  }
}
