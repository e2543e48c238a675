package io.entrepot.auth.decide;

/** An action that IAM policies speak of, as the service authorisation reference names it. */
public sealed interface Action
    permits EcrAction,
        EcrPublicAction,
        EntrepotAction,
        IamAction,
        NamedAction,
        OrganizationsAction,
        StsAction {
  /** The name in a policy, such as {@code ecr:PutImage}. */
  String iamName();
}
