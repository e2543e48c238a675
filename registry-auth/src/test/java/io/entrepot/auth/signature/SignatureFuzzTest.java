package io.entrepot.auth.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/** Whatever comes, it is a request that somebody signed, or it is refused as one. */
class SignatureFuzzTest {
  @DictionaryEntries({
    "Authorization:AWS4-HMAC-SHA256 ",
    "Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,",
    "SignedHeaders=host;x-amz-date,",
    "Signature=0000000000000000000000000000000000000000000000000000000000000000",
    "X-Amz-Date:20150830T123600Z",
    "Date:Sun, 30 Aug 2015 12:36:00 GMT",
    "X-Amz-Content-Sha256:",
    "?X-Amz-Algorithm=AWS4-HMAC-SHA256",
    "&X-Amz-Credential=AKIDEXAMPLE%2F20150830%2Fus-east-1%2Fservice%2Faws4_request",
    "&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Date=20150830T123600Z",
    "&X-Amz-Signature=0000000000000000000000000000000000000000000000000000000000000000"
  })
  @FuzzTest(maxDuration = "5s")
  void aRequestIsVerifiedOrRefused(byte[] content) {
    // The target, then a field of the header on each line.
    List<String> lines = new String(content, ISO_8859_1).lines().toList();
    String target = lines.isEmpty() ? "" : lines.getFirst();
    List<SignedRequest.Field> fields =
        Fixture.fields(
            lines.stream().skip(1).filter(line -> line.contains(":")).toArray(String[]::new));
    try {
      var _ = SignatureVerifier.isSigned(Fixture.request("POST", target, fields));
      var _ = Fixture.verify(Fixture.verifier(), Fixture.request("POST", target, fields), target);
    } catch (SignatureFailedException e) {
      assertFalse(e.failure().message().isEmpty());
    }
  }
}
