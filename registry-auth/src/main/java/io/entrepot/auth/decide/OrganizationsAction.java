package io.entrepot.auth.decide;

/** The actions of AWS Organizations that are here, as its service authorisation reference has. */
public enum OrganizationsAction implements Action {
  CREATE_ACCOUNT("organizations:CreateAccount"),
  DESCRIBE_ACCOUNT("organizations:DescribeAccount"),
  LIST_ACCOUNTS("organizations:ListAccounts");

  private final String iamName;

  OrganizationsAction(String iamName) {
    this.iamName = iamName;
  }

  @Override
  public String iamName() {
    return iamName;
  }
}
