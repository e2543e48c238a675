package io.entrepot.auth.principal;

/** Who a request comes from. */
public sealed interface Principal {
  /** Nobody in particular: the request carried no credentials. */
  record Anonymous() implements Principal {}
}
