"""Walks through AWS's operations and holds every answer against botocore's models.

Arguments: the server's URL, id and secret of an administrator's key, a JSON object that names the
operations of each service that are to be called, and through what: boto3, or aws, for which the
Python that runs this has to be that of AWS's command. Prints what was wrong; silent when nothing
was.
"""
import datetime
import hashlib
import json
import sys
import time
import urllib.request
import xml.etree.ElementTree as ElementTree

from botocore.config import Config
from botocore.exceptions import ClientError

URL, KEY, SECRET, WANTED, THROUGH = *sys.argv[1:4], json.loads(sys.argv[4]), sys.argv[5]
if THROUGH == "aws":
    import aws_command
else:
    import boto3
wrong = []
called = {}


def client(service, **settings):
    if THROUGH == "aws":
        return aws_command.Service(service, URL, {"key": KEY, "secret": SECRET, **settings}, check)
    made = boto3.session.Session().client(
        service,
        endpoint_url=URL,
        region_name="eu-central-1",
        aws_access_key_id=settings.pop("key", KEY),
        aws_secret_access_key=settings.pop("secret", SECRET),
        aws_session_token=settings.pop("token", None),
        config=Config(retries={"max_attempts": 0}, **settings),
    )
    made.meta.events.register("before-parse", check)
    return made


def check(operation_model, response_dict, **rest):
    service, name = operation_model.service_model.service_name, operation_model.name
    called.setdefault(service, set()).add(name)
    place = service + "." + name
    headers = {header.lower() for header in response_dict["headers"]}
    if "x-amzn-requestid" not in headers:
        wrong.append(place + ": no request id")
    if response_dict["status_code"] >= 300:
        return
    output = operation_model.output_shape
    if operation_model.service_model.protocol == "json":
        of_json(place, json.loads(response_dict["body"]), output)
        return
    root = ElementTree.fromstring(response_dict["body"])
    space = "{" + operation_model.service_model.metadata["xmlNamespace"] + "}"
    if root.tag != space + name + "Response":
        wrong.append(place + ": is " + root.tag)
    result = root.find(space + name + "Result")
    if output is not None:
        of_xml(place, result, output)
    elif result is not None and len(result):
        wrong.append(place + ": has a result")


def members(place, given, shape):
    for name in set(given) - set(shape.members):
        wrong.append(place + "." + name + " is not in the model")
    for name in set(shape.required_members) - set(given):
        wrong.append(place + "." + name + " is missing")
    if len(given) != len(set(given)):
        wrong.append(place + ": a member stands twice")
    return [name for name in given if name in shape.members]


def scalar(place, text, shape):
    enum = getattr(shape, "enum", [])
    if enum and text not in enum:
        wrong.append(place + " is " + text)


def of_json(place, value, shape):
    kinds = {"string": str, "integer": int, "long": int, "boolean": bool, "timestamp": (int, float)}
    if shape.type_name == "structure" and isinstance(value, dict):
        for name in members(place, list(value), shape):
            of_json(place + "." + name, value[name], shape.members[name])
    elif shape.type_name == "list" and isinstance(value, list):
        for each in value:
            of_json(place + "[]", each, shape.member)
    elif shape.type_name == "map" and isinstance(value, dict):
        for each in value.values():
            of_json(place + "{}", each, shape.value)
    elif shape.type_name in kinds and isinstance(value, kinds[shape.type_name]):
        scalar(place, value, shape)
    else:
        wrong.append(place + " is no " + shape.type_name)


def of_xml(place, node, shape):
    if node is None:
        wrong.append(place + " has no result")
        return
    names = [child.tag.split("}")[1] for child in node]
    if shape.type_name == "structure":
        for name in members(place, names, shape):
            of_xml(place + "." + name, node[names.index(name)], shape.members[name])
    elif shape.type_name in ("list", "map"):
        wanted = {"list": "member", "map": "entry"}[shape.type_name]
        if set(names) - {wanted}:
            wrong.append(place + " holds " + str(set(names)))
        for child in node if shape.type_name == "list" else []:
            of_xml(place + "[]", child, shape.member)
    else:
        scalar(place, node.text or "", shape)


def refused(code, call, **arguments):
    try:
        call(**arguments)
        wrong.append(call.__name__ + " was not refused with " + code)
    except ClientError as e:
        if e.response["Error"]["Code"] != code:
            wrong.append(call.__name__ + " was refused with " + str(e) + " and not " + code)


def document(statement):
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


ALLOW = document({"Effect": "Allow", "Action": "ecr:*", "Resource": "*"})
READ_ONLY = "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly"
TRUST = document({"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"})
TAGS = [{"Key": "team", "Value": "a+b / ü"}, {"Key": "empty", "Value": ""}]


