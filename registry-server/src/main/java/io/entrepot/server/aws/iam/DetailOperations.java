package io.entrepot.server.aws.iam;

import io.entrepot.auth.decide.IamAction;
import io.entrepot.auth.identity.Page;
import io.entrepot.auth.identity.PageRequest;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.store.IdentityStore;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * {@code GetAccountAuthorizationDetails} (IAM API reference): everybody in the account with their
 * policies, page by page, kind after kind. What goes between a page's list and its details is left
 * out.
 */
final class DetailOperations {
  /** What the details are of, in their order. A marker holds a kind's word and the place in it. */
  enum Kind {
    USER("User", "UserDetailList"),
    GROUP("Group", "GroupDetailList"),
    ROLE("Role", "RoleDetailList"),
    POLICY("LocalManagedPolicy", "Policies"),
    BUILT_IN_POLICY("AWSManagedPolicy", "Policies");

    private final String word;
    private final String member;

    Kind(String word, String member) {
      this.word = word;
      this.member = member;
    }

    private static List<String> words() {
      return Arrays.stream(values()).map(kind -> kind.word).toList();
    }

    private static Kind of(String word) {
      return Arrays.stream(values())
          .filter(kind -> kind.word.equals(word))
          .findFirst()
          .orElseThrow(() ->
              AwsError.VALIDATION.because(
                  "Filter has to be of " + String.join(", ", words()) + "."));
    }
  }

  /** Most on a page, whatever was asked: each comes with all its policies. */
  private static final int MOST = 100;

  private static final String BETWEEN = "/";

  private final Details details;

  DetailOperations(IdentityStore store) {
    this.details = new Details(store);
  }

  List<Operation> all() {
    return List.of(new Operation("GetAccountAuthorizationDetails", this::get));
  }

  private Call get(Asker asker, Input input) {
    Set<Kind> wanted = EnumSet.noneOf(Kind.class);
    input.texts("Filter").orElse(List.of()).forEach(word -> wanted.add(Kind.of(word)));
    Set<Kind> kinds = wanted.isEmpty() ? EnumSet.allOf(Kind.class) : wanted;
    PageRequest page = input.page();
    return Call.needing(
            Targets.all(asker.account()).may(IamAction.GET_ACCOUNT_AUTHORIZATION_DETAILS))
        .gives(() -> page(asker.account(), kinds, page));
  }

  private Members page(AccountId account, Set<Kind> kinds, PageRequest request) {
    Map<String, List<Tree>> lists = new TreeMap<>();
    Arrays.stream(Kind.values()).forEach(kind -> lists.put(kind.member, new ArrayList<>()));
    Kind first =
        request.marker().map(DetailOperations::kind).orElseGet(() -> kinds.iterator().next());
    Optional<String> place = request.marker().flatMap(DetailOperations::place);
    Optional<String> next = Optional.empty();
    if (!kinds.contains(first)) {
      throw AwsError.INVALID_INPUT.because("Invalid Marker.");
    }
    int room = Math.min(request.size(), MOST);
    for (Kind kind : Kind.values()) {
      if (next.isEmpty() && kinds.contains(kind) && kind.compareTo(first) >= 0) {
        if (room == 0) {
          next = Optional.of(kind.word + BETWEEN);
        } else {
          Page<Tree> part = details.page(account, kind, new PageRequest(place, room));
          lists.computeIfAbsent(kind.member, member -> new ArrayList<>()).addAll(part.items());
          room -= part.items().size();
          next = part.marker().map(marker -> kind.word + BETWEEN + marker);
        }
        place = Optional.empty();
      }
    }
    Members members = Members.NONE;
    for (Map.Entry<String, List<Tree>> list : lists.entrySet()) {
      members = members.and(list.getKey(), new Tree.Items(list.getValue()));
    }
    return members.and("IsTruncated", next.isPresent()).and("Marker", next);
  }

  private static Kind kind(String marker) {
    String word = marker.split(BETWEEN, 2)[0];
    if (!marker.contains(BETWEEN) || !Kind.words().contains(word)) {
      throw AwsError.INVALID_INPUT.because("Invalid Marker.");
    }
    return Kind.of(word);
  }

  private static Optional<String> place(String marker) {
    return Optional.of(marker.substring(marker.indexOf(BETWEEN) + 1))
        .filter(text -> !text.isEmpty());
  }
}
