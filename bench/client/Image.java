import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SplittableRandom;

/** A one-layer OCI image that no other seed gives: its three byte arrays and their digests. */
record Image(
    byte[] layer, String layerDigest, byte[] config, String configDigest, byte[] manifest) {
  static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";

  static Image of(long seed, int layerBytes) {
    byte[] layer = new byte[layerBytes];
    new SplittableRandom(seed).nextBytes(layer);
    String layerDigest = digest(layer);
    byte[] config =
        """
        {"architecture":"amd64","os":"linux","created":"2026-01-01T00:00:00Z",\
        "config":{"Env":["PATH=/usr/bin:/bin","SEED=%d"],"Cmd":["/bin/true"]},\
        "rootfs":{"type":"layers","diff_ids":["%s"]}}\
        """
            .formatted(seed, layerDigest)
            .getBytes(StandardCharsets.US_ASCII);
    Image blobs = new Image(layer, layerDigest, config, digest(config), new byte[0]);
    return blobs.stamped(seed);
  }

  /** The same blobs under another manifest: what a new tag of an unchanged image would push. */
  Image stamped(long stamp) {
    byte[] text =
        """
        {"schemaVersion":2,"mediaType":"%s",\
        "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},\
        "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"%s","size":%d}],\
        "annotations":{"bench.stamp":"%d"}}\
        """
            .formatted(MANIFEST_TYPE, configDigest, config.length, layerDigest, layer.length, stamp)
            .getBytes(StandardCharsets.US_ASCII);
    return new Image(layer, layerDigest, config, configDigest, text);
  }

  static String digest(byte[] bytes) {
    return name(sha256().digest(bytes));
  }

  static String name(byte[] hash) {
    return "sha256:" + HexFormat.of().formatHex(hash);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