def users(iam):
    iam.create_user(UserName="walker", Path="/team/", Tags=TAGS, PermissionsBoundary=READ_ONLY)
    user = iam.get_user(UserName="walker")["User"]
    assert user["Tags"] == sorted(TAGS, key=lambda tag: tag["Key"]), user
    assert isinstance(user["CreateDate"], datetime.datetime)
    assert [each["UserName"] for each in iam.list_users(PathPrefix="/team/")["Users"]] == ["walker"]
    iam.update_user(UserName="walker", NewPath="/")
    iam.tag_user(UserName="walker", Tags=[{"Key": "more", "Value": "x"}])
    iam.untag_user(UserName="walker", TagKeys=["more", "empty"])
    assert len(iam.list_user_tags(UserName="walker")["Tags"]) == 1
    iam.put_user_permissions_boundary(UserName="walker", PermissionsBoundary=READ_ONLY)
    iam.delete_user_permissions_boundary(UserName="walker")
    iam.put_user_policy(UserName="walker", PolicyName="own", PolicyDocument=ALLOW)
    own = iam.get_user_policy(UserName="walker", PolicyName="own")
    assert own["PolicyDocument"] == json.loads(ALLOW), own
    iam.list_user_policies(UserName="walker")
    iam.delete_user_policy(UserName="walker", PolicyName="own")
    iam.attach_user_policy(UserName="walker", PolicyArn=READ_ONLY)
    iam.list_attached_user_policies(UserName="walker")
    iam.list_entities_for_policy(PolicyArn=READ_ONLY)
    iam.simulate_principal_policy(
        PolicySourceArn=user["Arn"], ActionNames=["ecr:ListImages"], ResourceArns=["*"])
    iam.detach_user_policy(UserName="walker", PolicyArn=READ_ONLY)
    refused("EntityAlreadyExists", iam.create_user, UserName="walker")
    refused("NoSuchEntity", iam.get_user, UserName="nobody")


def credentials(iam):
    made = iam.create_access_key(UserName="walker")["AccessKey"]
    iam.list_access_keys(UserName="walker")
    iam.get_access_key_last_used(AccessKeyId=made["AccessKeyId"])
    own = {"key": made["AccessKeyId"], "secret": made["SecretAccessKey"]}
    assert client("sts", **own).get_caller_identity()["Arn"].endswith(":user/walker")
    refused("AccessDenied", client("iam", **own).list_users)
    iam.create_login_profile(UserName="walker", Password="walk-Walk-1")
    iam.get_login_profile(UserName="walker")
    iam.update_login_profile(UserName="walker", Password="walk-Walk-2")
    change = document({"Effect": "Allow", "Action": "iam:ChangePassword", "Resource": "*"})
    iam.put_user_policy(UserName="walker", PolicyName="change", PolicyDocument=change)
    client("iam", **own).change_password(OldPassword="walk-Walk-2", NewPassword="walk-Walk-3")
    iam.delete_user_policy(UserName="walker", PolicyName="change")
    iam.delete_login_profile(UserName="walker")
    iam.update_access_key(UserName="walker", AccessKeyId=own["key"], Status="Inactive")
    refused("InvalidClientTokenId", client("sts", **own).get_caller_identity)
    refused("UnrecognizedClientException", client("ecr", **own).get_registry_policy)
    refused("SignatureDoesNotMatch", client("sts", secret="wrong").get_caller_identity)
    refused("InvalidSignatureException", client("ecr", secret="wrong").get_registry_policy)
    refused("InvalidClientTokenId", client("sts", token="none").get_caller_identity)
    iam.delete_access_key(UserName="walker", AccessKeyId=own["key"])


def groups(iam):
    iam.create_group(GroupName="walkers")
    iam.list_groups()
    iam.add_user_to_group(GroupName="walkers", UserName="walker")
    iam.get_group(GroupName="walkers")
    iam.list_groups_for_user(UserName="walker")
    iam.put_group_policy(GroupName="walkers", PolicyName="own", PolicyDocument=ALLOW)
    iam.get_group_policy(GroupName="walkers", PolicyName="own")
    iam.list_group_policies(GroupName="walkers")
    refused("DeleteConflict", iam.delete_group, GroupName="walkers")
    iam.delete_group_policy(GroupName="walkers", PolicyName="own")
    iam.attach_group_policy(GroupName="walkers", PolicyArn=READ_ONLY)
    iam.list_attached_group_policies(GroupName="walkers")
    iam.detach_group_policy(GroupName="walkers", PolicyArn=READ_ONLY)
    iam.update_group(GroupName="walkers", NewGroupName="hikers")
    iam.remove_user_from_group(GroupName="hikers", UserName="walker")
    iam.delete_group(GroupName="hikers")
    iam.delete_user(UserName="walker")


