package io.entrepot.auth.federation;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The public keys that an issuer signs with, of the kinds that are accepted here: RSA of at least
 * 2048 bits and the curves P-256 and P-384. Others in its document are passed over. Immutable.
 */
record SignatureKeys(List<JWK> keys) {
  /** What a token may be signed with; nothing that needs no key, or a key that both sides have. */
  static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384);

  /** Most keys of a document that are looked at. */
  static final int MOST = 100;

  private static final int SHORTEST_RSA_BITS = 2048;

  SignatureKeys {
    keys = List.copyOf(keys);
  }

  /** Reads a JWK set (RFC 7517, section 5). */
  static SignatureKeys read(String json) throws IOException {
    List<JWK> keys = new ArrayList<>();
    for (Map<String, Object> each : members(json)) {
      if (keys.size() < MOST) {
        add(each, keys);
      }
    }
    return new SignatureKeys(keys);
  }

  private static List<Map<String, Object>> members(String json) throws IOException {
    try {
      Map<String, Object>[] members =
          JSONObjectUtils.getJSONObjectArray(JSONObjectUtils.parse(json), "keys");
      if (members == null) {
        throw new IOException("its key document has no member keys");
      }
      return List.of(members);
    } catch (ParseException e) {
      throw new IOException("its key document is not a JWK set", e);
    }
  }

  @SuppressWarnings("EmptyCatch")
  private static void add(Map<String, Object> member, List<JWK> keys) {
    try {
      JWK key = JWK.parse(member);
      if (isForSignatures(key)) {
        keys.add(key.toPublicJWK());
      }
    } catch (ParseException | IllegalArgumentException passedOver) {
      // A set may hold keys that its reader does not know (RFC 7517, section 5).
    }
  }

  private static boolean isForSignatures(JWK key) {
    boolean strong =
        key instanceof RSAKey rsa ? rsa.size() >= SHORTEST_RSA_BITS : key instanceof ECKey;
    return strong
        && (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
        && (key.getKeyOperations() == null || key.getKeyOperations().contains(KeyOperation.VERIFY));
  }

  /** The keys that can have signed under this header; all that fit, when it names none. */
  List<JWK> named(JWSHeader header) {
    String id = header.getKeyID();
    return keys.stream()
        .filter(key -> id == null || id.equals(key.getKeyID()))
        .filter(
            key -> key.getAlgorithm() == null || key.getAlgorithm().equals(header.getAlgorithm()))
        .filter(key -> verifiers(key).contains(header.getAlgorithm()))
        .toList();
  }

  private static Set<JWSAlgorithm> verifiers(JWK key) {
    return switch (key) {
      case RSAKey rsa -> RSASSAVerifier.SUPPORTED_ALGORITHMS;
      case ECKey ec -> JWSAlgorithm.Family.EC;
      default -> Set.of();
    };
  }

  /** Whether this key signed the token. */
  static boolean signed(JWK key, SignedJWT token) {
    try {
      JWSVerifier verifier =
          key instanceof RSAKey rsa ? new RSASSAVerifier(rsa) : new ECDSAVerifier(key.toECKey());
      return token.verify(verifier);
    } catch (JOSEException e) {
      // A curve that the algorithm does not use, or a damaged signature: not signed by it.
      return false;
    }
  }
}
