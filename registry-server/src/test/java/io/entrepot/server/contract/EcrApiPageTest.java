package io.entrepot.server.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.entrepot.server.aws.shape.ServiceShapes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The list of operations in {@code docs/ecr-api.md} is the one of this server, and all that AWS's
 * models have. With {@code -Dpage=write} the test writes it.
 */
final class EcrApiPageTest {
  @RegisterExtension static final GuardedExtension SERVER = new GuardedExtension();

  private static final Path PAGE = Path.of("..", "docs", "ecr-api.md");
  private static final String MARK = "<!-- The rest is written by EcrApiPageTest. -->\n";
  private static final Map<String, String> TITLES =
      Map.of(
          "ecr", "Amazon ECR",
          "ecr-public", "Amazon ECR Public",
          "iam", "AWS IAM",
          "sts", "AWS STS");

  @Test
  void the_page_lists_every_operation_of_aws_as_done_or_not() throws IOException {
    String page = Files.readString(PAGE);
    String written = page.substring(0, page.indexOf(MARK) + MARK.length()) + lists();
    if ("write".equals(System.getProperty("page"))) {
      Files.writeString(PAGE, written);
    }
    assertEquals(
        written,
        Files.readString(PAGE),
        "docs/ecr-api.md is out of date: mvn -pl registry-server -am test -Dtest=EcrApiPageTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dpage=write");
  }

  private static String lists() {
    StringBuilder lists = new StringBuilder();
    SERVER
        .running()
        .awsOperations()
        .forEach((service, here) -> {
          ServiceShapes shapes = ServiceShapes.of(service);
          Set<String> all = new TreeSet<>(shapes.inputs().keySet());
          all.addAll(shapes.undeclared());
          assertEquals(Set.of(), without(here, all), "AWS has no such operations");
          lists.append("\n## ").append(TITLES.get(service)).append("\n\n");
          lists.append(here.size()).append(" of ").append(all.size()).append(" operations.\n\n");
          lists.append("| operation | |\n|---|---|\n");
          all.forEach(name ->
              lists
                  .append("| `")
                  .append(name)
                  .append(here.contains(name) ? "` | done |\n" : "` | not yet |\n"));
        });
    return lists.toString();
  }

  private static Set<String> without(Set<String> some, Set<String> others) {
    Set<String> rest = new TreeSet<>(some);
    rest.removeAll(others);
    return rest;
  }
}