def roles(iam):
    made = iam.create_role(
        RoleName="walk", AssumeRolePolicyDocument=TRUST, Description="<a> & b", Tags=TAGS)["Role"]
    assert made["AssumeRolePolicyDocument"] == json.loads(TRUST), made
    assert iam.get_role(RoleName="walk")["Role"]["Description"] == "<a> & b"
    iam.list_roles()
    iam.update_role(RoleName="walk", MaxSessionDuration=7200)
    told = iam.update_role_description(RoleName="walk", Description="walks")["Role"]
    assert (told["Description"], told["MaxSessionDuration"]) == ("walks", 7200), told
    assert iam.list_instance_profiles_for_role(RoleName="walk")["InstanceProfiles"] == []
    refused("NoSuchEntity", iam.list_instance_profiles_for_role, RoleName="none")
    iam.update_assume_role_policy(RoleName="walk", PolicyDocument=TRUST)
    iam.tag_role(RoleName="walk", Tags=TAGS)
    iam.list_role_tags(RoleName="walk")
    iam.untag_role(RoleName="walk", TagKeys=["team"])
    iam.put_role_permissions_boundary(RoleName="walk", PermissionsBoundary=READ_ONLY)
    iam.delete_role_permissions_boundary(RoleName="walk")
    iam.put_role_policy(RoleName="walk", PolicyName="own", PolicyDocument=ALLOW)
    iam.get_role_policy(RoleName="walk", PolicyName="own")
    iam.list_role_policies(RoleName="walk")
    iam.delete_role_policy(RoleName="walk", PolicyName="own")
    iam.attach_role_policy(RoleName="walk", PolicyArn=READ_ONLY)
    iam.list_attached_role_policies(RoleName="walk")
    iam.detach_role_policy(RoleName="walk", PolicyArn=READ_ONLY)
    iam.delete_role(RoleName="walk")


def policies(iam):
    arn = iam.create_policy(PolicyName="own", PolicyDocument=ALLOW, Tags=TAGS)["Policy"]["Arn"]
    iam.get_policy(PolicyArn=arn)
    pages = iam.get_paginator("list_policies").paginate(PaginationConfig={"PageSize": 2})
    assert len([each for page in pages for each in page["Policies"]]) > 2
    iam.create_policy_version(PolicyArn=arn, PolicyDocument=ALLOW)
    version = iam.get_policy_version(PolicyArn=arn, VersionId="v2")["PolicyVersion"]
    assert version["Document"] == json.loads(ALLOW), version
    iam.list_policy_versions(PolicyArn=arn)
    iam.set_default_policy_version(PolicyArn=arn, VersionId="v2")
    iam.delete_policy_version(PolicyArn=arn, VersionId="v1")
    iam.tag_policy(PolicyArn=arn, Tags=TAGS)
    iam.list_policy_tags(PolicyArn=arn)
    iam.untag_policy(PolicyArn=arn, TagKeys=["team"])
    iam.delete_policy(PolicyArn=arn)
    refused("MalformedPolicyDocument", iam.create_policy, PolicyName="bad", PolicyDocument="{}")
    iam.simulate_custom_policy(
        PolicyInputList=[ALLOW],
        ActionNames=["ecr:PutImage", "iam:ListUsers"],
        ContextEntries=[{
            "ContextKeyName": "aws:SourceIp", "ContextKeyType": "ip",
            "ContextKeyValues": ["10.0.0.1"]}])


def providers(iam):
    made = iam.create_open_id_connect_provider(
        Url="https://walker.example", ClientIDList=["a"], ThumbprintList=["a" * 40], Tags=TAGS)
    arn = {"OpenIDConnectProviderArn": made["OpenIDConnectProviderArn"]}
    iam.get_open_id_connect_provider(**arn)
    iam.list_open_id_connect_providers()
    iam.add_client_id_to_open_id_connect_provider(ClientID="b", **arn)
    iam.remove_client_id_from_open_id_connect_provider(ClientID="b", **arn)
    iam.update_open_id_connect_provider_thumbprint(ThumbprintList=["b" * 40], **arn)
    iam.tag_open_id_connect_provider(Tags=TAGS, **arn)
    iam.list_open_id_connect_provider_tags(**arn)
    iam.untag_open_id_connect_provider(TagKeys=["team"], **arn)
    iam.delete_open_id_connect_provider(**arn)


