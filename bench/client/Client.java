import java.nio.file.Path;
import java.util.Locale;

/**
 * The bench's own client. The first argument says what to do, the rest are its numbers, in the
 * order of the calls below; the result is one line of JSON on standard output.
 */
final class Client {
  private Client() {}

  public static void main(String[] a) throws Exception {
    Locale.setDefault(Locale.ROOT);
    String result =
        switch (a[0]) {
          case "small" ->
              SmallPushes.run(
                  integer(a[1]), integer(a[2]), integer(a[3]), decimal(a[4]), number(a[5]));
          case "large" ->
              LargePush.push(integer(a[1]), number(a[2]), number(a[3]), a[4].equals("chunked"));
          case "reference" -> LargePush.reference(Path.of(a[1]), number(a[2]), number(a[3]));
          case "grow" ->
              new Growth(integer(a[1]), integer(a[2]), a[3].equals("repositories"))
                  .run(integer(a[4]), integer(a[5]), decimal(a[6]));
          case "page" -> Page.time(integer(a[1]), a[2], integer(a[3]), decimal(a[4]));
          default -> throw new IllegalArgumentException("unknown work: " + a[0]);
        };
    System.out.println(result);
  }

  private static int integer(String text) {
    return Integer.parseInt(text);
  }

  private static long number(String text) {
    return Long.parseLong(text);
  }

  private static double decimal(String text) {
    return Double.parseDouble(text);
  }
}
