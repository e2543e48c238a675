package io.entrepot.server.aws.organizations;

import io.entrepot.auth.decide.OrganizationsAction;
import io.entrepot.auth.decide.Permission;
import io.entrepot.auth.decide.Resource;
import io.entrepot.auth.identity.NewAccount;
import io.entrepot.auth.identity.PageRequest;
import io.entrepot.auth.identity.RootCredentials;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.store.Accounts;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Operations;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Operations on accounts (Organizations API reference). They are decided on the server's first
 * account, so that only its principals may ask for them.
 */
public final class OrganizationsOperations {
  /** Accounts of the largest page. */
  private static final int MAX_RESULTS = 20;

  private static final long ACCOUNTS = 1_000_000_000_000L;

  private final Accounts accounts;
  private final AccountId first;
  private final InstantSource clock;
  private final RandomGenerator random;

  private OrganizationsOperations(
      Accounts accounts, AccountId first, InstantSource clock, RandomGenerator random) {
    this.accounts = accounts;
    this.first = first;
    this.clock = clock;
    this.random = random;
  }

  /**
   * The list of them.
   *
   * @param first the account whose principals may ask for them
   * @param random where numbers of new accounts come from
   */
  public static Operations of(
      Accounts accounts, AccountId first, InstantSource clock, RandomGenerator random) {
    OrganizationsOperations operations =
        new OrganizationsOperations(accounts, first, clock, random);
    return new Operations(
        "organizations",
        List.of(
            new Operation("CreateAccount", operations::create),
            new Operation("DescribeAccount", operations::describe),
            new Operation("ListAccounts", operations::list)));
  }

  /** Without a number of its own choice the account gets one at random. */
  private Call create(Asker asker, Input input) {
    Optional<AccountId> chosen = input.optionalText("AccountId").map(this::account);
    return needing(OrganizationsAction.CREATE_ACCOUNT)
        .gives(
            () -> created(accounts.create(chosen.orElseGet(this::free), RootCredentials.RANDOM)));
  }

  private Members created(NewAccount made) {
    return Members.of(
            "CreateAccountStatus",
            Members.of("AccountId", made.account().value())
                .and("State", "SUCCEEDED")
                .and("CompletedTimestamp", clock.instant()))
        .and("RootPassword", made.password().reveal())
        .and("AccessKeyId", made.accessKeyId())
        .and("SecretAccessKey", made.secretAccessKey().reveal());
  }

  /** Two that are made at once and hit the same number: one of them is told that it exists. */
  private AccountId free() {
    AccountId account = next();
    while (accounts.exists(account)) {
      account = next();
    }
    return account;
  }

  private AccountId next() {
    return new AccountId(String.format("%012d", random.nextLong(1, ACCOUNTS)));
  }

  private Call describe(Asker asker, Input input) {
    AccountId account = account(input.text("AccountId"));
    return needing(OrganizationsAction.DESCRIBE_ACCOUNT)
        .gives(() -> {
          if (!accounts.exists(account)) {
            throw AwsError.ACCOUNT_NOT_FOUND.because(
                "There is no account with the id " + account + " here.");
          }
          return Members.of("Account", shape(account));
        });
  }

  private Call list(Asker asker, Input input) {
    PageRequest page =
        new PageRequest(
            input.optionalText("NextToken"),
            input.whole("MaxResults", 1, MAX_RESULTS).orElse(MAX_RESULTS));
    return needing(OrganizationsAction.LIST_ACCOUNTS)
        .gives(() -> {
          var found = accounts.list(page);
          return Members.of("Accounts", Tree.items(found.items(), this::shape))
              .and("NextToken", found.marker());
        });
  }

  private Members shape(AccountId account) {
    return Members.of("Id", account.value())
        .and("Status", "ACTIVE")
        .and("JoinedMethod", "CREATED")
        .and("JoinedTimestamp", accounts.created(account));
  }

  private AccountId account(String digits) {
    try {
      return new AccountId(digits);
    } catch (IllegalArgumentException e) {
      throw AwsError.VALIDATION.because("AccountId has to be twelve digits.");
    }
  }

  private Call.Needing needing(OrganizationsAction action) {
    return Call.needing(new Permission(action, new Resource.Account(first)));
  }
}