def accounts(iam):
    iam.create_account_alias(AccountAlias="walk-here")
    assert iam.list_account_aliases()["AccountAliases"] == ["walk-here"]
    iam.delete_account_alias(AccountAlias="walk-here")
    assert iam.list_account_aliases()["AccountAliases"] == []
    refused("NoSuchEntity", iam.delete_account_alias, AccountAlias="walk-here")
    refused("ValidationError", iam.create_account_alias, AccountAlias="walk--here")
    refused("InvalidInput", iam.create_account_alias, AccountAlias="123456789012")
    summary = iam.get_account_summary()["SummaryMap"]
    assert summary["Users"] >= 1 and summary["VersionsPerPolicyQuota"] == 5, summary


def details(iam):
    """Everybody is in the details, whatever the pages, with what they have."""
    iam.create_user(UserName="detail", Tags=TAGS, PermissionsBoundary=READ_ONLY)
    iam.put_user_policy(UserName="detail", PolicyName="own", PolicyDocument=ALLOW)
    iam.create_group(GroupName="details")
    iam.add_user_to_group(UserName="detail", GroupName="details")
    iam.attach_group_policy(GroupName="details", PolicyArn=READ_ONLY)
    iam.create_role(RoleName="detail", AssumeRolePolicyDocument=TRUST)
    iam.put_role_policy(RoleName="detail", PolicyName="own", PolicyDocument=ALLOW)
    arn = iam.create_policy(PolicyName="detail", PolicyDocument=ALLOW)["Policy"]["Arn"]
    lists = ("UserDetailList", "GroupDetailList", "RoleDetailList", "Policies")
    whole = iam.get_account_authorization_details(MaxItems=1000)
    paged = {name: [] for name in lists}
    pages = iam.get_paginator("get_account_authorization_details")
    for page in pages.paginate(PaginationConfig={"PageSize": 1}):
        # The command prints all pages as one.
        assert THROUGH == "aws" or sum(len(page[name]) for name in lists) <= 1, page
        for name in lists:
            paged[name] += page[name]
    assert paged == {name: whole[name] for name in lists}, paged
    user = [each for each in whole["UserDetailList"] if each["UserName"] == "detail"][0]
    assert user["GroupList"] == ["details"] and user["UserPolicyList"] == [
        {"PolicyName": "own", "PolicyDocument": json.loads(ALLOW)}], user
    role = iam.get_account_authorization_details(Filter=["Role"])
    assert role["RoleDetailList"] and not role["UserDetailList"] + role["Policies"], role
    own = iam.get_account_authorization_details(Filter=["LocalManagedPolicy"])["Policies"]
    assert own[0]["PolicyVersionList"][0]["Document"] == json.loads(ALLOW), own
    refused("InvalidInput", iam.get_account_authorization_details, Marker="nothing")
    iam.delete_policy(PolicyArn=arn)
    iam.delete_role_policy(RoleName="detail", PolicyName="own")
    iam.delete_role(RoleName="detail")
    iam.detach_group_policy(GroupName="details", PolicyArn=READ_ONLY)
    iam.remove_user_from_group(UserName="detail", GroupName="details")
    iam.delete_group(GroupName="details")
    iam.delete_user_policy(UserName="detail", PolicyName="own")
    iam.delete_user(UserName="detail")


def absent(iam):
    """What is not here is told of as empty lists; of nobody there is no list."""
    iam.create_user(UserName="without")
    of_users = (
        iam.list_mfa_devices, iam.list_ssh_public_keys, iam.list_signing_certificates,
        iam.list_service_specific_credentials)
    for call in of_users:
        call(UserName="without")
        call()
        refused("NoSuchEntity", call, UserName="none")
    iam.list_service_specific_credentials(AllUsers=True)
    iam.list_instance_profiles()
    iam.list_virtual_mfa_devices(AssignmentStatus="Any")
    iam.list_server_certificates()
    iam.list_saml_providers()
    iam.delete_user(UserName="without")


def context_keys(iam):
    policy = document({
        "Effect": "Allow", "Action": "ecr:*", "Resource": "arn:aws:ecr:*:*:repository/${aws:username}",
        "Condition": {"Bool": {"aws:SecureTransport": "true"}}})
    wanted = ["aws:securetransport", "aws:username"]
    given = iam.get_context_keys_for_custom_policy(PolicyInputList=[policy])
    assert given["ContextKeyNames"] == wanted, given
    iam.create_user(UserName="keys")
    source = iam.get_user(UserName="keys")["User"]["Arn"]
    iam.put_user_policy(UserName="keys", PolicyName="own", PolicyDocument=policy)
    given = iam.get_context_keys_for_principal_policy(PolicySourceArn=source)
    assert given["ContextKeyNames"] == wanted, given
    iam.delete_user_policy(UserName="keys", PolicyName="own")
    iam.delete_user(UserName="keys")


