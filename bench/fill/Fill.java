import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills a data folder for the guarded rows: 10,000 repositories of one image each, 1,000 users and
 * as many policies, and writes what is asked for with which credentials. Arguments: the data
 * folder, and the folder for the lists {@code bearer.txt} and {@code basic.txt}: a path, a tab, and
 * the header field for it, a line.
 */
final class Fill {
  static final int USERS = 1_000;
  static final int REPOSITORIES_OF_A_USER = 10;

  private Fill() {}

  public static void main(String[] arguments) throws Exception {
    Path data = Files.createDirectories(Path.of(arguments[0]));
    Path lists = Path.of(arguments[1]);
    Repositories.make(data);
    List<String> bearer = new ArrayList<>();
    List<String> basic = new ArrayList<>();
    try (People people = People.open(data)) {
      people.makePolicies();
      for (int user = 0; user < USERS; user++) {
        Person person = people.person(user);
        for (int number = 0; number < REPOSITORIES_OF_A_USER; number++) {
          String repository = repository(user, number);
          String path = "/v2/" + repository + "/manifests/latest\t";
          bearer.add(path + "Bearer " + people.registryToken(person, repository));
          basic.add(path + person.basic());
        }
      }
    }
    write(lists.resolve("bearer.txt"), bearer);
    write(lists.resolve("basic.txt"), basic);
  }

  /** Of a team of one user. */
  static String repository(int user, int number) {
    return team(user) + "/app-" + number;
  }

  static String team(int user) {
    return "team-%04d".formatted(user);
  }

  /** One of each user after the other, so that no two requests in a row are of the same. */
  private static void write(Path file, List<String> lines) throws Exception {
    List<String> mixed = new ArrayList<>();
    for (int number = 0; number < REPOSITORIES_OF_A_USER; number++) {
      for (int user = 0; user < USERS; user++) {
        mixed.add(lines.get(user * REPOSITORIES_OF_A_USER + number));
      }
    }
    Files.write(file, mixed, UTF_8);
  }
}
