package io.entrepot.server.aws.wire;

import io.entrepot.server.access.Arrival;
import io.entrepot.server.http.FormFields;
import io.entrepot.server.http.Response;

/** An operation of AWS Query that is not signed: its input proves who asks. Any thread; blocks. */
public interface UnsignedOperation {
  /** As AWS names it. */
  String name();

  /** Does it, and answers in XML, well or badly. */
  Response answer(Arrival arrival, FormFields form);
}