def sessions(sts):
    iam = client("iam")
    user = sts.get_caller_identity()["Arn"]
    trust = document({"Effect": "Allow", "Principal": {"AWS": user}, "Action": "sts:AssumeRole"})
    role = iam.create_role(RoleName="session", AssumeRolePolicyDocument=trust)["Role"]["Arn"]
    begun = (
        (sts.assume_role(RoleArn=role, RoleSessionName="walk", Policy=ALLOW), "/session/walk"),
        (sts.get_session_token(), "user/administrator"),
        (sts.get_federation_token(Name="walk", Policy=ALLOW), "federated-user/walk"),
    )
    for answer, name in begun:
        given = answer["Credentials"]
        own = client(
            "sts", key=given["AccessKeyId"], secret=given["SecretAccessKey"],
            token=given["SessionToken"])
        if not own.get_caller_identity()["Arn"].endswith(name):
            wrong.append(name + " is somebody else")
    sts.get_access_key_info(AccessKeyId=KEY)
    nobody = begun[2][0]["Credentials"]
    try:
        client(
            "iam", key=nobody["AccessKeyId"], secret=nobody["SecretAccessKey"],
            token=nobody["SessionToken"]).list_users()
        wrong.append("a federated session listed users")
    except ClientError as e:
        sealed = e.response["Error"]["Message"].split("Encoded authorization failure message: ")[1]
        told = json.loads(sts.decode_authorization_message(EncodedMessage=sealed)["DecodedMessage"])
        assert told["context"]["action"] == "iam:ListUsers" and not told["explicitDeny"], told
    refused(
        "InvalidAuthorizationMessageException", sts.decode_authorization_message,
        EncodedMessage="none")
    iam.delete_role(RoleName="session")


def registries(ecr):
    policy = document({"Effect": "Allow", "Principal": "*", "Action": "ecr:*", "Resource": "*"})
    assert ecr.put_registry_policy(policyText=policy)["policyText"]
    ecr.get_registry_policy()
    ecr.delete_registry_policy()
    refused("RegistryPolicyNotFoundException", ecr.get_registry_policy)


def repositories(ecr):
    made = ecr.create_repository(
        repositoryName="walk/app", tags=TAGS, imageScanningConfiguration={"scanOnPush": True},
        encryptionConfiguration={"encryptionType": "AES256"},
        imageTagMutability="MUTABLE_WITH_EXCLUSION",
        imageTagMutabilityExclusionFilters=[{"filterType": "WILDCARD", "filter": "v*"}])
    made = made["repository"]
    assert isinstance(made["createdAt"], datetime.datetime), made
    assert made["repositoryUri"] == URL.split("//")[1] + "/walk/app", made
    ecr.create_repository(repositoryName="walk/other")
    pages = ecr.get_paginator("describe_repositories").paginate(PaginationConfig={"PageSize": 1})
    names = [each["repositoryName"] for page in pages for each in page["repositories"]]
    assert names == sorted(names) and {"walk/app", "walk/other"} <= set(names), names
    arn = made["repositoryArn"]
    ecr.tag_resource(resourceArn=arn, tags=[{"Key": "more", "Value": "x"}])
    ecr.untag_resource(resourceArn=arn, tagKeys=["more", "empty"])
    assert ecr.list_tags_for_resource(resourceArn=arn)["tags"] == [TAGS[0]]
    ecr.put_image_tag_mutability(repositoryName="walk/app", imageTagMutability="IMMUTABLE")
    ecr.put_image_scanning_configuration(
        repositoryName="walk/app", imageScanningConfiguration={"scanOnPush": False})
    policy = document({"Effect": "Allow", "Principal": "*", "Action": "ecr:BatchGetImage"})
    ecr.set_repository_policy(repositoryName="walk/app", policyText=policy)
    ecr.get_repository_policy(repositoryName="walk/app")
    ecr.delete_repository_policy(repositoryName="walk/app")
    refused(
        "RepositoryPolicyNotFoundException", ecr.get_repository_policy, repositoryName="walk/app")
    refused("RepositoryAlreadyExistsException", ecr.create_repository, repositoryName="walk/app")
    refused(
        "KmsException", ecr.create_repository, repositoryName="walk/kms",
        encryptionConfiguration={"encryptionType": "KMS"})
    refused("RepositoryNotFoundException", ecr.delete_repository, repositoryName="walk/none")
    ecr.delete_repository(repositoryName="walk/other")
    ecr.describe_registry()


