package io.entrepot.storage.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Whatever comes, names and references are just those that the specification's patterns match. */
class ReferenceFuzzTest {
  private static final Pattern NAME =
      Pattern.compile("[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*");
  private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");
  private static final Pattern DIGEST = Pattern.compile("sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128}");

  @FuzzTest(maxDuration = "5s")
  void namesAndReferencesAreTakenAsTheSpecificationWritesThem(byte[] content) {
    // Long texts only make the patterns slow; the limits have tests of their own.
    String text = new String(content, 0, Math.min(content.length, 200), StandardCharsets.UTF_8);
    assertEquals(NAME.matcher(text).matches(), isTaken(RepositoryName::new, text), text);
    boolean reference = TAG.matcher(text).matches() || DIGEST.matcher(text).matches();
    assertEquals(reference, isTaken(Reference::parse, text), text);
    isTaken(MediaType::new, text);
  }

  /** Whether it is read, in which case it must be written as it was; a refusal says why. */
  private static boolean isTaken(Function<String, Object> parser, String text) {
    try {
      assertEquals(text, parser.apply(text).toString());
      return true;
    } catch (OciSyntaxException e) {
      assertFalse(e.getMessage().isEmpty());
      assertTrue(e.kind() != OciSyntaxException.Kind.MANIFEST);
      return false;
    }
  }
}
