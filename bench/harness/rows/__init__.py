"""The rows of the bench, in the order in which they run."""

from harness.rows import grow, guarded, idle, pull, push, start

# Name -> what runs it with a Bench. `start` comes last: it also starts the stores that grew.
ROWS = {
    "manifest-get": pull.manifest_get,
    "manifest-get-bearer": guarded.manifest_get_bearer,
    "manifest-get-basic": guarded.manifest_get_basic,
    "manifest-get-bearer-own": guarded.manifest_get_bearer_own,
    "manifest-get-basic-own": guarded.manifest_get_basic_own,
    "api-describe-images": guarded.describe_images,
    "api-batch-get-image": guarded.batch_get_image,
    "api-get-authorization-token": guarded.get_authorization_token,
    "manifest-head": pull.manifest_head,
    "blob-get": pull.blob_get,
    "idle": idle.idle,
    "slow-readers": idle.slow_readers,
    "push-small": push.small,
    "push-large": push.large,
    "grow-tags": grow.tags,
    "grow-repositories": grow.repositories,
    "start": start.start,
}