def layer(ecr, content):
    digest = "sha256:" + hashlib.sha256(content).hexdigest()
    upload = ecr.initiate_layer_upload(repositoryName="walk/app")["uploadId"]
    half = len(content) // 2
    for first, last in ((0, half - 1), (half, len(content) - 1)):
        given = ecr.upload_layer_part(
            repositoryName="walk/app", uploadId=upload, partFirstByte=first, partLastByte=last,
            layerPartBlob=content[first:last + 1])
        assert given["lastByteReceived"] == last, given
    ecr.complete_layer_upload(
        repositoryName="walk/app", uploadId=upload, layerDigests=[digest])
    return {"digest": digest, "size": len(content)}


def images(ecr):
    config, bytes_ = layer(ecr, b"{}"), layer(ecr, b"some layer")
    absent = "sha256:" + "0" * 64
    checked = ecr.batch_check_layer_availability(
        repositoryName="walk/app", layerDigests=[config["digest"], absent, "bad"])
    assert [each["layerAvailability"] for each in checked["layers"]] == [
        "AVAILABLE", "UNAVAILABLE"], checked
    assert checked["failures"][0]["failureCode"] == "InvalidLayerDigest", checked
    url = ecr.get_download_url_for_layer(
        repositoryName="walk/app", layerDigest=bytes_["digest"])["downloadUrl"]
    assert urllib.request.urlopen(url).read() == b"some layer"
    kind = "application/vnd.oci.image."
    manifest = json.dumps({
        "schemaVersion": 2, "mediaType": kind + "manifest.v1+json",
        "config": {"mediaType": kind + "config.v1+json", **config},
        "layers": [{"mediaType": kind + "layer.v1.tar", **bytes_}]})
    put = ecr.put_image(repositoryName="walk/app", imageManifest=manifest, imageTag="one")
    digest = put["image"]["imageId"]["imageDigest"]
    ecr.put_image(repositoryName="walk/app", imageManifest=manifest, imageTag="two")
    refused(
        "ImageAlreadyExistsException", ecr.put_image, repositoryName="walk/app",
        imageManifest=manifest, imageTag="one")
    referrer = json.dumps({
        **json.loads(manifest), "artifactType": "application/x-walk",
        "annotations": {"a": "b"}, "subject": {
            "mediaType": kind + "manifest.v1+json", "digest": digest, "size": len(manifest)}})
    refused(
        "ImageTagAlreadyExistsException", ecr.put_image, repositoryName="walk/app",
        imageManifest=referrer, imageTag="one")
    ecr.put_image(repositoryName="walk/app", imageManifest=referrer)
    found = ecr.list_image_referrers(
        repositoryName="walk/app", subjectId={"imageDigest": digest})["referrers"]
    assert found[0]["annotations"] == {"a": "b"}, found
    got = ecr.batch_get_image(
        repositoryName="walk/app", imageIds=[{"imageTag": "one"}, {"imageTag": "none"}])
    assert got["images"][0]["imageManifest"] == manifest, got
    assert got["failures"][0]["failureCode"] == "ImageNotFound", got
    pages = ecr.get_paginator("describe_images").paginate(
        repositoryName="walk/app", filter={"tagStatus": "ANY"}, PaginationConfig={"PageSize": 1})
    details = [each for page in pages for each in page["imageDetails"]]
    assert len(details) == 2 and details[0]["imageSizeInBytes"] == 12, details
    pages = ecr.get_paginator("list_images").paginate(
        repositoryName="walk/app", PaginationConfig={"PageSize": 1})
    assert len([each for page in pages for each in page["imageIds"]]) == 3
    refused(
        "ImageNotFoundException", ecr.describe_images, repositoryName="walk/app",
        imageIds=[{"imageTag": "none"}])
    refused("RepositoryNotEmptyException", ecr.delete_repository, repositoryName="walk/app")
    deleted = ecr.batch_delete_image(
        repositoryName="walk/app", imageIds=[{"imageDigest": digest}, {"imageTag": "none"}])
    assert len(deleted["imageIds"]) == 2 and len(deleted["failures"]) == 1, deleted
    data = ecr.get_authorization_token()["authorizationData"][0]
    asked = urllib.request.Request(
        data["proxyEndpoint"] + "/v2/",
        headers={"Authorization": "Basic " + data["authorizationToken"]})
    assert urllib.request.urlopen(asked).status == 200
    ecr.delete_repository(repositoryName="walk/app", force=True)


