package io.entrepot.server.access;

import io.entrepot.auth.decide.Witness;
import io.entrepot.auth.signature.SignatureFailedException;
import io.entrepot.auth.signature.SignatureFailure;
import io.entrepot.server.access.NotAuthenticatedException.Kind;
import java.net.InetAddress;

/** What a signature that proves nothing costs its sender, and who is told of it. One thread. */
record SignatureTrial(Throttle throttle, String key, InetAddress source, Witness witness) {
  /**
   * Lets it be looked at.
   *
   * @throws NotAuthenticatedException when there were too many wrong ones before
   */
  Throttle.Attempt attempt() {
    try {
      return throttle.attemptSignature(key, source);
    } catch (NotAuthenticatedException tooMany) {
      throw told(tooMany);
    }
  }

  /** One that was not looked at with an attempt: charged when it may be a guess. */
  SignatureFailedException refusedEarly(SignatureFailedException e) {
    SignatureFailure failure = e.failure();
    if (failure instanceof SignatureFailure.UnknownKey
        || failure instanceof SignatureFailure.Mismatch) {
      attempt().close();
    }
    return refused(e);
  }

  SignatureFailedException refused(SignatureFailedException e) {
    told(new NotAuthenticatedException(kind(e.failure()), e.failure().message()));
    return e;
  }

  NotAuthenticatedException told(NotAuthenticatedException e) {
    if (witness instanceof Attempt attempt) {
      attempt.notIdentified("", e);
    }
    return e;
  }

  private static Kind kind(SignatureFailure failure) {
    return switch (failure) {
      case SignatureFailure.Missing missing -> Kind.ABSENT;
      case SignatureFailure.Incomplete incomplete -> Kind.MALFORMED;
      case SignatureFailure.UnknownKey unknown -> Kind.WRONG;
      case SignatureFailure.Mismatch mismatch -> Kind.WRONG;
      case SignatureFailure.OutOfTime late -> Kind.WRONG;
      case SignatureFailure.ExpiredToken expired -> Kind.INVALID_TOKEN;
    };
  }
}
