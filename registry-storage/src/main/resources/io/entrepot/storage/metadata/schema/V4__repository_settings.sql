-- What an owner may set of a repository. The filters of tags that are excepted from the rule stand
-- in one text, with a space between two. A repository that was deleted is renamed into the registry
-- '' until all that was in it is gone.
ALTER TABLE repository ADD COLUMN tag_mutability TEXT NOT NULL DEFAULT 'MUTABLE';
ALTER TABLE repository ADD COLUMN tag_exclusions TEXT NOT NULL DEFAULT '';
ALTER TABLE repository ADD COLUMN scan_on_push BIGINT NOT NULL DEFAULT 0;