def registry_settings(ecr):
    assert ecr.get_account_setting(name="BLOB_MOUNTING")["value"] == "ENABLED"
    ecr.put_account_setting(name="BLOB_MOUNTING", value="ENABLED")
    role = {"principalArn": "arn:aws:iam::123456789012:role/walk"}
    ecr.register_pull_time_update_exclusion(**role)
    refused("ExclusionAlreadyExistsException", ecr.register_pull_time_update_exclusion, **role)
    assert ecr.list_pull_time_update_exclusions()["pullTimeUpdateExclusions"]
    ecr.deregister_pull_time_update_exclusion(**role)
    refused("ExclusionNotFoundException", ecr.deregister_pull_time_update_exclusion, **role)
    rules = json.dumps({"rules": [{
        "rulePriority": 1, "selection": {
            "tagStatus": "untagged", "countType": "imageCountMoreThan", "countNumber": 1},
        "action": {"type": "expire"}}]})
    ecr.create_repository_creation_template(
        prefix="walked", appliedFor=["CREATE_ON_PUSH"], description="d", resourceTags=TAGS,
        lifecyclePolicy=rules, imageTagMutability="IMMUTABLE",
        encryptionConfiguration={"encryptionType": "AES256"})
    ecr.update_repository_creation_template(prefix="walked", description="e")
    templates = ecr.describe_repository_creation_templates()["repositoryCreationTemplates"]
    assert templates[0]["description"] == "e", templates
    ecr.delete_repository_creation_template(prefix="walked")
    refused("TemplateNotFoundException", ecr.delete_repository_creation_template, prefix="walked")
    named = {"repositoryName": "walk/cycle"}
    ecr.create_repository(**named)
    refused("LifecyclePolicyNotFoundException", ecr.get_lifecycle_policy, **named)
    ecr.put_lifecycle_policy(lifecyclePolicyText=rules, **named)
    assert ecr.get_lifecycle_policy(**named)["lifecyclePolicyText"] == rules
    previews(ecr, named, rules)
    ecr.delete_lifecycle_policy(**named)
    ecr.delete_repository(**named)


def previews(ecr, named, rules):
    refused("LifecyclePolicyPreviewNotFoundException", ecr.get_lifecycle_policy_preview, **named)
    started = ecr.start_lifecycle_policy_preview(**named)
    assert started["lifecyclePolicyText"] == rules, started
    if THROUGH == "boto3":  # The command's waiter is the same.
        ecr.get_waiter("lifecycle_policy_preview_complete").wait(
            WaiterConfig={"Delay": 1, "MaxAttempts": 60}, **named)
    ready = ecr.get_lifecycle_policy_preview(**named)
    for _ in range(60):
        if ready["status"] != "IN_PROGRESS":
            break
        time.sleep(1)
        ready = ecr.get_lifecycle_policy_preview(**named)
    assert ready["status"] == "COMPLETE", ready
    assert ready["previewResults"] == [], ready
    assert ready["summary"] == {"expiringImageTotalCount": 0}, ready


def public_repositories(public):
    made = public.create_repository(
        repositoryName="walk/app", tags=TAGS, catalogData={
            "description": "d", "architectures": ["ARM 64"], "operatingSystems": ["Linux"],
            "aboutText": "# a", "usageText": "u"})
    named, arn = {"repositoryName": "walk/app"}, made["repository"]["repositoryArn"]
    if THROUGH == "boto3":  # The command takes pictures from files alone.
        logos(public, named)
    registry = public.describe_registries()["registries"][0]
    assert made["repository"]["repositoryUri"] == registry["registryUri"] + "/walk/app", made
    assert registry["aliases"][0]["status"] == "ACTIVE", registry
    put = public.put_repository_catalog_data(catalogData={"description": "e"}, **named)
    assert put["catalogData"] == public.get_repository_catalog_data(**named)["catalogData"], put
    public.put_registry_catalog_data(displayName="Walkers")
    name = public.get_registry_catalog_data()["registryCatalogData"]["displayName"]
    assert name == "Walkers", name
    pages = public.get_paginator("describe_repositories").paginate(
        PaginationConfig={"PageSize": 1})
    assert "walk/app" in [
        each["repositoryName"] for page in pages for each in page["repositories"]]
    public.tag_resource(resourceArn=arn, tags=[{"Key": "more", "Value": "x"}])
    public.untag_resource(resourceArn=arn, tagKeys=["more", "empty"])
    assert public.list_tags_for_resource(resourceArn=arn)["tags"] == [TAGS[0]]
    policy = document({"Effect": "Allow", "Principal": "*", "Action": "ecr-public:PutImage"})
    refused("RepositoryPolicyNotFoundException", public.get_repository_policy, **named)
    public.set_repository_policy(policyText=policy, **named)
    public.get_repository_policy(**named)
    public.delete_repository_policy(**named)
    refused("RepositoryAlreadyExistsException", public.create_repository, **named)
    refused(
        "InvalidParameterException", public.put_repository_catalog_data,
        catalogData={"logoImageBlob": b"<svg/>"}, **named)
    refused("RepositoryNotFoundException", public.delete_repository, repositoryName="walk/none")


