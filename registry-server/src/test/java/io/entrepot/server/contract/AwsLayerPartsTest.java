package io.entrepot.server.contract;

import static io.entrepot.server.contract.AwsCaller.refusedJson;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.NewAccessKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Parts of layers in signed JSON: counted only once the signature of all of it has held. */
final class AwsLayerPartsTest {
  @RegisterExtension static final GuardedExtension SERVER = new GuardedExtension();

  private static final int LARGEST = 20 << 20;

  private final IdentityName user = SERVER.user(GuardedExtension.allowing("\"ecr:*\"", "*"));
  private final NewAccessKey key = SERVER.key(user);
  private final String repository = SERVER.fresh("parts/app");

  private AwsCaller caller(String secret) {
    return new AwsCaller(SERVER, Signing.with(key.key().id(), secret, "ecr"));
  }

  private AwsCaller caller() {
    return caller(key.secret().reveal());
  }

  private String start() {
    caller().ecr("CreateRepository", "{\"repositoryName\":\"" + repository + "\"}").expect(200);
    return caller()
        .ecr("InitiateLayerUpload", "{\"repositoryName\":\"" + repository + "\"}")
        .expect(200)
        .json()
        .get("uploadId")
        .asString();
  }

  private String part(String upload, long first, byte[] bytes) {
    return "{\"repositoryName\":\""
        + repository
        + "\",\"uploadId\":\""
        + upload
        + "\",\"layerPartBlob\":\""
        + Base64.getEncoder().encodeToString(bytes)
        + "\",\"partFirstByte\":"
        + first
        + ",\"partLastByte\":"
        + (first + bytes.length - 1)
        + "}";
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  @Test
  void a_layer_comes_in_parts_up_to_the_largest_one() throws NoSuchAlgorithmException {
    String upload = start();
    byte[] first = random(LARGEST);
    byte[] second = random(1_000);
    caller().ecr("UploadLayerPart", part(upload, 0, first)).expect(200);
    Answer last = caller().ecr("UploadLayerPart", part(upload, LARGEST, second)).expect(200);
    assertEquals(LARGEST + 999, last.json().get("lastByteReceived").asLong());
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(first);
    String layer = "sha256:" + HexFormat.of().formatHex(digest.digest(second));
    Answer done =
        caller()
            .ecr(
                "CompleteLayerUpload",
                "{\"repositoryName\":\""
                    + repository
                    + "\",\"uploadId\":\""
                    + upload
                    + "\",\"layerDigests\":[\""
                    + layer
                    + "\"]}")
            .expect(200);
    assertEquals(layer, done.json().get("layerDigest").asString());
  }

  @Test
  void a_part_whose_signature_does_not_hold_was_never_there() {
    String upload = start();
    byte[] bytes = random(100_000);
    refusedJson(
        caller("wrong").ecr("UploadLayerPart", part(upload, 0, bytes)),
        400,
        "InvalidSignatureException");
    caller().ecr("UploadLayerPart", part(upload, 0, bytes)).expect(200);
  }

  @Test
  void a_part_that_is_too_large_or_no_base64_is_refused() {
    String upload = start();
    refusedJson(
        caller().ecr("UploadLayerPart", part(upload, 0, random(LARGEST + 1))),
        413,
        "RequestEntityTooLargeException");
    refusedJson(
        caller()
            .ecr(
                "UploadLayerPart",
                part(upload, 0, random(9))
                    .replace("\"layerPartBlob\":\"", "\"layerPartBlob\":\"*")),
        400,
        "SerializationException");
    refusedJson(
        caller().ecr("UploadLayerPart", "{\"repositoryName\":\"" + repository + "\"}"),
        400,
        "InvalidParameterException");
  }
}
