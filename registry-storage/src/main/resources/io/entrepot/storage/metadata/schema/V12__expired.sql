-- Images that a policy took out of their repository and that can be brought back for a while. Each
-- lies in a hidden repository in the registry 'expired', whose name is the id of the one it was in.
CREATE TABLE expired_image (
  -- In the order in which they went: an index before its children.
  id         ${identity},
  manifest   BIGINT NOT NULL UNIQUE REFERENCES manifest (id),
  -- The hidden one.
  repository BIGINT NOT NULL REFERENCES repository (id),
  -- With a space between two.
  tags       TEXT NOT NULL,
  tag_count  BIGINT NOT NULL,
  -- The image that it went with, by digest; null when it went by itself.
  leader     TEXT,
  expired_at BIGINT NOT NULL,
  due        BIGINT NOT NULL,
  priority   BIGINT NOT NULL,
  reason     TEXT NOT NULL
);
CREATE INDEX expired_image_by_repository ON expired_image (repository, id);
CREATE INDEX expired_image_by_leader ON expired_image (repository, leader)
  WHERE leader IS NOT NULL;
CREATE INDEX expired_image_by_time ON expired_image (due);