def logos(public, named):
    put = public.put_repository_catalog_data(catalogData={"logoImageBlob": png(512000)}, **named)
    assert urllib.request.urlopen(put["catalogData"]["logoUrl"]).read() == png(512000)
    careless = client("ecr-public", parameter_validation=False)
    refused(
        "InvalidParameterException", careless.put_repository_catalog_data,
        catalogData={"logoImageBlob": png(512001)}, **named)


def png(length):
    head = b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4, "big") + b"IHDR"
    size = (60).to_bytes(4, "big")
    return (head + 2 * size).ljust(length, b"x")


def public_images(public):
    named = {"repositoryName": "walk/app"}
    config, bytes_ = layer(public, b"{}"), layer(public, b"some layer")
    checked = public.batch_check_layer_availability(layerDigests=[config["digest"]], **named)
    assert checked["layers"][0]["layerAvailability"] == "AVAILABLE", checked
    kind = "application/vnd.oci.image."
    manifest = json.dumps({
        "schemaVersion": 2, "mediaType": kind + "manifest.v1+json",
        "config": {"mediaType": kind + "config.v1+json", **config},
        "layers": [{"mediaType": kind + "layer.v1.tar", **bytes_}]})
    put = public.put_image(imageManifest=manifest, imageTag="one", **named)
    digest = put["image"]["imageId"]["imageDigest"]
    public.put_image(imageManifest=manifest, imageTag="two", **named)
    refused(
        "ImageAlreadyExistsException", public.put_image, imageManifest=manifest, imageTag="one",
        **named)
    uri = public.describe_repositories(repositoryNames=["walk/app"])["repositories"][0]
    pulled = URL.split("//")[0] + "//" + uri["repositoryUri"].replace("/", "/v2/", 1)
    assert urllib.request.urlopen(pulled + "/manifests/one").read().decode() == manifest
    pages = public.get_paginator("describe_image_tags").paginate(
        PaginationConfig={"PageSize": 1}, **named)
    tags = [each for page in pages for each in page["imageTagDetails"]]
    assert [each["imageTag"] for each in tags] == ["one", "two"], tags
    assert tags[0]["imageDetail"]["imageDigest"] == digest, tags
    details = public.describe_images(**named)["imageDetails"]
    assert details[0]["imageTags"] == ["one", "two"], details
    refused(
        "ImageNotFoundException", public.describe_images, imageIds=[{"imageTag": "none"}],
        **named)
    refused("RepositoryNotEmptyException", public.delete_repository, **named)
    deleted = public.batch_delete_image(
        imageIds=[{"imageTag": "one"}, {"imageTag": "none"}], **named)
    assert len(deleted["imageIds"]) == 1 and len(deleted["failures"]) == 1, deleted
    data = public.get_authorization_token()["authorizationData"]
    asked = urllib.request.Request(
        URL + "/v2/", headers={"Authorization": "Basic " + data["authorizationToken"]})
    assert urllib.request.urlopen(asked).status == 200
    public.delete_repository(force=True, **named)


def bad(service):
    """Each operation without what it requires, and with what is too long, is refused as invalid."""
    code = "InvalidParameterException" if service.startswith("ecr") else "ValidationError"
    careless = client(service, parameter_validation=False)
    names = {name: method for method, name in careless.meta.method_to_api_mapping.items()}
    for name in sorted(WANTED[service]):
        model = careless.meta.service_model.operation_model(name)
        if model.auth_type == "none" or model.input_shape is None:
            continue
        call = getattr(careless, names[name])
        if model.input_shape.required_members:
            refused(code, call)
        for member, shape in model.input_shape.members.items():
            longest = shape.metadata.get("max", 0)
            if shape.type_name == "string" and 0 < longest < 200000:
                refused(code, call, **{member: "x" * (longest + 1)})


for part in (users, credentials, groups, roles, policies, providers, accounts, details, absent,
             context_keys):
    part(client("iam"))
sessions(client("sts"))
for part in (registries, repositories, images, registry_settings):
    part(client("ecr"))
for part in (public_repositories, public_images):
    part(client("ecr-public"))
sessions(client("sts"))
if THROUGH == "boto3":  # The command would not send what is incomplete.
    bad("iam")
    bad("sts")
    bad("ecr")
    bad("ecr-public")
for service in ("ecr", "ecr-public", "iam", "sts"):
    for name in set(WANTED[service]) - called.get(service, set()) - {"AssumeRoleWithWebIdentity"}:
        wrong.append(service + "." + name + " was not called")
print("\n".join(sorted(set(wrong))), end="")
